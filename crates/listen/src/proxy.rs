//! Whose address a request came from. A proxy in front says so in a header; anybody else's header is thrown away.

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    str::FromStr,
};

use hyper::HeaderMap;

/// What proxies write about whom they speak for. Nothing behind the door ever sees one of these.
const SPOKEN_FOR: [&str; 6] = [
    "x-forwarded-for",
    "x-forwarded-host",
    "x-forwarded-proto",
    "x-forwarded-port",
    "forwarded",
    "x-real-ip",
];

/// The one address, or network, whose word about whom it speaks for is taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Proxy {
    network: u128,
    bits: u32,
}

/// It is no address and no network.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("it is neither an address, such as 10.0.0.2, nor a network, such as 10.0.0.0/24")]
pub struct ProxyError;

impl FromStr for Proxy {
    type Err = ProxyError;

    fn from_str(text: &str) -> Result<Self, ProxyError> {
        let (address, bits) = match text.split_once('/') {
            Some((address, bits)) => (address, Some(bits.parse::<u32>().map_err(|_| ProxyError)?)),
            None => (text, None),
        };
        let address: IpAddr = address.parse().map_err(|_| ProxyError)?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        let bits = bits.unwrap_or(most);
        if bits == 0 || bits > most {
            return Err(ProxyError);
        }
        Ok(Self { network: as_number(address), bits: 128 - most + bits })
    }
}

impl Proxy {
    /// This machine, by every address of its own that is written as `address` is.
    pub fn this_machine(address: IpAddr) -> Self {
        match address {
            // 127.0.0.0/8.
            IpAddr::V4(_) => {
                Self { network: as_number(Ipv4Addr::new(127, 0, 0, 0).into()), bits: 128 - 32 + 8 }
            }
            IpAddr::V6(_) => Self { network: as_number(Ipv6Addr::LOCALHOST.into()), bits: 128 },
        }
    }

    /// Whether this is its address.
    pub fn is(&self, address: IpAddr) -> bool {
        (self.network ^ as_number(address)).leading_zeros() >= self.bits
    }

    /// Whom it speaks for: the last address in its header that is not its own.
    fn spoken_for(&self, headers: &HeaderMap) -> Option<IpAddr> {
        let lines = headers.get_all("x-forwarded-for").iter().filter_map(|line| line.to_str().ok());
        let named: Vec<&str> = lines.flat_map(|line| line.split(',')).collect();
        let readable = named.iter().rev().map_while(|name| name.trim().parse().ok());
        readable.into_iter().find(|&address| !self.is(address))
    }
}

/// An IPv4 address as IPv6 writes it, so that both compare.
fn as_number(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(address) => address.to_ipv6_mapped().to_bits(),
        IpAddr::V6(address) => address.to_bits(),
    }
}

/// Who asks: the one at the other end, or whom the proxy speaks for. Takes the headers that say so away, whoever sent them.
pub(crate) fn who_asks(peer: IpAddr, proxy: Option<&Proxy>, headers: &mut HeaderMap) -> IpAddr {
    let spoken_for = proxy.filter(|proxy| proxy.is(peer)).and_then(|proxy| proxy.spoken_for(headers));
    for name in SPOKEN_FOR {
        headers.remove(name);
    }
    plain(spoken_for.unwrap_or(peer))
}

/// An IPv4 address as such, also where a socket for both wrote it as IPv6.
fn plain(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V6(long) => long.to_ipv4_mapped().map_or(address, IpAddr::V4),
        IpAddr::V4(_) => address,
    }
}

/// Whether only this machine reaches it.
pub(crate) fn is_this_machine(address: IpAddr) -> bool {
    matches!(plain(address), IpAddr::V4(Ipv4Addr::LOCALHOST) | IpAddr::V6(Ipv6Addr::LOCALHOST))
        || plain(address).is_loopback()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asks(peer: &str, proxy: Option<&str>, line: &str) -> (String, HeaderMap) {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", line.parse().unwrap());
        headers.insert("x-forwarded-proto", "https".parse().unwrap());
        let proxy = proxy.map(|proxy| proxy.parse().unwrap());
        (who_asks(peer.parse().unwrap(), proxy.as_ref(), &mut headers).to_string(), headers)
    }

    #[test]
    fn t34_the_header_is_believed_from_the_named_address_alone() {
        assert_eq!(asks("10.0.0.2", Some("10.0.0.2"), "203.0.113.9").0, "203.0.113.9");
        assert_eq!(asks("10.0.0.3", Some("10.0.0.2"), "203.0.113.9").0, "10.0.0.3");
        assert_eq!(asks("10.0.0.2", None, "203.0.113.9").0, "10.0.0.2");
        assert_eq!(asks("::ffff:10.0.0.2", Some("10.0.0.2"), "2001:db8::1").0, "2001:db8::1");
    }

    #[test]
    fn t34_what_a_person_wrote_in_front_of_the_proxys_own_word_is_not_believed() {
        assert_eq!(asks("10.0.0.2", Some("10.0.0.2"), "127.0.0.1, 203.0.113.9").0, "203.0.113.9");
        assert_eq!(asks("10.0.0.2", Some("10.0.0.0/24"), "1.1.1.1, 203.0.113.9, 10.0.0.7").0, "203.0.113.9");
        assert_eq!(asks("10.0.0.2", Some("10.0.0.2"), "203.0.113.9, nonsense").0, "10.0.0.2");
    }

    #[test]
    fn nothing_behind_the_door_sees_what_proxies_write() {
        for (proxy, peer) in
            [(Some("10.0.0.2"), "10.0.0.2"), (Some("10.0.0.2"), "10.0.0.9"), (None, "10.0.0.2")]
        {
            assert!(asks(peer, proxy, "203.0.113.9").1.is_empty());
        }
    }

    #[test]
    fn a_network_is_read_and_nonsense_is_not() {
        let network: Proxy = "172.18.0.0/16".parse().unwrap();
        assert!(network.is("172.18.9.9".parse().unwrap()) && !network.is("172.19.0.1".parse().unwrap()));
        let six: Proxy = "fd00::/8".parse().unwrap();
        assert!(six.is("fd12::1".parse().unwrap()) && !six.is("10.0.0.1".parse().unwrap()));
        for nonsense in ["", "proxy", "10.0.0.0/33", "10.0.0.0/0", "0.0.0.0/x", "10.0.0.1:80"] {
            assert_eq!(nonsense.parse::<Proxy>(), Err(ProxyError), "{nonsense}");
        }
    }
}
