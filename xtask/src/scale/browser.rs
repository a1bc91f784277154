//! A browser of which there can be ten thousand: one connection that stays open, one request at a time.

use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::TcpStream,
};

use crate::{Result, product::http::form};

/// Bytes that are read ahead; small, because it is there ten thousand times.
const AHEAD: usize = 1_024;

/// One connection, and what the browser is signed in with.
pub(super) struct Browser {
    stream: BufReader<TcpStream>,
    head: String,
}

/// What the server said.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) location: String,
    pub(super) body: Vec<u8>,
}

impl Answer {
    pub(super) fn holds(&self, word: &str) -> bool {
        memchr::memmem::find(&self.body, word.as_bytes()).is_some()
    }
}

impl Browser {
    /// Connects.
    pub(super) async fn new(port: u16, cookie: Option<&str>) -> Result<Self> {
        let stream = TcpStream::connect(("127.0.0.1", port)).await?;
        stream.set_nodelay(true)?;
        let cookie = cookie.map(|cookie| format!("cookie: notebook={cookie}\r\n")).unwrap_or_default();
        let head = format!("host: 127.0.0.1:{port}\r\n{cookie}");
        Ok(Self { stream: BufReader::with_capacity(AHEAD, stream), head })
    }

    /// Asks for a page.
    pub(super) async fn get(&mut self, path: &str) -> Result<Answer> {
        let request = format!("GET {path} HTTP/1.1\r\n{}\r\n", self.head);
        self.ask(&request).await
    }

    /// Sends a form.
    pub(super) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Result<Answer> {
        let body = form(fields);
        let kind = "content-type: application/x-www-form-urlencoded";
        let length = body.len();
        let head = &self.head;
        let request =
            format!("POST {path} HTTP/1.1\r\n{head}{kind}\r\ncontent-length: {length}\r\n\r\n{body}");
        self.ask(&request).await
    }

    async fn ask(&mut self, request: &str) -> Result<Answer> {
        self.stream.get_mut().write_all(request.as_bytes()).await?;
        let status = self.line().await?.split(' ').nth(1).and_then(|code| code.parse().ok());
        let mut answer =
            Answer { status: status.ok_or("no answer")?, location: String::new(), body: Vec::new() };
        let (mut length, mut in_chunks) = (0, false);
        loop {
            let line = self.line().await?;
            let Some((name, value)) = line.split_once(':') else { break };
            match (name.to_ascii_lowercase().as_str(), value.trim()) {
                ("content-length", value) => length = value.parse()?,
                ("transfer-encoding", _) => in_chunks = true,
                ("location", value) => value.clone_into(&mut answer.location),
                _ => {}
            }
        }
        if in_chunks {
            while let length @ 1.. = usize::from_str_radix(&self.line().await?, 16)? {
                self.take(length, &mut answer.body).await?;
                self.line().await?;
            }
            self.line().await?;
        } else {
            self.take(length, &mut answer.body).await?;
        }
        Ok(answer)
    }

    async fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        if self.stream.read_line(&mut line).await? == 0 {
            return Err("the server hung up".into());
        }
        line.truncate(line.trim_end().len());
        Ok(line)
    }

    async fn take(&mut self, length: usize, body: &mut Vec<u8>) -> Result {
        let from = body.len();
        body.resize(from + length, 0);
        self.stream.read_exact(&mut body[from..]).await?;
        Ok(())
    }
}
