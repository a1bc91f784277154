//! Everybody who is at the door, and what each of them is doing: who takes too long is shown out, and when it is full,
//! whoever has been silent longest makes room.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Instant,
};

use tokio::sync::Notify;

use crate::Limits;

/// What a connection is doing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Doing {
    /// Greeting, before the first request.
    Greeting,
    /// Nothing: between requests.
    Nothing,
    /// Sending the head of a request.
    Head,
    /// Being answered.
    Answered,
}

/// How a connection is to end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum End {
    /// After the answer that is under way.
    Kindly,
    /// Now.
    Now,
}

/// What stands of a connection.
#[derive(Clone, Copy, Debug)]
struct Standing {
    doing: Doing,
    since: Instant,
    /// Since when the other side has not fetched all that was written, when it last fetched some, and how much since.
    unfetched: Option<(Instant, Instant, u64)>,
    end: Option<End>,
}

/// One connection.
#[derive(Debug)]
pub(crate) struct Guest {
    standing: Mutex<Standing>,
    shown_out: Notify,
}

impl Guest {
    fn new(now: Instant) -> Self {
        let standing = Standing { doing: Doing::Greeting, since: now, unfetched: None, end: None };
        Self { standing: Mutex::new(standing), shown_out: Notify::new() }
    }

    fn standing(&self) -> MutexGuard<'_, Standing> {
        self.standing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes what it does from now on.
    pub(crate) fn does(&self, doing: Doing) {
        let mut standing = self.standing();
        (standing.doing, standing.since) = (doing, Instant::now());
        if doing == Doing::Answered {
            standing.unfetched = None;
        }
    }

    /// Notes that bytes came.
    pub(crate) fn sent(&self) {
        let mut standing = self.standing();
        if standing.doing == Doing::Nothing {
            (standing.doing, standing.since) = (Doing::Head, Instant::now());
        }
    }

    /// Notes that it does not fetch what was written for it.
    pub(crate) fn fetches_nothing(&self) {
        let now = Instant::now();
        self.standing().unfetched.get_or_insert((now, now, 0));
    }

    /// Notes that it fetched something.
    pub(crate) fn fetched(&self, bytes: usize) {
        if let Some((_, last, all)) = &mut self.standing().unfetched {
            *last = Instant::now();
            *all = all.saturating_add(u64::try_from(bytes).unwrap_or(u64::MAX));
        }
    }

    /// Has it end.
    fn show_out(&self, end: End) {
        let mut standing = self.standing();
        if standing.end != Some(End::Now) {
            standing.end = Some(end);
            drop(standing);
            self.shown_out.notify_one();
        }
    }

    /// Resolves once it is to end.
    pub(crate) async fn to_end(&self) -> End {
        loop {
            let shown_out = self.shown_out.notified();
            if let Some(end) = self.standing().end.take_if(|end| *end == End::Kindly) {
                return end;
            }
            if self.standing().end == Some(End::Now) {
                return End::Now;
            }
            shown_out.await;
        }
    }

    /// How it is to end, if it takes too long.
    fn outstays(&self, limits: &Limits, now: Instant) -> Option<End> {
        let standing = *self.standing();
        let time = now.saturating_duration_since(standing.since);
        let unfetched = standing.unfetched.is_some_and(|(first, last, bytes)| {
            now.saturating_duration_since(last) > limits.pause
                || limits.is_too_slow(bytes, now.saturating_duration_since(first))
        });
        match standing.doing {
            Doing::Greeting => (time > limits.greeting).then_some(End::Now),
            Doing::Head => (time > limits.head).then_some(End::Now),
            Doing::Nothing if time > limits.quiet => Some(End::Kindly),
            Doing::Nothing | Doing::Answered => unfetched.then_some(End::Now),
        }
    }

    /// Since when it has been silent; `None` while it is being answered.
    fn silent_since(&self) -> Option<Instant> {
        let standing = self.standing();
        (standing.doing != Doing::Answered && standing.end.is_none()).then_some(standing.since)
    }
}

/// How many there were.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Counts {
    /// Connections that are open.
    pub open: u64,
    /// Connections that ever were.
    pub all: u64,
    /// Connections that were turned away, because there was no room or because they were not for us.
    pub turned_away: u64,
    /// Connections that were ended because they took too long.
    pub too_slow: u64,
    /// Connections that were ended to make room for others.
    pub made_room: u64,
}

/// Everybody at the door. One for a program, handed to [`crate::serve`] and asked for its [`Counts`].
#[derive(Debug, Default)]
pub struct Crowd {
    guests: Mutex<HashMap<u64, Arc<Guest>>>,
    all: AtomicU64,
    turned_away: AtomicU64,
    too_slow: AtomicU64,
    made_room: AtomicU64,
    gone: Notify,
}

impl Crowd {
    fn guests(&self) -> MutexGuard<'_, HashMap<u64, Arc<Guest>>> {
        self.guests.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many there are and were.
    pub fn counts(&self) -> Counts {
        let read = |count: &AtomicU64| count.load(Ordering::Relaxed);
        Counts {
            open: u64::try_from(self.guests().len()).unwrap_or(u64::MAX),
            all: read(&self.all),
            turned_away: read(&self.turned_away),
            too_slow: read(&self.too_slow),
            made_room: read(&self.made_room),
        }
    }

    /// Lets somebody in. `None` when it is full and everybody is being answered.
    pub(crate) fn let_in(self: &Arc<Self>, most: usize) -> Option<Place> {
        let number = self.all.fetch_add(1, Ordering::Relaxed);
        if self.guests().len() >= most && !self.make_room() {
            self.turn_away();
            return None;
        }
        let guest = Arc::new(Guest::new(Instant::now()));
        self.guests().insert(number, guest.clone());
        Some(Place { crowd: self.clone(), number, guest })
    }

    /// Notes that somebody was turned away.
    pub(crate) fn turn_away(&self) {
        self.turned_away.fetch_add(1, Ordering::Relaxed);
    }

    /// Shows out whoever has been silent longest. Whether there was one.
    pub(crate) fn make_room(&self) -> bool {
        let guests = self.guests();
        let silent = guests.iter().filter_map(|(number, guest)| Some((guest.silent_since()?, *number)));
        let Some((_, number)) = silent.min() else { return false };
        let guest = guests.get(&number).cloned();
        drop(guests);
        if let Some(guest) = guest {
            guest.show_out(End::Now);
            self.guests().remove(&number);
            self.made_room.fetch_add(1, Ordering::Relaxed);
        }
        true
    }

    /// Shows out everybody who takes too long.
    pub(crate) fn look_round(&self, limits: &Limits) {
        let now = Instant::now();
        for guest in self.guests().values() {
            if let Some(end) = guest.outstays(limits, now) {
                if end == End::Now {
                    self.too_slow.fetch_add(1, Ordering::Relaxed);
                }
                guest.show_out(end);
            }
        }
    }

    /// Has everybody end: after the answer that is under way, or now where nothing was asked yet.
    pub(crate) fn show_everybody_out(&self) {
        for guest in self.guests().values() {
            let asks_something = !matches!(guest.standing().doing, Doing::Greeting | Doing::Head);
            guest.show_out(if asks_something { End::Kindly } else { End::Now });
        }
    }

    /// Resolves once nobody is there.
    pub(crate) async fn empty(&self) {
        loop {
            let gone = self.gone.notified();
            if self.guests().is_empty() {
                return;
            }
            gone.await;
        }
    }
}

/// A place at the door; free again when this is dropped.
#[derive(Debug)]
pub(crate) struct Place {
    crowd: Arc<Crowd>,
    number: u64,
    pub(crate) guest: Arc<Guest>,
}

impl Drop for Place {
    fn drop(&mut self) {
        self.crowd.guests().remove(&self.number);
        self.crowd.gone.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn t40_whoever_has_been_silent_longest_makes_room_and_nobody_who_is_being_answered() {
        let crowd = Arc::new(Crowd::default());
        let [busy, old, young] = [0; 3].map(|_| crowd.let_in(3).unwrap());
        busy.guest.does(Doing::Answered);
        old.guest.does(Doing::Nothing);
        std::thread::sleep(Duration::from_millis(2));
        young.guest.does(Doing::Nothing);
        let fourth = crowd.let_in(3).unwrap();
        assert_eq!(old.guest.standing().end, Some(End::Now));
        assert_eq!((busy.guest.standing().end, young.guest.standing().end), (None, None));
        fourth.guest.does(Doing::Answered);
        young.guest.does(Doing::Answered);
        assert!(crowd.let_in(3).is_none(), "everybody is being answered");
        assert_eq!((crowd.counts().made_room, crowd.counts().turned_away, crowd.counts().open), (1, 1, 3));
    }

    #[test]
    fn each_thing_has_its_own_limit() {
        let (limits, now) = (Limits::default(), Instant::now());
        let guest = Guest::new(now);
        let later = |seconds| now + Duration::from_secs(seconds);
        for (doing, fine, over, end) in [
            (Doing::Greeting, 9, 12, End::Now),
            (Doing::Head, 14, 17, End::Now),
            (Doing::Nothing, 59, 62, End::Kindly),
        ] {
            guest.does(doing);
            assert_eq!(guest.outstays(&limits, later(fine)), None, "{doing:?}");
            assert_eq!(guest.outstays(&limits, later(over)), Some(end), "{doing:?}");
        }
        guest.does(Doing::Answered);
        assert_eq!(guest.outstays(&limits, later(3_600)), None, "an answer may take as long as it takes");
        guest.fetches_nothing();
        assert_eq!(guest.outstays(&limits, later(19)), None);
        assert_eq!(guest.outstays(&limits, later(22)), Some(End::Now), "unless nobody fetches it");
    }
}
