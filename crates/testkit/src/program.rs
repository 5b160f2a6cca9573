//! A program that runs for the length of a test.

use std::fs;
use std::io::{self, BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// Generous: the machine may be compiling beside us.
const LIMIT: Duration = Duration::from_mins(1);

/// A running program; dropping it kills the program.
#[derive(Debug)]
pub struct Program {
    child: Mutex<Child>,
    id: u32,
    name: String,
    /// What it printed until it was ready.
    start: Vec<String>,
    /// What it has printed since, on both outputs.
    lines: mpsc::Receiver<String>,
    log: Arc<Mutex<String>>,
    readers: Vec<JoinHandle<()>>,
}

impl Program {
    /// Starts a program, and waits until it has printed a line with each of the marks in it, in any order, on either of its
    /// outputs.
    ///
    /// # Errors
    /// When it does not start, ends before, or does not print them within a minute.
    pub fn start(command: &mut Command, marks: &[&str]) -> io::Result<Self> {
        let name = command.get_program().display().to_string();
        let spawned = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let mut child = spawned.map_err(|error| io::Error::new(error.kind(), format!("{name}: {error}")))?;
        let (sender, lines) = mpsc::channel();
        let log = Arc::<Mutex<String>>::default();
        let mut readers = Vec::new();
        if let Some(stdout) = child.stdout.take() {
            readers.push(read_lines(stdout, sender.clone(), None));
        }
        if let Some(stderr) = child.stderr.take() {
            readers.push(read_lines(stderr, sender, Some(Arc::clone(&log))));
        }
        let id = child.id();
        let mut program = Self { child: Mutex::new(child), id, name, start: Vec::new(), lines, log, readers };
        while let Some(missing) = marks.iter().find(|mark| !program.start.iter().any(|line| line.contains(*mark))) {
            let line = program.line_before(missing, &program.start)?;
            program.start.push(line);
        }
        Ok(program)
    }

    /// What it printed until it was ready, one entry a line.
    #[must_use]
    pub fn start_lines(&self) -> &[String] {
        &self.start
    }

    /// What stood behind the mark, up to a blank, in the first such line that it printed until it was ready.
    ///
    /// # Errors
    /// When it printed no such line.
    pub fn printed(&self, mark: &str) -> io::Result<&str> {
        let behind = self.start.iter().find_map(|line| line.split_once(mark));
        let word = behind.and_then(|(_, behind)| behind.split_whitespace().next());
        word.ok_or_else(|| io::Error::other(format!("{} did not print `{mark}`, but {:?}", self.name, self.start)))
    }

    /// The same as an address, with which a URL may begin.
    ///
    /// # Errors
    /// When it printed no such line, or no address there.
    pub fn address(&self, mark: &str) -> io::Result<SocketAddr> {
        let printed = self.printed(mark)?;
        printed.trim_end_matches('/').parse().map_err(|error| io::Error::other(format!("{printed}: {error}")))
    }

    /// Waits until it has printed another line with `mark` in it, and returns that. Lines before it are not seen again.
    ///
    /// # Errors
    /// When it ends before, or does not print one within a minute after the last line.
    pub fn wait_for(&self, mark: &str) -> io::Result<String> {
        let mut printed = Vec::new();
        loop {
            let line = self.line_before(mark, &printed)?;
            if line.contains(mark) {
                return Ok(line);
            }
            printed.push(line);
        }
    }

    /// Everything that it wrote to standard error so far.
    #[must_use]
    pub fn log(&self) -> String {
        self.log.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Its number in the system.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.id
    }

    /// The programs that it has started itself, where the system tells (`/proc`).
    #[must_use]
    pub fn children(&self) -> Vec<u32> {
        let parent = self.id.to_string();
        let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
        let ids = entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
        ids.filter(|id| parent_of(*id).as_ref() == Some(&parent)).collect()
    }

    /// Kills it, without a chance to say goodbye.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn kill(&self) -> io::Result<()> {
        let mut child = self.child.lock().unwrap_or_else(PoisonError::into_inner);
        child.kill()?;
        child.wait().map(drop)
    }

    /// Asks it to stop, as an operator does.
    ///
    /// # Errors
    /// When it cannot be asked.
    #[cfg(unix)]
    pub fn terminate(&self) -> io::Result<()> {
        let status = Command::new("kill").args(["-TERM", &self.id.to_string()]).status()?;
        if status.success() { Ok(()) } else { Err(io::Error::other(format!("{} is gone", self.name))) }
    }

    /// Waits until it ends by itself. Returns how it ended, and everything that it wrote to standard error.
    ///
    /// # Errors
    /// When it does not end within a minute, or the system does not tell.
    pub fn finish(mut self) -> io::Result<(ExitStatus, String)> {
        let since = Instant::now();
        let status = loop {
            if let Some(status) = self.child.lock().unwrap_or_else(PoisonError::into_inner).try_wait()? {
                break status;
            }
            if since.elapsed() > LIMIT {
                self.kill()?;
                return Err(io::Error::other(format!("{} did not end by itself", self.name)));
            }
            thread::sleep(Duration::from_millis(10));
        };
        for reader in self.readers.drain(..) {
            reader.join().map_err(|_| io::Error::other("a reader panicked"))?;
        }
        Ok((status, self.log()))
    }

    fn line_before(&self, mark: &str, printed: &[String]) -> io::Result<String> {
        self.lines.recv_timeout(LIMIT).map_err(|_| {
            let printed = printed.join("\n");
            io::Error::other(format!("{} printed no `{mark}`, but:\n{printed}", self.name))
        })
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.kill();
    }
}

/// Reads on to the end, so that the program never waits for a full pipe.
fn read_lines(
    output: impl Read + Send + 'static,
    sender: mpsc::Sender<String>,
    log: Option<Arc<Mutex<String>>>,
) -> JoinHandle<()> {
    thread::spawn(move || {
        for line in BufReader::new(output).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line).into_owned();
            if let Some(log) = &log {
                log.lock().unwrap_or_else(PoisonError::into_inner).extend([&*line, "\n"]);
            }
            // Nobody may want to see it any more.
            let _ = sender.send(line);
        }
    })
}

/// Field 4 of `/proc/ID/stat`. The name before it may hold blanks and brackets; a program that ends meanwhile is nobody's child.
fn parent_of(id: u32) -> Option<String> {
    let status = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    let (_, fields) = status.rsplit_once(')')?;
    fields.split_whitespace().nth(1).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str, marks: &[&str]) -> io::Result<Program> {
        Program::start(Command::new("sh").args(["-c", script]), marks)
    }

    #[test]
    fn waits_for_all_marks_on_both_outputs() {
        let program = shell("echo 'here is b 2' >&2; echo 'and a 1'; sleep 60", &["a ", "b "]).unwrap();
        assert_eq!(program.printed("a ").unwrap(), "1");
        assert_eq!(program.printed("b ").unwrap(), "2");
        let error = program.printed("c ").unwrap_err().to_string();
        assert!(error.starts_with("sh did not print `c `"), "{error}");
    }

    #[test]
    fn reads_addresses_also_those_of_earlier_lines() {
        let script = "echo listening on tls://127.0.0.1:7 now; echo admin on http://127.0.0.1:8/; sleep 60";
        let program = shell(script, &["admin on http://"]).unwrap();
        assert_eq!(program.address("listening on tls://").unwrap(), ([127, 0, 0, 1], 7).into());
        assert_eq!(program.address("admin on http://").unwrap(), ([127, 0, 0, 1], 8).into());
        assert!(program.address("listening on ").is_err(), "a scheme is no address");
        assert!(program.address("listening on ws://").is_err());
    }

    #[test]
    fn waits_for_one_line_after_the_other() {
        let program = shell("echo ready; echo one 1; echo two; echo one 2; sleep 60", &["ready"]).unwrap();
        assert_eq!(program.wait_for("one").unwrap(), "one 1");
        assert_eq!(program.wait_for("one").unwrap(), "one 2");
    }

    #[test]
    fn keeps_what_goes_to_standard_error() {
        let program = shell("echo careful >&2; echo ready now", &["careful", "ready "]).unwrap();
        assert_eq!(program.log(), "careful\n");
    }

    #[test]
    #[cfg(unix)]
    fn stops_a_program_and_tells_how_it_ended_and_what_it_logged() {
        let script = "trap 'echo bye >&2; exit 7' TERM; echo ready; while true; do sleep 0.05; done";
        let program = shell(script, &["ready"]).unwrap();
        program.terminate().unwrap();
        let (status, log) = program.finish().unwrap();
        assert_eq!((status.code(), log.as_str()), (Some(7), "bye\n"));
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn names_the_programs_that_a_program_has_started() {
        let program = shell("sleep 60 & echo $!; wait", &[""]).unwrap();
        assert_eq!(program.children(), [program.start_lines()[0].parse::<u32>().unwrap()]);
        for child in program.children() {
            Command::new("kill").arg(child.to_string()).status().unwrap();
        }
    }

    #[test]
    fn tells_what_a_program_printed_that_ended_too_early() {
        let error = shell("echo sorry", &["ready"]).unwrap_err();
        assert_eq!(error.to_string(), "sh printed no `ready`, but:\nsorry");
    }
}
