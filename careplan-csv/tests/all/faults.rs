//! Files that are cut, damaged, or fail in the middle; folders that are wrong; disks that are full.
#![allow(clippy::unwrap_used, clippy::panic)]

use careplan_csv::{
    Error, Inbox, InboxOptions, Reader, Text, WriteOptions, Writer, forms, from_slice, read_unit, records,
    to_vec, write_unit,
};
use careplan_model::{FileName, FormFile, Table6, Table7, Transmission, kind};
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

fn valid(unit: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/data/valid").join(unit)
}

fn file(unit: &str, prefix: &str) -> Vec<u8> {
    let entries = fs::read_dir(valid(unit)).unwrap().map(|entry| entry.unwrap().path());
    let path =
        entries.into_iter().find(|path| path.file_name().unwrap().to_str().unwrap().starts_with(prefix));
    fs::read(path.unwrap()).unwrap()
}

/// The forms before the cut are those of the whole file; what is behind it is told or was not there.
#[test]
fn a_file_cut_at_any_byte_keeps_the_records_before_the_cut() {
    let whole = file("slip-4.1", "UPPLAN");
    let all: Vec<Table6> = from_slice(&whole).unwrap();
    let ends: Vec<u64> =
        records(&whole).map(|record| record.at().offset + record.at().length as u64).collect();
    assert!(all.len() > 5);
    let mut as_whole = 0;
    for length in 0..=whole.len() {
        let cut = &whole[..length];
        // A record is whole with its last item; the line end may be missing.
        let complete = ends.iter().filter(|end| **end <= length as u64).count();
        let read: Vec<_> = forms::<Table6<Text<'_>>>(cut).collect();
        assert!(read.len() == complete || read.len() == complete + 1, "cut at {length}");
        let owned: Vec<Table6> = read
            .iter()
            .take(complete)
            .map(|form| {
                let form = form.as_ref().unwrap().form.clone();
                form.try_map_text(|_, text| text.decode().map(String::from)).unwrap()
            })
            .collect();
        assert!(owned == all[..complete], "cut at {length}");
        let is_part = read.len() > complete;
        match from_slice::<Table6>(cut) {
            Ok(forms) => {
                // The rest lacked nothing but its line end, or the end of its last item, which nothing can tell.
                assert!(forms.len() == read.len(), "cut at {length}");
                as_whole += usize::from(is_part);
            }
            Err(Error::Data(_)) => assert!(is_part, "cut at {length}"),
            Err(other) => panic!("{other}"),
        }
    }
    // At the last item (更新業者コード, ten characters, or blank), and between CR and LF: no more than a dozen for each record.
    assert!(as_whole <= 24 * all.len(), "{as_whole}");
}

/// One bit or byte wrong: no panic, every other record as it was, and what is written of the rest is read again.
#[test]
fn a_damaged_byte_costs_its_own_record_only() {
    let whole = file("slip-4.1", "UPSIKYU");
    let all: Vec<Table7> = from_slice(&whole).unwrap();
    let places: Vec<(u64, u64)> = records(&whole)
        .map(|record| (record.at().offset, record.at().offset + record.at().length as u64))
        .collect();
    // Every fourth byte in one of the ways: all ways at all bytes take a minute.
    for place in (0..whole.len()).step_by(4) {
        let at = places.iter().position(|(start, end)| (*start..*end).contains(&(place as u64))).unwrap();
        {
            let mut damaged = whole.clone();
            damaged[place] ^= [0x01u8, 0x20, 0x80][place / 4 % 3];
            let read: Vec<_> =
                careplan_csv::Forms::<Table7, String>::new(careplan_csv::entries(&damaged)).collect();
            // Quotes and line ends can join two records or split one; those farther away stay.
            let far_before = at.saturating_sub(1);
            for (number, form) in read.iter().enumerate().take(far_before) {
                assert!(form.as_ref().unwrap().form == all[number], "byte {place}, record {number}");
            }
            let after = all.len() - (at + 2).min(all.len());
            for back in 1..=after.min(read.len()) {
                let form = read[read.len() - back].as_ref();
                assert!(form.unwrap().form == all[all.len() - back], "byte {place}, {back} from the end");
            }
            let good: Vec<Table7> = read.into_iter().flatten().map(|typed| typed.form).collect();
            if let Ok(written) = to_vec(&good) {
                assert!(from_slice::<Table7>(&written).is_ok(), "byte {place}");
            }
        }
    }
}

/// Fails at one call, and goes on afterwards.
struct FailsAt<T> {
    inner: T,
    calls: usize,
    at: usize,
    kind: io::ErrorKind,
}

impl<T> FailsAt<T> {
    fn call(&mut self) -> io::Result<()> {
        self.calls += 1;
        if self.calls == self.at { Err(self.kind.into()) } else { Ok(()) }
    }
}

impl<T: Read> Read for FailsAt<T> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        self.call()?;
        let few = room.len().min(61);
        self.inner.read(&mut room[..few])
    }
}

impl<T: Write> Write for FailsAt<T> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.call()?;
        self.inner.write(&bytes[..bytes.len().min(61)])
    }

    fn flush(&mut self) -> io::Result<()> {
        self.call()?;
        self.inner.flush()
    }
}

#[test]
fn a_read_error_at_any_call_is_told_once_and_loses_nothing() {
    let whole = file("slip-4.1", "UPPLAN");
    let expected: Vec<_> = records(&whole).map(|record| record.at()).collect();
    let calls = whole.len() / 61 + 2;
    for at in 1..=calls {
        for kind in [io::ErrorKind::PermissionDenied, io::ErrorKind::UnexpectedEof, io::ErrorKind::Other] {
            let mut reader = Reader::from_reader(FailsAt { inner: &whole[..], calls: 0, at, kind });
            let (mut seen, mut failures) = (Vec::new(), 0);
            loop {
                match reader.next() {
                    Ok(Some(record)) => seen.push(record.at()),
                    Ok(None) => break,
                    Err(Error::Io(error)) => {
                        assert_eq!(error.kind(), kind);
                        failures += 1;
                    }
                    Err(other) => panic!("{other}"),
                }
            }
            assert_eq!((&seen, failures), (&expected, 1), "call {at}");
        }
    }
}

#[test]
fn a_write_error_at_any_call_is_told_and_what_was_taken_is_a_beginning() {
    let whole = file("slip-4.1", "UPPLAN");
    let all: Vec<Table6> = from_slice(&whole).unwrap();
    let mut calls = 0;
    for at in 1.. {
        let mut taken = Vec::new();
        let inner = FailsAt { inner: &mut taken, calls: 0, at, kind: io::ErrorKind::StorageFull };
        let mut writer = Writer::new(inner, WriteOptions::new());
        let result = all.iter().try_for_each(|form| writer.write(form)).and_then(|()| writer.flush());
        drop(writer);
        assert!(whole.starts_with(&taken), "call {at}");
        match result {
            Err(Error::Io(error)) => assert_eq!(error.kind(), io::ErrorKind::StorageFull),
            Err(other) => panic!("{other}"),
            Ok(()) => {
                assert_eq!(taken, whole);
                calls = at - 1;
                break;
            }
        }
    }
    assert!(calls > whole.len() / 61, "{calls}");
}

fn unit() -> Transmission<FormFile> {
    read_unit(&Inbox::open(valid("plan-4.1")).transmissions[0]).unwrap()
}

/// The names in a folder.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Whatever goes wrong at whichever file, none of the unit stays, nor anything half.
#[test]
fn a_unit_that_fails_at_any_of_its_files_leaves_nothing() {
    let unit = unit();
    assert_eq!(unit.files.len(), 4);
    for failing in 0..4 {
        let folder = tempfile::tempdir().unwrap();
        let name = unit.files[failing].name.to_string();
        // A folder has the name.
        fs::create_dir(folder.path().join(&name)).unwrap();
        let error = write_unit(&unit, folder.path(), &WriteOptions::new()).unwrap_err();
        assert_eq!(error.files[0].0, folder.path().join(&name));
        assert_eq!(names(folder.path()), [name]);
    }
    let missing = tempfile::tempdir().unwrap().path().join("missing");
    assert!(write_unit(&unit, &missing, &WriteOptions::new()).is_err() && !missing.exists());
}

/// What a crash leaves is no file of the unit, and does not keep it from being written.
#[test]
fn unfinished_files_of_a_crash_are_never_taken_for_the_unit() {
    let unit = unit();
    let folder = tempfile::tempdir().unwrap();
    let bytes = file("plan-4.1", "UP1KYO");
    let name =
        unit.files.iter().map(|file| file.name.to_string()).find(|name| name.starts_with("UP1KYO")).unwrap();
    let left = format!("{name}.1.part");
    fs::write(folder.path().join(&left), &bytes[..bytes.len() / 2]).unwrap();
    // Alone, it makes no unit that can be read.
    let inbox = Inbox::open(folder.path());
    assert!(inbox.transmissions.iter().all(|unit| inbox.read_unit(unit).is_err()));
    let written = write_unit(&unit, folder.path(), &WriteOptions::new()).unwrap();
    assert_eq!(written.len(), 4);
    assert_eq!(names(folder.path()).len(), 5);
    assert_eq!(fs::read(folder.path().join(&name)).unwrap(), bytes);
    // It belongs to somebody else: not ours to remove.
    assert_eq!(fs::read(folder.path().join(&left)).unwrap(), bytes[..bytes.len() / 2]);
}

/// A device that is always full: nothing is there under the final name.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error_and_not_a_shorter_file() {
    let Ok(full) = fs::OpenOptions::new().write(true).open("/dev/full") else { return };
    let all: Vec<Table6> = from_slice(&file("slip-4.1", "UPPLAN")).unwrap();
    let mut writer = Writer::new(io::BufWriter::new(full), WriteOptions::new());
    let result = all.iter().try_for_each(|form| writer.write(form)).and_then(|()| writer.flush());
    assert!(matches!(result, Err(Error::Io(error)) if error.kind() == io::ErrorKind::StorageFull));
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_told_and_one_that_cannot_be_read_too() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let closed = folder.path().join("closed");
    fs::create_dir(&closed).unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
    // Who may do everything (root) can write and read there; then there is nothing to test.
    if fs::read_dir(&closed).is_err() {
        assert!(write_unit(&unit(), &closed, &WriteOptions::new()).is_err());
        let inbox = InboxOptions::new().subfolders(true).open([folder.path()]);
        assert_eq!(inbox.unreadable.len(), 1);
        assert_eq!(inbox.unreadable[0].error.kind(), io::ErrorKind::PermissionDenied);
    }
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o700)).unwrap();
}

/// No name that parses has a way out of its folder, with whatever a name can have.
#[test]
fn names_of_pictures_never_lead_out_of_the_folder() {
    let right = "UPKIHON_IMAGE_0300000100_43_0300000005_11_20251025200201_0001.jpg";
    let name: FileName = right.parse().unwrap();
    assert_eq!(name.kind(), &kind::BASIC_INFO_IMAGE);
    let parts = ["../", "..\\", "/", "\\", "C:", "./", "%2e%2e/", "\0", "~/", "．．／"];
    for part in parts {
        for place in (0..=right.len()).filter(|place| right.is_char_boundary(*place)) {
            let odd = format!("{}{part}{}", &right[..place], &right[place..]);
            assert!(odd.parse::<FileName>().is_err(), "{odd:?}");
            // What is found inside another name is the name alone.
            if let Some(found) = FileName::find_in(&odd) {
                let found = found.to_string();
                assert_eq!(Path::new(&found).components().count(), 1);
                assert!(!found.contains(['/', '\\', ':', '\0']), "{found}");
            }
        }
    }
}

/// Twenty thousand files, small ones: each is told once, and units are found.
#[test]
fn twenty_thousand_files_are_listed() {
    let folder = tempfile::tempdir().unwrap();
    let count: u32 = 20_000;
    for number in 0..count {
        fs::write(folder.path().join(format!("{number:06}.txt")), b"").unwrap();
    }
    let name = "UPJSK_202604_0300000100_43_0300000005_11_20260501090000.CSV";
    fs::write(folder.path().join(name), file("actual-4.1", "UPJSK")).unwrap();
    let listing = InboxOptions::new().list([folder.path()]);
    assert_eq!((listing.files.len(), listing.unreadable.len()), (20_001, 0));
    assert!(listing.files.is_sorted());
    let inbox = Inbox::open(folder.path());
    assert_eq!((inbox.files().count(), inbox.attachments.len(), inbox.strays.len()), (1, 20_000, 0));
}
