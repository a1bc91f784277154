//! Asks a door on this machine, as a browser would, what it answers: for whoever looks at an installed server.

use std::{io, net::SocketAddr, sync::Arc, time::Duration};

use rustls_pki_types::{CertificateDer, ServerName, UnixTime};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};
use tokio_rustls::{
    TlsConnector,
    rustls::{
        ClientConfig, DigitallySignedStruct, Error, ProtocolVersion, SignatureScheme,
        client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
        crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature},
    },
};

use crate::tls::{Certificate, provider};

/// A server on this machine that takes longer does not answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// No answer that is looked at is longer.
const LONGEST: u64 = 1 << 20;

/// What came back.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The number of the status; 0 for what is no HTTP.
    pub status: u16,
    /// Names in small letters, and values.
    pub headers: Vec<(String, String)>,
    /// What stands below the head.
    pub body: String,
    /// Whether it was spoken over the newest TLS; `None` without any.
    pub newest_tls: Option<bool>,
}

impl Answer {
    /// Every header of that name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.headers.iter().filter(move |(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    /// The header of that name; empty where there is none.
    pub fn header<'a>(&'a self, name: &'a str) -> &'a str {
        self.all(name).next().unwrap_or_default()
    }

    fn read(bytes: &[u8], newest_tls: Option<bool>) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let mut lines = head.split("\r\n");
        let first = lines.next().unwrap_or_default();
        let status = first.strip_prefix("HTTP/1.1 ").and_then(|rest| rest.get(..3)?.parse().ok());
        let header = |line: &str| {
            let (name, value) = line.split_once(':')?;
            Some((name.to_ascii_lowercase(), value.trim().to_owned()))
        };
        let headers = lines.filter_map(header).collect();
        Self { status: status.unwrap_or(0), headers, body: body.to_owned(), newest_tls }
    }
}

/// Sends a request as it stands and reads the answer to its end. With a certificate, over TLS, to whoever shows that very one
/// and nobody else.
///
/// # Errors
/// Where nothing listens, takes too long or shows another certificate.
pub async fn ask(at: SocketAddr, certificate: Option<&Certificate>, request: &str) -> io::Result<Answer> {
    timeout(PATIENCE, asked(at, certificate, request)).await.map_err(|_| io::ErrorKind::TimedOut)?
}

async fn asked(at: SocketAddr, certificate: Option<&Certificate>, request: &str) -> io::Result<Answer> {
    let line = TcpStream::connect(at).await?;
    let Some(certificate) = certificate else {
        return Ok(Answer::read(&said(line, request).await?, None));
    };
    let name = certificate.described().names.into_iter().find_map(|name| ServerName::try_from(name).ok());
    let name = name.unwrap_or(ServerName::from(at.ip()));
    let only = Arc::new(Only { leaf: certificate.leaf(), provider: provider() });
    let config = ClientConfig::builder_with_provider(provider())
        .with_safe_default_protocol_versions()
        .map_err(io::Error::other)?
        .dangerous()
        .with_custom_certificate_verifier(only)
        .with_no_client_auth();
    let line = TlsConnector::from(Arc::new(config)).connect(name, line).await?;
    let newest = line.get_ref().1.protocol_version() == Some(ProtocolVersion::TLSv1_3);
    Ok(Answer::read(&said(line, request).await?, Some(newest)))
}

async fn said(mut line: impl AsyncRead + AsyncWrite + Unpin, request: &str) -> io::Result<Vec<u8>> {
    line.write_all(request.as_bytes()).await?;
    line.flush().await?;
    let mut bytes = Vec::new();
    match line.take(LONGEST).read_to_end(&mut bytes).await {
        // Some close a connection without taking leave; what they said before counts.
        Err(error) if bytes.is_empty() => Err(error),
        _ => Ok(bytes),
    }
}

/// Believes one certificate.
#[derive(Debug)]
struct Only {
    leaf: CertificateDer<'static>,
    provider: Arc<CryptoProvider>,
}

impl ServerCertVerifier for Only {
    fn verify_server_cert(
        &self,
        shown: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        match shown.as_ref() == self.leaf.as_ref() {
            true => Ok(ServerCertVerified::assertion()),
            false => Err(Error::General("another certificate".to_owned())),
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, certificate, signed, &self.provider.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, certificate, signed, &self.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}
