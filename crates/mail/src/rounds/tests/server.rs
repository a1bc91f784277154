//! A small mail server (RFC 5321) that behaves as it is told.

use std::{
    io::{BufRead, BufReader, ErrorKind, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
};

/// How it behaves.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Manner {
    Kind,
    /// It hangs up at once.
    Away,
    /// It takes no mail at the moment.
    NotNow,
    /// It takes no mail for that address.
    Refuses,
    /// It takes the mail and hangs up without saying so.
    HangsUpAfterTheMail,
}

/// A mail that came.
#[derive(Clone, Debug, Default)]
pub(super) struct Came {
    pub(super) from: String,
    pub(super) to: Vec<String>,
    pub(super) text: String,
}

pub(super) struct Server {
    port: u16,
    manner: Mutex<Manner>,
    mails: Mutex<Vec<Came>>,
    conversations: Mutex<usize>,
}

impl Server {
    pub(super) fn start() -> Arc<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let server = Arc::new(Self {
            port: listener.local_addr().unwrap().port(),
            manner: Mutex::new(Manner::Kind),
            mails: Mutex::default(),
            conversations: Mutex::default(),
        });
        let here = server.clone();
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (here, stream) = (here.clone(), stream.unwrap());
                thread::spawn(move || here.converse(stream));
            }
        });
        server
    }

    pub(super) fn port(&self) -> u16 {
        self.port
    }

    pub(super) fn behaves(&self, manner: Manner) {
        *self.manner.lock().unwrap() = manner;
    }

    pub(super) fn mails(&self) -> Vec<Came> {
        self.mails.lock().unwrap().clone()
    }

    /// How many conversations were begun.
    pub(super) fn conversations(&self) -> usize {
        *self.conversations.lock().unwrap()
    }

    fn converse(&self, stream: TcpStream) {
        *self.conversations.lock().unwrap() += 1;
        let manner = *self.manner.lock().unwrap();
        if manner != Manner::Away {
            match self.talk(stream, manner) {
                Err(error) if error.kind() != ErrorKind::ConnectionReset => panic!("{error}"),
                _ => {}
            }
        }
    }

    fn talk(&self, stream: TcpStream, manner: Manner) -> std::io::Result<()> {
        let mut stream = BufReader::new(stream);
        let mut came = Came::default();
        stream.get_mut().write_all(b"220 here\r\n")?;
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line)? == 0 {
                return Ok(());
            }
            let inside = || line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
            let answer = match line.split([' ', ':', '\r']).next().unwrap_or_default() {
                "EHLO" | "NOOP" => "250 yes\r\n",
                "MAIL" => {
                    came.from = inside();
                    "250 yes\r\n"
                }
                "RCPT" if manner == Manner::Refuses => "550 nobody here\r\n",
                "RCPT" if manner == Manner::NotNow => "451 come again\r\n",
                "RCPT" => {
                    came.to.push(inside());
                    "250 yes\r\n"
                }
                "DATA" => {
                    stream.get_mut().write_all(b"354 go on\r\n")?;
                    came.text = text(&mut stream)?;
                    self.mails.lock().unwrap().push(came.clone());
                    if manner == Manner::HangsUpAfterTheMail {
                        return Ok(());
                    }
                    "250 taken\r\n"
                }
                "QUIT" => return stream.get_mut().write_all(b"221 bye\r\n"),
                _ => "502 what\r\n",
            };
            stream.get_mut().write_all(answer.as_bytes())?;
        }
    }
}

/// Everything up to the line with the dot.
fn text(stream: &mut BufReader<TcpStream>) -> std::io::Result<String> {
    let mut text = String::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line)? == 0 || line == ".\r\n" {
            return Ok(text);
        }
        text += &line;
    }
}
