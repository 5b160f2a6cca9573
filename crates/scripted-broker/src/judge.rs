//! Holds what a client did against what it must do.

use mqtt::session::CloseCode;

use crate::account::{Account, End};
use crate::entry::{Closing, Entry};

/// What a client says of itself at the end of an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The outcome, as `Debug` shows it; so it can come out of another program.
    pub outcome: String,
    /// The secret that it holds.
    pub secret: Option<String>,
}

/// What close codes a client can use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClientKind {
    /// Any.
    Native,
    /// 1000, and 3000 to 4999.
    Browser,
}

impl Entry {
    /// What is wrong with the client, one sentence for each fault.
    #[must_use]
    pub fn faults(&self, kind: ClientKind, seen: &Seen, account: Option<&Account>) -> Vec<String> {
        let mut faults = Vec::new();
        let outcome = format!("{:?}", self.expected.outcome);
        if seen.outcome != outcome {
            faults.push(format!("it ends with {}, not with {outcome}", seen.outcome));
        }
        if seen.secret.as_deref() != self.expected.secret {
            faults.push(format!("it holds the secret {:?}, not {:?}", seen.secret, self.expected.secret));
        }
        match account {
            Some(account) => faults.extend(self.faults_on_the_wire(kind, account)),
            None => faults.push("it never connected".to_owned()),
        }
        faults
    }

    fn faults_on_the_wire(&self, kind: ClientKind, account: &Account) -> Vec<String> {
        let mut faults = account.breaches();
        faults.extend(account.deviation.clone());
        let late = account.late_packets();
        if late != self.expected.late {
            faults.push(format!("behind the script it sends {late:02x?}, not {:02x?}", self.expected.late));
        }
        if !self.expected.closing.allows(kind, account.end) {
            faults.push(format!("the connection ends {:?}, not {:?}", account.end, self.expected.closing));
        }
        faults
    }
}

impl Closing {
    fn allows(self, kind: ClientKind, end: End) -> bool {
        match self {
            Self::With(code) => end == End::ByClient(kind.number(code)),
            Self::NotItsOwn => matches!(end, End::ByServer),
            Self::Whatever => !matches!(end, End::StillOpen),
        }
    }
}

impl ClientKind {
    const fn number(self, code: CloseCode) -> u16 {
        match self {
            Self::Native => code.code(),
            Self::Browser => code.for_browser(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::Expected;
    use crate::packets::{DISCONNECT, SECRET};
    use crate::stage::Stage;

    fn good() -> (Entry, Seen, Account) {
        let entry = Entry::new("a good server", "none", Stage::Login.acts(), Expected::activated());
        let seen = Seen { outcome: "Activated(Acknowledged)".to_owned(), secret: Some(SECRET.to_owned()) };
        let sent = vec![vec![0x10, 0x00], vec![DISCONNECT, 0x00]];
        let account = Account { sent, sent_late: 1, end: End::ByClient(1000), ..Account::default() };
        (entry, seen, account)
    }

    #[test]
    fn finds_no_fault_with_a_good_client() {
        let (entry, seen, account) = good();
        assert!(entry.faults(ClientKind::Browser, &seen, Some(&account)).is_empty());
    }

    #[test]
    fn finds_every_fault() {
        let (entry, seen, account) = good();
        let faults = |seen: &Seen, account: &Account| entry.faults(ClientKind::Native, seen, Some(account)).join("");
        let other = Seen { outcome: "LoggedIn".to_owned(), ..seen.clone() };
        assert!(faults(&other, &account).contains("it ends with LoggedIn"));
        let other = Seen { secret: None, ..seen.clone() };
        assert!(faults(&other, &account).contains("it holds the secret None"));
        let other = Account { end: End::ByClient(1001), ..account.clone() };
        assert!(faults(&seen, &other).contains("the connection ends ByClient(1001)"));
        let other = Account { sent_late: 0, ..account.clone() };
        assert!(faults(&seen, &other).contains("behind the script it sends []"));
        let other = Account { deviation: Some("it says nothing".to_owned()), ..account };
        assert!(faults(&seen, &other).contains("it says nothing"));
        assert_eq!(entry.faults(ClientKind::Native, &seen, None), ["it never connected"]);
    }

    #[test]
    fn a_browser_has_codes_of_its_own() {
        let protocol = Closing::With(CloseCode::ProtocolError);
        assert!(protocol.allows(ClientKind::Browser, End::ByClient(4002)));
        assert!(protocol.allows(ClientKind::Native, End::ByClient(1002)));
        assert!(!protocol.allows(ClientKind::Browser, End::ByClient(1002)));
    }
}
