//! What the programs share: arguments, the bundled data, exit codes.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// How a program ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Exit code 0.
    Fine,
    /// Exit code 1: the data has errors.
    DataHasErrors,
    /// Exit code 2: the program could not do what it was asked for.
    CouldNotRun,
}

impl Outcome {
    /// The worse of two.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::CouldNotRun, _) | (_, Self::CouldNotRun) => Self::CouldNotRun,
            (Self::DataHasErrors, _) | (_, Self::DataHasErrors) => Self::DataHasErrors,
            _ => Self::Fine,
        }
    }
}

/// What a program does with its arguments; it writes to the first output what it found, to the
/// second why it could not.
type Program = fn(&[String], &mut dyn Write, &mut dyn Write) -> io::Result<Outcome>;

/// Runs a program with the arguments of the process.
pub fn run(program: Program) -> ExitCode {
    let arguments: Result<Vec<String>, _> =
        std::env::args_os().skip(1).map(std::ffi::OsString::into_string).collect();
    let mut errors = io::stderr();
    let Ok(arguments) = arguments else {
        let _ = writeln!(errors, "an argument is not valid Unicode");
        return ExitCode::from(2);
    };
    let mut out = BufWriter::new(io::stdout().lock());
    let outcome =
        program(&arguments, &mut out, &mut errors).and_then(|outcome| out.flush().map(|()| outcome));
    match outcome {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::DataHasErrors) => ExitCode::from(1),
        Ok(Outcome::CouldNotRun) => ExitCode::from(2),
        // Whoever reads the output has seen enough (`| head`). That is no "fine": the exit code is the shell's for
        // a program that was stopped so.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::from(141),
        Err(error) => {
            let _ = writeln!(errors, "{error}");
            ExitCode::from(2)
        }
    }
}

/// How many threads work at once.
pub(crate) fn cores() -> usize {
    if cfg!(feature = "parallel") {
        std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
    } else {
        1
    }
}

/// The sample units that come with the project.
pub(crate) fn bundled_data() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data").join("valid")
}
