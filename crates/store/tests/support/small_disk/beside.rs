//! What lies beside a notebook on a small disk: what is set aside, mail, and who is told.

use async_trait::async_trait;
use hearken_core::{AccountId, Timestamp};
use hearken_vault::port::{AsideRow, Asides, MailRow, Mails, Watch, Watching};

use super::{Given, SmallDisk};

#[async_trait]
impl Asides for SmallDisk {
    async fn put_aside(&self, aside: &AsideRow, beside: [u8; 16]) -> Given {
        self.to_write()?.put_aside(aside, beside).await
    }
    async fn aside(&self, id_hash: [u8; 32], name: [u8; 16]) -> Given<Option<AsideRow>> {
        self.inside.aside(id_hash, name).await
    }
    async fn delete_aside(&self, id_hash: [u8; 32], name: Option<[u8; 16]>) -> Given {
        self.to_write()?.delete_aside(id_hash, name).await
    }
    async fn note_parted(&self, id_hash: [u8; 32], account: AccountId, ends: Timestamp) -> Given {
        self.to_write()?.note_parted(id_hash, account, ends).await
    }
    async fn parted(&self, id_hash: [u8; 32]) -> Given<Option<AccountId>> {
        self.inside.parted(id_hash).await
    }
}

#[async_trait]
impl Mails for SmallDisk {
    async fn mail(&self, account: AccountId) -> Given<Option<MailRow>> {
        self.inside.mail(account).await
    }
    async fn swap_mail(&self, seen: Option<u32>, mail: &MailRow) -> Given<bool> {
        self.to_write()?.swap_mail(seen, mail).await
    }
    async fn delete_mail(&self, account: AccountId) -> Given {
        self.to_write()?.delete_mail(account).await
    }
    async fn claim_mail(&self, key: [u8; 8], now: Timestamp, until: Timestamp) -> Given<Option<MailRow>> {
        self.to_write()?.claim_mail(key, now, until).await
    }
}

impl Watch for SmallDisk {
    fn watch(&self) -> Watching {
        self.inside.watch()
    }
}
