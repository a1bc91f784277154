//! Our own TLS: 1.2 and 1.3 by rustls and aws-lc, which knows no cipher without forward secrecy. The certificate is read again
//! when its files change, so a renewal needs no restart.

mod described;

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock},
    time::SystemTime,
};

use rustls_pki_types::{
    CertificateDer, PrivateKeyDer,
    pem::{self, PemObject},
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        self, ServerConfig,
        crypto::{CryptoProvider, aws_lc_rs},
        server::{ClientHello, ResolvesServerCert},
        sign::CertifiedKey,
        version::{TLS12, TLS13},
    },
};

pub use described::Described;

/// Why a certificate and its key cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CertificateError {
    /// A file could not be read.
    #[error("{0} could not be read ({1})")]
    Unread(PathBuf, io::ErrorKind),
    /// The key may be read by everybody.
    #[error("{0} holds the key of the certificate, and everybody on this machine may read it")]
    KeyForEverybody(PathBuf),
    /// There is no certificate in the file, or it is none.
    #[error("{0} holds no certificate in PEM")]
    NoCertificate(PathBuf),
    /// There is no key in the file, or it is none.
    #[error("{0} holds no private key in PEM")]
    NoKey(PathBuf),
    /// The two do not belong together.
    #[error("the key is not the one of the certificate")]
    NotAPair,
}

/// A certificate with its key, and where both come from.
#[derive(Debug)]
pub struct Certificate {
    files: [PathBuf; 2],
    now: RwLock<(Arc<CertifiedKey>, Changed)>,
}

/// When the files were last changed.
type Changed = [Option<SystemTime>; 2];

impl Certificate {
    /// Reads a certificate (with those that vouch for it) and its key, both PEM.
    pub fn read(certificate: &Path, key: &Path) -> Result<Arc<Self>, CertificateError> {
        let files = [certificate.to_owned(), key.to_owned()];
        let changed = changed(&files);
        let now = RwLock::new((Arc::new(read(&files)?), changed));
        Ok(Arc::new(Self { files, now }))
    }

    /// What stands in it.
    pub fn described(&self) -> Described {
        Described::of(self.current().end_entity_cert().map_or(&[], |certificate| certificate))
    }

    /// The certificate itself, without those that vouch for it.
    pub(crate) fn leaf(&self) -> CertificateDer<'static> {
        let leaf = self.current();
        leaf.end_entity_cert().map_or_else(|_| Vec::new().into(), |leaf| leaf.clone().into_owned())
    }

    /// Reads the files again. Where that fails, what was read before goes on being used.
    pub fn read_again(&self) -> Result<(), CertificateError> {
        let changed = changed(&self.files);
        let read = Arc::new(read(&self.files)?);
        *self.now.write().unwrap_or_else(PoisonError::into_inner) = (read, changed);
        Ok(())
    }

    /// Reads the files again where they are not as they were, and says so to the operator.
    pub(crate) fn read_again_if_changed(&self) {
        let before = self.now.read().unwrap_or_else(PoisonError::into_inner).1;
        if changed(&self.files) == before {
            return;
        }
        match self.read_again() {
            Ok(()) => tracing::info!("the certificate was read again"),
            Err(error) => tracing::warn!(%error, "the new certificate cannot be used; the old one still is"),
        }
    }

    pub(crate) fn acceptor(self: &Arc<Self>) -> TlsAcceptor {
        let config = ServerConfig::builder_with_provider(provider())
            .with_protocol_versions(&[&TLS13, &TLS12])
            .expect("aws-lc speaks both")
            .with_no_client_auth()
            .with_cert_resolver(self.clone());
        let mut config = config;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        TlsAcceptor::from(Arc::new(config))
    }

    fn current(&self) -> Arc<CertifiedKey> {
        self.now.read().unwrap_or_else(PoisonError::into_inner).0.clone()
    }
}

impl ResolvesServerCert for Certificate {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(self.current())
    }
}

pub(crate) fn provider() -> Arc<CryptoProvider> {
    Arc::new(aws_lc_rs::default_provider())
}

fn changed(files: &[PathBuf; 2]) -> Changed {
    files.each_ref().map(|file| fs::metadata(file).and_then(|it| it.modified()).ok())
}

fn read([certificate, key]: &[PathBuf; 2]) -> Result<CertifiedKey, CertificateError> {
    let chain = pem_of(certificate)?;
    let chain: Result<Vec<_>, pem::Error> = CertificateDer::pem_slice_iter(&chain).collect();
    let chain = chain.ok().filter(|chain| !chain.is_empty());
    let chain = chain.ok_or_else(|| CertificateError::NoCertificate(certificate.clone()))?;
    refuse_open_key(key)?;
    let no_key = || CertificateError::NoKey(key.clone());
    let secret = PrivateKeyDer::from_pem_slice(&pem_of(key)?).map_err(|_| no_key())?;
    CertifiedKey::from_der(chain, secret, &provider()).map_err(|error| match error {
        rustls::Error::InconsistentKeys(_) => CertificateError::NotAPair,
        rustls::Error::InvalidCertificate(_) => CertificateError::NoCertificate(certificate.clone()),
        _ => no_key(),
    })
}

fn pem_of(file: &Path) -> Result<Vec<u8>, CertificateError> {
    fs::read(file).map_err(|error| CertificateError::Unread(file.to_owned(), error.kind()))
}

/// A key that everybody on the machine may read is everybody's key.
fn refuse_open_key(key: &Path) -> Result<(), CertificateError> {
    #[cfg(unix)]
    if let Ok(about) = fs::metadata(key)
        && std::os::unix::fs::PermissionsExt::mode(&about.permissions()) & 0o007 != 0
    {
        return Err(CertificateError::KeyForEverybody(key.to_owned()));
    }
    Ok(())
}
