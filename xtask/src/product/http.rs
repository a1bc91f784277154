//! A small blocking HTTP client with cookies, for talking to a server on this machine and to nothing else.

use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader, Read, Write},
    net::{Ipv4Addr, TcpStream},
    time::Duration,
};

use crate::Result;

/// Longest wait for an answer; unlocking on a busy machine takes seconds.
const PATIENCE: Duration = Duration::from_secs(30);

/// One browser: its cookies and its connection.
pub(crate) struct Client {
    port: u16,
    stream: Option<BufReader<TcpStream>>,
    cookies: BTreeMap<String, String>,
}

/// What the server said.
pub(crate) struct Answer {
    /// The status code.
    pub(crate) status: u16,
    /// Header lines in order, names in lower case.
    pub(crate) headers: Vec<(String, String)>,
    /// The body, unchunked.
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// Whether the server said that it did what was asked.
    pub(crate) fn is_yes(&self) -> bool {
        (200..400).contains(&self.status)
    }

    /// The body as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Every header line of this name (in lower case).
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.headers.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The first header line of this name (in lower case).
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

impl Client {
    /// A browser without cookies.
    pub(crate) fn new(port: u16) -> Self {
        Self { port, stream: None, cookies: BTreeMap::new() }
    }

    /// Another connection of the same browser.
    pub(crate) fn twin(&self) -> Self {
        Self { port: self.port, stream: None, cookies: self.cookies.clone() }
    }

    /// The same browser, before a server that was started again.
    pub(crate) fn at_port(&self, port: u16) -> Self {
        Self { port, ..self.twin() }
    }

    /// The browser's cookies.
    pub(crate) fn cookies(&mut self) -> &mut BTreeMap<String, String> {
        &mut self.cookies
    }

    /// Sends anything at all. A `host` among the headers stands in place of the right one.
    pub(crate) fn ask(
        &mut self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Result<Answer> {
        let length = body.len().to_string();
        let mut all = headers.to_vec();
        if !body.is_empty() || method == "POST" {
            all.push(("content-length", &length));
        }
        self.exchange(&self.head(method, path, &all), body)
    }

    /// Fetches a page.
    pub(crate) fn get(&mut self, path: &str) -> Result<Answer> {
        self.exchange(&self.head("GET", path, &[]), b"")
    }

    /// Sends a form.
    pub(crate) fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Result<Answer> {
        self.post_with(path, fields, &[])
    }

    /// Sends a form with further header lines.
    pub(crate) fn post_with(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        headers: &[(&str, &str)],
    ) -> Result<Answer> {
        let body = form(fields);
        let length = body.len().to_string();
        let mut all =
            vec![("content-type", "application/x-www-form-urlencoded"), ("content-length", &length)];
        all.extend_from_slice(headers);
        self.exchange(&self.head("POST", path, &all), body.as_bytes())
    }

    /// Sends a form and does not wait for the answer; the connection is of no use afterwards.
    pub(crate) fn post_and_forget(&mut self, path: &str, fields: &[(&str, &str)]) -> Result {
        let body = form(fields);
        let length = body.len().to_string();
        let head = self.head(
            "POST",
            path,
            &[("content-type", "application/x-www-form-urlencoded"), ("content-length", &length)],
        );
        let stream = self.connection()?.get_mut();
        stream.write_all(head.as_bytes())?;
        stream.write_all(body.as_bytes())?;
        Ok(())
    }

    /// Hangs up.
    pub(crate) fn hang_up(&mut self) {
        self.stream = None;
    }

    /// The request line and header lines, as bytes on the wire.
    pub(crate) fn head(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> String {
        let mut head = format!("{method} {path} HTTP/1.1\r\n");
        if !headers.iter().any(|(name, _)| *name == "host") {
            head.push_str(&format!("host: 127.0.0.1:{}\r\n", self.port));
        }
        if !self.cookies.is_empty() {
            let jar: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            head.push_str(&format!("cookie: {}\r\n", jar.join("; ")));
        }
        for (name, value) in headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head + "\r\n"
    }

    fn connection(&mut self) -> Result<&mut BufReader<TcpStream>> {
        if self.stream.is_none() {
            let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
            stream.set_nodelay(true)?;
            stream.set_read_timeout(Some(PATIENCE))?;
            stream.set_write_timeout(Some(PATIENCE))?;
            self.stream = Some(BufReader::new(stream));
        }
        Ok(self.stream.as_mut().expect("it was made just above"))
    }

    /// One request, one answer. A fault hangs up, so that the next request starts afresh.
    fn exchange(&mut self, head: &str, body: &[u8]) -> Result<Answer> {
        let mut request = head.as_bytes().to_vec();
        request.extend_from_slice(body);
        let answer = self.connection().and_then(|stream| {
            // A server that has said no to a long body may hang up before it has all of it.
            let sent = stream.get_mut().write_all(&request);
            let answer = if head.starts_with("HEAD ") { read_head(stream) } else { read_answer(stream) };
            answer.or_else(|fault| sent.map_err(Into::into).and(Err(fault)))
        });
        match &answer {
            Ok(answer) => {
                self.keep_cookies(answer);
                if answer.header("connection").is_some_and(|value| value.eq_ignore_ascii_case("close")) {
                    self.hang_up();
                }
            }
            Err(_) => self.hang_up(),
        }
        answer
    }

    fn keep_cookies(&mut self, answer: &Answer) {
        for (_, line) in answer.headers.iter().filter(|(name, _)| name == "set-cookie") {
            let pair = line.split(';').next().unwrap_or("");
            let Some((name, value)) = pair.split_once('=') else { continue };
            let gone = value.is_empty() || line.to_ascii_lowercase().contains("max-age=0");
            if gone {
                self.cookies.remove(name.trim());
            } else {
                self.cookies.insert(name.trim().to_owned(), value.to_owned());
            }
        }
    }
}

/// Fields as a browser would send them.
pub(crate) fn form(fields: &[(&str, &str)]) -> String {
    let pairs: Vec<_> =
        fields.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
    pairs.join("&")
}

fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'*' => {
                encoded.push(char::from(byte))
            }
            b' ' => encoded.push('+'),
            other => encoded.push_str(&format!("%{other:02X}")),
        }
    }
    encoded
}

/// Reads one answer from a connection that stays open.
pub(crate) fn read_answer(stream: &mut BufReader<TcpStream>) -> Result<Answer> {
    let mut answer = read_head(stream)?;
    answer.body = match (answer.header("content-length"), answer.header("transfer-encoding")) {
        (Some(length), _) => exactly(stream, length.parse()?)?,
        (None, Some(_)) => chunks(stream)?,
        (None, None) => Vec::new(),
    };
    Ok(answer)
}

/// Reads the status and the header lines; all there is of an answer to `HEAD`.
fn read_head(stream: &mut BufReader<TcpStream>) -> Result<Answer> {
    let status_line = line(stream)?;
    let status = status_line.split(' ').nth(1).and_then(|code| code.parse().ok());
    let status = status.ok_or_else(|| format!("not an HTTP answer: {status_line:?}"))?;
    let mut headers = Vec::new();
    loop {
        let header = line(stream)?;
        if header.is_empty() {
            break;
        }
        let (name, value) = header.split_once(':').ok_or("a header line without a colon")?;
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    Ok(Answer { status, headers, body: Vec::new() })
}

fn line(stream: &mut BufReader<TcpStream>) -> Result<String> {
    let mut text = String::new();
    if stream.read_line(&mut text)? == 0 {
        return Err("the server hung up".into());
    }
    Ok(text.trim_end().to_owned())
}

fn exactly(stream: &mut BufReader<TcpStream>, length: usize) -> Result<Vec<u8>> {
    let mut body = vec![0; length];
    stream.read_exact(&mut body)?;
    Ok(body)
}

fn chunks(stream: &mut BufReader<TcpStream>) -> Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let size = usize::from_str_radix(line(stream)?.trim(), 16)?;
        body.extend(exactly(stream, size)?);
        line(stream)?;
        if size == 0 {
            return Ok(body);
        }
    }
}

#[cfg(test)]
mod tests;
