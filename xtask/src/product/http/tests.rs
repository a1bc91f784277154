//! The client reads what servers send, and nothing that they did not finish sending.

use std::{net::TcpListener, thread};

use super::*;

/// A server that gives this answer to whatever comes, once.
fn one_answer(answer: &'static str) -> Result<Answer> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let port = listener.local_addr()?.port();
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut heard = [0; 1024];
        let _ = stream.read(&mut heard).unwrap();
        stream.write_all(answer.as_bytes()).unwrap();
    });
    let answer = Client::new(port).get("/");
    server.join().unwrap();
    answer
}

#[test]
fn a_body_of_known_length_and_one_in_chunks_are_both_read() {
    let plain = one_answer("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello").unwrap();
    assert_eq!((plain.status, plain.text()), (200, "hello".to_owned()));
    let chunked =
        one_answer("HTTP/1.1 404 No\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n");
    assert_eq!(chunked.unwrap().text(), "hello");
}

#[test]
fn an_answer_cut_short_is_a_fault_and_no_answer() {
    assert!(one_answer("HTTP/1.1 303 See Other\r\nContent-Length: 9\r\n\r\nhalf").is_err());
    assert!(one_answer("").is_err());
}

#[test]
fn form_fields_are_encoded_as_browsers_do() {
    assert_eq!(form(&[("q", "a b&c=ä"), ("x", "")]), "q=a+b%26c%3D%C3%A4&x=");
}
