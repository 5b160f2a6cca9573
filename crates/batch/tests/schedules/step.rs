//! One thing that happens.

use proptest::prelude::*;

/// One thing that happens. Numbers that choose among several are taken modulo how many there are.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    /// Time passes.
    Pass { millis: u64 },
    /// All records that wait are written down, or none of them can be.
    AnswerKeeps { is_kept: bool },
    /// One record is written down, whichever.
    AnswerKeep { which: usize },
    /// An attempt comes further.
    Attempt { which: usize, answer: Answer },
    /// A person does something with a row, or with all.
    Person { row: usize, wish: Wish },
    /// The browser says that there is a network, or none.
    Network { is_there: bool },
    /// The page is hidden, or can be seen.
    Visibility { is_hidden: bool },
    /// Another tab logs the device in, and says so.
    OtherTab { row: usize },
    /// Somebody sets this machine's clock.
    SetClock { skew: i64 },
    /// The browser is killed, and comes back later. Of what was being written down, this much is on the disk.
    Crash { on_disk: u8, loses_storage: bool, away: u64 },
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Answer {
    Send,
    /// CONNECT is sent, and the browser is killed before the page hears of it.
    SendAndCrash,
    Secret,
    EndWell,
    Refuse,
    TimeOut,
    Cut,
    NotOpened,
    Stop,
    NotWritable,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Wish {
    Pause,
    Resume,
    Retry,
    RetryFailed,
    ActivateAgain,
    Verify,
    HandOver,
    LeaveOut,
    TakeIn,
    ToTheFront,
    ContinueProduct,
    Pace,
}

pub(crate) fn any() -> impl Strategy<Value = Step> {
    let answers = prop::sample::select(vec![
        Answer::Send,
        Answer::Send,
        Answer::Send,
        Answer::Send,
        Answer::SendAndCrash,
        Answer::Secret,
        Answer::Secret,
        Answer::Secret,
        Answer::EndWell,
        Answer::EndWell,
        Answer::Refuse,
        Answer::Refuse,
        Answer::TimeOut,
        Answer::Cut,
        Answer::NotOpened,
        Answer::Stop,
        Answer::NotWritable,
    ]);
    let wishes = prop::sample::select(vec![
        Wish::Pause,
        Wish::Resume,
        Wish::Resume,
        Wish::Resume,
        Wish::Retry,
        Wish::RetryFailed,
        Wish::RetryFailed,
        Wish::ActivateAgain,
        Wish::ActivateAgain,
        Wish::Verify,
        Wish::HandOver,
        Wish::LeaveOut,
        Wish::TakeIn,
        Wish::ToTheFront,
        Wish::ContinueProduct,
        Wish::Pace,
    ]);
    let millis = prop_oneof![0_u64..1_500, 0_u64..1_500, 900_u64..1_100, 0_u64..130_000];
    let number = 0_usize..8;
    prop_oneof![
        6 => millis.clone().prop_map(|millis| Step::Pass { millis }),
        6 => Just(Step::AnswerKeeps { is_kept: true }),
        1 => Just(Step::AnswerKeeps { is_kept: false }),
        2 => number.clone().prop_map(|which| Step::AnswerKeep { which }),
        12 => (number.clone(), answers).prop_map(|(which, answer)| Step::Attempt { which, answer }),
        5 => (number.clone(), wishes).prop_map(|(row, wish)| Step::Person { row, wish }),
        1 => any_bool().prop_map(|is_there| Step::Network { is_there }),
        1 => any_bool().prop_map(|is_hidden| Step::Visibility { is_hidden }),
        1 => number.prop_map(|row| Step::OtherTab { row }),
        1 => (-10_000_000_i64..10_000_000).prop_map(|skew| Step::SetClock { skew }),
        1 => (proptest::prelude::any::<u8>(), any_bool(), millis)
            .prop_map(|(on_disk, loses_storage, away)| Step::Crash { on_disk, loses_storage, away }),
    ]
}

fn any_bool() -> impl Strategy<Value = bool> {
    proptest::prelude::any::<bool>()
}
