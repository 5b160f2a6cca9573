//! The visitors who are not bridged (yet): how many there may be, and who has to go when there are too many.
//!
//! Somebody who opens connections and says nothing must not keep a technician out. When the room is full, the visitor
//! who has been silent for longest makes room for the new one; those who have asked for something stay.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::oneshot;

/// The room for visitors.
#[derive(Debug)]
pub(crate) struct Visitors {
    most: usize,
    room: Mutex<Room>,
}

#[derive(Debug, Default)]
struct Room {
    /// By order of arrival. Dropping the sender asks the visitor to leave.
    silent: BTreeMap<u64, oneshot::Sender<()>>,
    /// How many have asked for something.
    served: usize,
    last: u64,
}

/// A visitor's place; leaving it is dropping it.
#[derive(Debug)]
pub(super) struct Place {
    visitors: Arc<Visitors>,
    number: u64,
}

/// What a new visitor finds.
#[derive(Debug)]
pub(super) enum Welcome {
    /// A place; the receiver is ready once he has to go.
    Place(Place, oneshot::Receiver<()>),
    /// The same, but somebody silent had to go for it.
    Instead(Place, oneshot::Receiver<()>),
    /// All places are taken by visitors who are being served.
    Full,
}

impl Visitors {
    pub(crate) fn new(most: usize) -> Self {
        Self { most, room: Mutex::default() }
    }

    /// Lets a visitor in.
    pub(super) fn welcome(self: &Arc<Self>) -> Welcome {
        let mut room = self.room.lock().unwrap_or_else(PoisonError::into_inner);
        let full = room.silent.len() + room.served >= self.most;
        if full && room.silent.pop_first().is_none() {
            return Welcome::Full;
        }
        room.last += 1;
        let number = room.last;
        let (keep, asked_to_leave) = oneshot::channel();
        room.silent.insert(number, keep);
        let place = Place { visitors: Arc::clone(self), number };
        if full { Welcome::Instead(place, asked_to_leave) } else { Welcome::Place(place, asked_to_leave) }
    }
}

impl Place {
    /// The visitor has asked for something and will not be asked to leave any more.
    pub(super) fn speak(&self) -> Spoken {
        let mut room = self.visitors.room.lock().unwrap_or_else(PoisonError::into_inner);
        match room.silent.remove(&self.number) {
            Some(keep) => {
                room.served += 1;
                Spoken(Some((Arc::clone(&self.visitors), keep)))
            }
            None => Spoken(None),
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut room = self.visitors.room.lock().unwrap_or_else(PoisonError::into_inner);
        room.silent.remove(&self.number);
    }
}

/// A visitor who is being served, until this is dropped.
#[derive(Debug)]
pub(super) struct Spoken(Option<(Arc<Visitors>, oneshot::Sender<()>)>);

impl Drop for Spoken {
    fn drop(&mut self) {
        if let Some((visitors, _)) = &self.0 {
            visitors.room.lock().unwrap_or_else(PoisonError::into_inner).served -= 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arrive(visitors: &Arc<Visitors>) -> (Place, oneshot::Receiver<()>) {
        match visitors.welcome() {
            Welcome::Place(place, leave) | Welcome::Instead(place, leave) => (place, leave),
            Welcome::Full => panic!("the room is full"),
        }
    }

    fn is_asked_to_leave(leave: &mut oneshot::Receiver<()>) -> bool {
        matches!(leave.try_recv(), Err(oneshot::error::TryRecvError::Closed))
    }

    #[test]
    fn the_longest_silent_visitor_makes_room() {
        let visitors = Arc::new(Visitors::new(2));
        let (_first, mut first_leaves) = arrive(&visitors);
        let (_second, mut second_leaves) = arrive(&visitors);
        assert!(matches!(visitors.welcome(), Welcome::Instead(..)));
        assert!(is_asked_to_leave(&mut first_leaves));
        assert!(!is_asked_to_leave(&mut second_leaves));
    }

    #[test]
    fn a_visitor_who_is_being_served_stays() {
        let visitors = Arc::new(Visitors::new(2));
        let (first, mut first_leaves) = arrive(&visitors);
        let (_second, mut second_leaves) = arrive(&visitors);
        let _spoken = first.speak();
        let (_third, _) = arrive(&visitors);
        assert!(!is_asked_to_leave(&mut first_leaves));
        assert!(is_asked_to_leave(&mut second_leaves));
    }

    #[test]
    fn nobody_gets_in_while_all_are_being_served() {
        let visitors = Arc::new(Visitors::new(1));
        let (place, _leave) = arrive(&visitors);
        let spoken = place.speak();
        assert!(matches!(visitors.welcome(), Welcome::Full));
        drop((spoken, place));
        assert!(matches!(visitors.welcome(), Welcome::Place(..)));
    }
}
