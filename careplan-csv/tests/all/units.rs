//! Units of sending read from a folder and written to another: the same bytes, nothing overwritten, all or
//! nothing.
#![allow(clippy::unwrap_used)] // tests may panic

use careplan_csv::{
    Error, Inbox, InboxOptions, WriteOptions, file_from_slice, file_to_vec, read_unit, write_unit,
};
use careplan_model::FileContent;
use std::fs;
use std::path::{Path, PathBuf};

fn valid() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/data/valid")
}

#[test]
fn every_sample_unit_is_written_as_it_was() {
    let out = tempfile::tempdir().unwrap();
    let mut files = 0;
    for unit in &InboxOptions::new().subfolders(true).open([valid()]).transmissions {
        let forms = read_unit(unit).unwrap();
        let written = write_unit(&forms, out.path(), &WriteOptions::new()).unwrap();
        assert_eq!(written.len(), unit.files.len());
        for (file, path) in unit.files.iter().zip(&written) {
            assert_eq!(path.file_name(), file.path.file_name());
            assert_eq!(fs::read(path).unwrap(), fs::read(&file.path).unwrap(), "{}", path.display());
        }
        files += written.len();
    }
    assert_eq!(files, 50);
}

#[test]
fn files_in_memory_are_read_as_those_of_a_folder() {
    let mut pictures = 0;
    for unit in &InboxOptions::new().subfolders(true).open([valid()]).transmissions {
        for file in &unit.files {
            let bytes = fs::read(&file.path).unwrap();
            let read = file_from_slice(file.name, &bytes).unwrap();
            assert_eq!(read, file.forms().unwrap());
            assert_eq!(file_to_vec(&read, &WriteOptions::new()).unwrap(), bytes);
            pictures += usize::from(matches!(read.content, FileContent::Bytes(_)));
            // Not one record is given away with those that are wrong.
            let more = [&bytes[..], b"202407,not a record\r\n"].concat();
            let is_data = matches!(file_from_slice(file.name, &more), Err(Error::Data(it)) if it.len() > 1);
            assert_eq!(is_data, matches!(read.content, FileContent::Forms(_)));
        }
    }
    assert!(pictures > 0);
}

#[test]
fn nothing_is_overwritten_and_no_half_unit_stays() {
    let unit = read_unit(&Inbox::open(valid().join("plan-4.1")).transmissions[0]).unwrap();
    let out = tempfile::tempdir().unwrap();
    let third = out.path().join(unit.files[2].name.to_string());
    fs::write(&third, b"what was there").unwrap();
    let error = write_unit(&unit, out.path(), &WriteOptions::new()).unwrap_err();
    assert!(
        matches!(&error.files[..], [(path, Error::Io(error))] if *path == third && error.kind() == std::io::ErrorKind::AlreadyExists)
    );
    assert_eq!(fs::read_dir(out.path()).unwrap().count(), 1);
    assert_eq!(fs::read(&third).unwrap(), b"what was there");
}

#[test]
fn all_files_that_cannot_be_read_or_written_are_named() {
    let folder = tempfile::tempdir().unwrap();
    for file in fs::read_dir(valid().join("plan-4.1")).unwrap() {
        let path = file.unwrap().path();
        let mut bytes = fs::read(&path).unwrap();
        let name = path.file_name().unwrap().to_str().unwrap();
        if name.starts_with("UP1KYO") || name.starts_with("UP3KYO") {
            bytes.extend_from_slice(b"202407,not a record\r\n");
        }
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    let error = read_unit(&Inbox::open(folder.path()).transmissions[0]).unwrap_err();
    let names: Vec<&str> =
        error.files.iter().map(|(path, _)| path.file_name().unwrap().to_str().unwrap()).collect();
    assert!(matches!(&names[..], [a, b] if a.starts_with("UP1KYO") && b.starts_with("UP3KYO")), "{names:?}");
    assert_eq!(error.japanese().lines().count(), 2);

    let mut unit = read_unit(&Inbox::open(valid().join("plan-4.1")).transmissions[0]).unwrap();
    for file in &mut unit.files[..2] {
        let careplan_model::FileContent::Forms(list) = &mut file.content else { unreachable!() };
        if let Some(forms) = list.of_mut::<careplan_model::Table1>() {
            forms[0].planner_name = "🙂".into();
        }
        if let Some(forms) = list.of_mut::<careplan_model::Table2>() {
            forms[0].need = Some("🙂".into());
        }
    }
    let out = tempfile::tempdir().unwrap();
    let error = write_unit(&unit, out.path(), &WriteOptions::new()).unwrap_err();
    assert_eq!(error.files.len(), 2);
    assert_eq!(fs::read_dir(out.path()).unwrap().count(), 0);
}

#[cfg(unix)]
#[test]
fn a_unit_without_a_file_that_cannot_be_opened_is_not_whole() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    for file in fs::read_dir(valid().join("plan-4.1")).unwrap() {
        let path = file.unwrap().path();
        fs::copy(&path, folder.path().join(path.file_name().unwrap())).unwrap();
    }
    let name = "UP3KYO_9970100013_43_9970100062_17_20250925100000.CSV";
    let failed = |inbox: &Inbox| -> Vec<String> {
        let error = inbox.read_unit(&inbox.transmissions[0]).unwrap_err();
        error.files.iter().map(|(path, _)| path.file_name().unwrap().to_str().unwrap().to_owned()).collect()
    };
    // Under its own name, and under a changed one.
    for given in [name.to_owned(), name.replace(".CSV", " (1).CSV")] {
        let lost = folder.path().join(&given);
        let _ = fs::remove_file(folder.path().join(name));
        symlink("nowhere", &lost).unwrap();
        let inbox = Inbox::open(folder.path());
        assert_eq!((inbox.transmissions.len(), failed(&inbox)), (1, vec![given]));
        fs::remove_file(lost).unwrap();
    }
    // Where the file itself is there, a copy that cannot be opened is only listed; and one of another unit too.
    fs::copy(valid().join("plan-4.1").join(name), folder.path().join(name)).unwrap();
    symlink("nowhere", folder.path().join(name.replace(".CSV", " (1).CSV"))).unwrap();
    symlink("nowhere", folder.path().join(name.replace("100000.CSV", "100001.CSV"))).unwrap();
    let inbox = Inbox::open(folder.path());
    assert_eq!(inbox.unreadable.len(), 2);
    assert_eq!(inbox.read_unit(&inbox.transmissions[0]).unwrap().files.len(), 4);
}

#[test]
fn a_renamed_file_is_not_taken_for_what_was_sent() {
    let inbox = Inbox::open(valid().join("../odd/renamed-copy"));
    let error = inbox.read_unit(&inbox.transmissions[0]).unwrap_err();
    assert!(matches!(&error.files[..], [(_, Error::Renamed { .. })]), "{error:?}");
    assert!(error.japanese().contains("ファイル名が変えられています"));
}
