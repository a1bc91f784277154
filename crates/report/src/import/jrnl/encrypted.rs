//! jrnl files that are sealed with a passphrase. The sealing crate opens them; here is only the asking.

use hearken_seal::{looks_like_encrypted_jrnl, open_jrnl};
use zeroize::Zeroizing;

use crate::import::{ImportError, ImportOptions, text::decode};

/// The journal inside the bytes: themselves if they are plain, else what the passphrase opens.
pub(super) fn open(bytes: Vec<u8>, options: &ImportOptions) -> Result<Zeroizing<String>, ImportError> {
    if !looks_like_encrypted_jrnl(&bytes) {
        let plain = decode(&bytes);
        // The oldest files have no mark: only their length in whole cipher blocks tells them from other bytes.
        let may_be_sealed =
            options.passphrase.is_some() && bytes.len() >= 32 && bytes.len().is_multiple_of(16);
        if plain.is_ok() || !may_be_sealed {
            return plain.map(Zeroizing::new);
        }
    }
    let ask = options.passphrase.ok_or(ImportError::PassphraseNeeded)?;
    let passphrase = ask().ok_or(ImportError::PassphraseNeeded)?;
    let opened = open_jrnl(&bytes, &passphrase)?;
    // A wrong passphrase for the oldest files gives bytes that are no text.
    decode(&opened).map(Zeroizing::new).map_err(|_| ImportError::WrongPassphrase)
}
