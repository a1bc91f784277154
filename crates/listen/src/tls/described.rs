//! What stands in a certificate: the names it is for, and until when.

use std::{net::IpAddr, time::Duration};

use x509_cert::{
    Certificate,
    der::Decode,
    ext::pkix::{SubjectAltName, name::GeneralName},
};

/// The names in a certificate, and its end.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Described {
    /// Names and addresses that it is for, those with a `*` left out, as they stand in an address.
    pub names: Vec<String>,
    /// When it ends, since 1970; `None` where that cannot be read.
    pub ends: Option<Duration>,
}

impl Described {
    /// Of a certificate in DER. Where something cannot be read, it is left out.
    pub(crate) fn of(der: &[u8]) -> Self {
        let Ok(certificate) = Certificate::from_der(der) else { return Self::default() };
        let ends = Some(certificate.tbs_certificate.validity.not_after.to_unix_duration());
        let alternatives = certificate.tbs_certificate.get::<SubjectAltName>().ok().flatten();
        let names =
            alternatives.map(|(_, names)| names.0.iter().filter_map(name).collect()).unwrap_or_default();
        Self { names, ends }
    }
}

fn name(name: &GeneralName) -> Option<String> {
    match name {
        GeneralName::DnsName(name) => Some(name.to_string()).filter(|name| !name.contains('*')),
        GeneralName::IpAddress(bytes) => address(bytes.as_bytes()),
        _ => None,
    }
}

fn address(bytes: &[u8]) -> Option<String> {
    let address = <[u8; 4]>::try_from(bytes).map(IpAddr::from);
    let address = address.or_else(|_| <[u8; 16]>::try_from(bytes).map(IpAddr::from)).ok()?;
    Some(if address.is_ipv6() { format!("[{address}]") } else { address.to_string() })
}
