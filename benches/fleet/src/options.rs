//! The command line.

use std::path::PathBuf;

use crate::Result;

/// What was asked for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Options {
    /// The folder with the gateway and the simulated EnOS.
    pub(crate) programs: PathBuf,
    /// How many devices the fleet has.
    pub(crate) devices: usize,
    /// How many of them are under way at any time.
    pub(crate) at_once: usize,
}

impl Options {
    /// Reads the words behind the program's name.
    pub(crate) fn parse(mut words: impl Iterator<Item = String>) -> Result<Self> {
        let mut options = Self { programs: "target/debug".into(), devices: 10_000, at_once: 200 };
        while let Some(word) = words.next() {
            let mut value = || words.next().ok_or_else(|| format!("{word} needs a value"));
            match word.as_str() {
                "--programs" => options.programs = value()?.into(),
                "--devices" => options.devices = number(&word, &value()?)?,
                "--at-once" => options.at_once = number(&word, &value()?)?,
                _ => return Err(format!("unknown option {word}; there are --programs, --devices and --at-once").into()),
            }
        }
        Ok(options)
    }
}

fn number(option: &str, text: &str) -> Result<usize> {
    let number = text.parse().ok().filter(|number| *number > 0);
    Ok(number.ok_or_else(|| format!("{option} needs a number above 0, not {text}"))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Options> {
        Options::parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn is_ten_thousand_devices_unless_told_otherwise() {
        let options = parse("").unwrap();
        assert_eq!((options.devices, options.at_once), (10_000, 200));
        let options = parse("--devices 7 --at-once 2 --programs p").unwrap();
        assert_eq!(options, Options { programs: "p".into(), devices: 7, at_once: 2 });
    }

    #[test]
    fn says_what_is_wrong_with_an_option() {
        let wrong = |line| parse(line).unwrap_err().to_string();
        assert_eq!(wrong("--devices"), "--devices needs a value");
        assert_eq!(wrong("--devices 0"), "--devices needs a number above 0, not 0");
        assert_eq!(wrong("--fast"), "unknown option --fast; there are --programs, --devices and --at-once");
    }
}
