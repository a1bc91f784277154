//! Secrets cannot be copied, printed or compared: the compiler is asked, type by type.

use std::{fmt::Debug, marker::PhantomData};

use hearken_seal::{
    AccountSecret, FeedKey, FeedToken, KdfParams, MailKey, Opened, PasskeySecret, Passphrase, RecoveryWords,
    SessionSecret, StepSecret, TotpSecret, VaultKey,
};

struct Probe<T>(PhantomData<T>);

/// What holds for every type …
trait Unless {
    const CLONES: bool = false;
    const PRINTS: bool = false;
    const COMPARES: bool = false;
}

impl<T> Unless for Probe<T> {}

/// … unless the type has the trait, for then these constants come first.
impl<T: Clone> Probe<T> {
    const CLONES: bool = true;
}

impl<T: Debug> Probe<T> {
    const PRINTS: bool = true;
}

impl<T: PartialEq> Probe<T> {
    const COMPARES: bool = true;
}

#[test]
fn no_secret_can_be_copied() {
    let answers = [
        Probe::<AccountSecret>::CLONES,
        Probe::<VaultKey>::CLONES,
        Probe::<SessionSecret>::CLONES,
        Probe::<RecoveryWords>::CLONES,
        Probe::<Passphrase>::CLONES,
        Probe::<Opened>::CLONES,
        Probe::<FeedToken>::CLONES,
        Probe::<FeedKey>::CLONES,
        Probe::<MailKey>::CLONES,
        Probe::<PasskeySecret>::CLONES,
        Probe::<StepSecret>::CLONES,
        Probe::<TotpSecret>::CLONES,
    ];
    assert_eq!(answers, [false; 12]);
}

#[test]
fn no_secret_can_be_printed() {
    let answers = [
        Probe::<AccountSecret>::PRINTS,
        Probe::<VaultKey>::PRINTS,
        Probe::<SessionSecret>::PRINTS,
        Probe::<RecoveryWords>::PRINTS,
        Probe::<Passphrase>::PRINTS,
        Probe::<Opened>::PRINTS,
        Probe::<FeedToken>::PRINTS,
        Probe::<FeedKey>::PRINTS,
        Probe::<MailKey>::PRINTS,
        Probe::<PasskeySecret>::PRINTS,
        Probe::<StepSecret>::PRINTS,
        Probe::<TotpSecret>::PRINTS,
    ];
    assert_eq!(answers, [false; 12]);
}

#[test]
fn no_secret_can_be_compared() {
    let answers = [
        Probe::<AccountSecret>::COMPARES,
        Probe::<VaultKey>::COMPARES,
        Probe::<SessionSecret>::COMPARES,
        Probe::<RecoveryWords>::COMPARES,
        Probe::<Passphrase>::COMPARES,
        Probe::<Opened>::COMPARES,
        Probe::<FeedToken>::COMPARES,
        Probe::<FeedKey>::COMPARES,
        Probe::<MailKey>::COMPARES,
        Probe::<PasskeySecret>::COMPARES,
        Probe::<StepSecret>::COMPARES,
        Probe::<TotpSecret>::COMPARES,
    ];
    assert_eq!(answers, [false; 12]);
}

/// The negative control: the probe does see a type that can do all three.
#[test]
fn the_probe_sees_what_plain_data_can_do() {
    let answers = [Probe::<KdfParams>::CLONES, Probe::<KdfParams>::PRINTS, Probe::<KdfParams>::COMPARES];
    assert_eq!(answers, [true; 3]);
}
