//! No nonce is drawn twice, T25: not by one process, nor after a restart, nor on two machines that hold the same copy
//! of a notebook, nor by a process and its fork.
//!
//! Each writer is a process of its own: this test, started again by itself. All of them open the same vault key from
//! the same copied file, and note the nonce of everything they seal. A process that is restored from a snapshot of a
//! whole machine is not tried here; AES-GCM-SIV is there for what nobody can try.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops, and says where")]

use std::{
    env, fs,
    os::unix::process::parent_id,
    path::{Path, PathBuf},
    process::{self, Child, Command},
    thread,
    time::{Duration, Instant},
};

use hearken_seal::{AccountSecret, EntryPlace, Id, Link, RecoveryWords, Unlocker, VaultKey, random_bytes};

const ACCOUNT: Id = [1; 16];
const VAULT: Id = [2; 16];
/// Set for a writer: its folder.
const WRITER: &str = "HEARKEN_NONCES_IN";
/// Set for a writer: how many to seal.
const COUNT: &str = "HEARKEN_NONCES_COUNT";
/// Two that run one after the other, two at once, and one that forks in the middle of its work.
const SHARES: usize = 6;
/// How many each writer draws carelessly, for the negative controls.
const CARELESS: usize = 100;
/// The longest wait for a writer.
const PATIENCE: Duration = Duration::from_secs(600);

type Nonce = [u8; 12];

/// A generator that begins where it is told: what a careless program would draw nonces from.
struct Fixed(u64);

impl Fixed {
    fn nonce(&mut self) -> Nonce {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mut nonce = [0; 12];
        nonce[..8].copy_from_slice(&self.0.to_be_bytes());
        nonce
    }
}

/// What lies on the disk and is copied to every machine: the vault's key, and the words that open it.
fn write_down_a_vault(folder: &Path) {
    let (secret, words, key) = (AccountSecret::make(), RecoveryWords::make(), VaultKey::make(VAULT, 1));
    fs::write(folder.join("words"), words.words().join(" ")).unwrap();
    fs::write(folder.join("unlocker"), Unlocker::by_recovery(&secret, ACCOUNT, &words).bytes()).unwrap();
    fs::write(folder.join("wrapped"), key.wrap_to(&secret.public(), ACCOUNT)).unwrap();
    fs::write(folder.join("commitment"), key.commitment()).unwrap();
}

fn open_the_vault(folder: &Path) -> VaultKey {
    let read = |name: &str| fs::read(folder.join(name)).unwrap();
    let words = RecoveryWords::parse(&String::from_utf8(read("words")).unwrap()).ok().unwrap();
    let unlocker = Unlocker::from_bytes(&read("unlocker")).ok().unwrap();
    let secret = unlocker.open_with_recovery(ACCOUNT, &words).ok().unwrap();
    let commitment = read("commitment").try_into().unwrap();
    VaultKey::unwrap(&read("wrapped"), &secret, ACCOUNT, VAULT, 1, &commitment).ok().unwrap()
}

/// A writer's whole life. Asked for its parent it forks, if the shim was put before the system's library.
fn write(folder: &Path, count: usize) {
    let (key, previous) = (open_the_vault(folder), Link::genesis(VAULT));
    let place = EntryPlace { vault: VAULT, seq: 1, record: [3; 16], rev: 1, previous: &previous };
    let seal = || -> Nonce { key.seal_entry(&place, b"words")[6..18].try_into().unwrap() };
    let mut careless = [("fixed", Fixed(42)), ("copied", Fixed(u64::from_be_bytes(random_bytes())))];
    // Something is drawn before the fork, so that there is a state that could be copied.
    let mut drawn = vec![seal()];
    let _parent = parent_id();
    drawn.extend((1..count).map(|_| seal()));
    let name = |ending: &str| folder.join(format!("{}.{ending}", process::id()));
    for (ending, generator) in &mut careless {
        let nonces: Vec<Nonce> = (0..CARELESS).map(|_| generator.nonce()).collect();
        fs::write(name(ending), nonces.concat()).unwrap();
    }
    fs::write(name("partial"), drawn.concat()).unwrap();
    fs::rename(name("partial"), name("drawn")).unwrap();
    process::exit(0);
}

fn start(folder: &Path, count: usize, shim: Option<&Path>) -> Child {
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(["--exact", "no_nonce_is_drawn_twice", "--nocapture"]);
    command.env(WRITER, folder).env(COUNT, count.to_string());
    if let Some(shim) = shim {
        command.env("LD_PRELOAD", shim);
    }
    command.spawn().unwrap()
}

/// A library that answers "who is my parent?" with a fork. Rust has no other safe way to be forked.
fn forking_shim(folder: &Path) -> PathBuf {
    let (source, library) = (folder.join("fork.c"), folder.join("fork.so"));
    fs::write(&source, "#include <unistd.h>\npid_t getppid(void) { return fork(); }\n").unwrap();
    let compiled =
        Command::new("cc").args(["-shared", "-fPIC", "-o"]).arg(&library).arg(&source).status().unwrap();
    assert!(compiled.success(), "the C compiler that the ciphers are built with is there");
    library
}

/// Every file of that kind, as soon as there are that many.
fn noted(folder: &Path, kind: &str, files: usize) -> Vec<Vec<Nonce>> {
    let begun = Instant::now();
    loop {
        let paths = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
        let paths: Vec<_> = paths.filter(|path| path.extension().is_some_and(|it| it == kind)).collect();
        if paths.len() == files {
            let nonces = |path: &PathBuf| fs::read(path).unwrap().as_chunks::<12>().0.to_vec();
            return paths.iter().map(nonces).collect();
        }
        assert!(paths.len() < files && begun.elapsed() < PATIENCE, "{} of {files} {kind}", paths.len());
        thread::sleep(Duration::from_millis(20));
    }
}

/// How many of them were there before.
fn repeats(nonces: &[Vec<Nonce>]) -> usize {
    let mut all = nonces.concat();
    let many = all.len();
    all.sort_unstable();
    all.dedup();
    many - all.len()
}

/// Starts the writers, waits for all of them, and gives their notes: drawn, fixed, copied.
fn draw(folder: &Path, count: usize) -> [Vec<Vec<Nonce>>; 3] {
    let share = count / SHARES;
    for _restarted in 0..2 {
        assert!(start(folder, share, None).wait().unwrap().success());
    }
    let mut here_and_there = [start(folder, share, None), start(folder, share, None)];
    assert!(here_and_there.iter_mut().all(|writer| writer.wait().unwrap().success()));
    assert!(start(folder, share, Some(&forking_shim(folder))).wait().unwrap().success());
    ["drawn", "fixed", "copied"].map(|kind| noted(folder, kind, SHARES))
}

#[test]
fn no_nonce_is_drawn_twice() {
    let number = |count: String| count.parse().unwrap();
    if let Some(folder) = env::var_os(WRITER) {
        write(Path::new(&folder), env::var(COUNT).map(number).unwrap());
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("nonces-{}", process::id()));
    fs::create_dir_all(&folder).unwrap();
    write_down_a_vault(&folder);
    let count = if env::var_os("HEARKEN_LONG").is_some() { 10_000_000 } else { 200_000 };
    let [drawn, fixed, copied] = draw(&folder, count);
    fs::remove_dir_all(&folder).unwrap();
    // Of a process and its fork, the first nonce is one and the same: it was drawn before they parted.
    assert_eq!((drawn.concat().len(), repeats(&drawn)), (count / SHARES * SHARES, 1));
    // The negative controls: a generator that begins anew with each process, and one that only the fork copies.
    assert_eq!(repeats(&fixed), CARELESS * (SHARES - 1), "restarts that repeat each other are noticed");
    assert_eq!(repeats(&copied), CARELESS, "a fork that goes on from a copied state is noticed");
}

/// The counting itself: each nonce that is there again counts once.
#[test]
fn a_repeated_nonce_is_counted() {
    let mut fixed = Fixed(1);
    let mut nonces: Vec<Nonce> = (0..1_000).map(|_| fixed.nonce()).collect();
    assert_eq!(repeats(&[nonces.clone()]), 0);
    nonces[999] = nonces[7];
    assert_eq!(repeats(&[nonces]), 1);
}
