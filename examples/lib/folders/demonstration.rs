//! The demonstration: a plan set that was written form by form, from the first file to the archive.

use super::Talk;
use super::options::Command;
use crate::cli::{Outcome, bundled_data};
use careplan_csv::InboxOptions;
use careplan_csv::office::Direction;
use careplan_model::{Fault, Timestamp};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The times of the four files, and the one at which they are archived.
const TIMES: [&str; 5] =
    ["20250925095500", "20250925095700", "20250925095800", "20250925100000", "20250925170000"];

pub(super) fn run(talk: &mut Talk<'_>) -> io::Result<Outcome> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../target/folders");
    // Our own output of the last time.
    let _ = fs::remove_dir_all(&folder);
    let (apart, out) = (folder.join("written"), folder.join("out"));
    let times = TIMES.map(str::parse).into_iter().collect::<Result<Vec<Timestamp>, Fault>>();
    let times = times.map_err(io::Error::other)?;
    let copied = fs::create_dir_all(&apart).and_then(|()| copy(&apart, &times));
    if let Err(error) = copied {
        return talk.could_not(&format!("{}: {error}", apart.display()));
    }
    let Some(time) = times.last().copied() else { return Ok(Outcome::CouldNotRun) };
    let archive = |folder: &Path, remark: &str| Command::Archive {
        folder: folder.to_owned(),
        time,
        direction: Direction::Out,
        remark: remark.to_owned(),
    };
    let steps = [
        ("offices written", Command::Offices(apart.clone())),
        (
            "assemble written out",
            Command::Assemble { from: apart.clone(), to: out.clone(), timestamp: None, take_renamed: false },
        ),
        ("archive written", archive(&apart, "")),
        ("archive out", archive(&out, "送信済み")),
        ("verify out", Command::Verify(out.clone())),
    ];
    let mut outcome = Outcome::Fine;
    for (title, command) in &steps {
        writeln!(talk.out, "== folders {title}")?;
        outcome = outcome.and(super::run(command, talk)?);
    }
    Ok(outcome)
}

/// Copies the sample plan set, each file with a timestamp of its own.
fn copy(to: &Path, times: &[Timestamp]) -> io::Result<()> {
    let inbox = InboxOptions::new().open([bundled_data().join("plan-4.1")]);
    for (file, time) in inbox.files().zip(times) {
        fs::copy(&file.path, to.join(file.name.with_timestamp(*time).to_string()))?;
    }
    Ok(())
}
