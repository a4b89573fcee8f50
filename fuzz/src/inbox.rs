//! Folders with arbitrary files: each is told once, and units are read whole or not at all.

use super::tree::folder;
use careplan_csv::{InboxOptions, WriteOptions, write_unit};
use std::collections::BTreeSet;

pub(super) fn target(data: &[u8]) {
    let folder = folder(data);
    let options = InboxOptions::new().subfolders(true);
    let listing = options.list([folder.path()]);
    let inbox = options.open([folder.path()]);
    let mut told: Vec<_> = inbox.files().map(|file| file.path.clone()).collect();
    told.extend(inbox.strays.iter().map(|stray| stray.path.clone()));
    told.extend(inbox.attachments.iter().cloned());
    told.extend(inbox.unreadable.iter().map(|unreadable| unreadable.path.clone()));
    let once: BTreeSet<_> = told.iter().collect();
    assert_eq!((told.len(), once.len()), (listing.files.len(), listing.files.len()), "each file once");
    assert!(inbox.transmissions.is_sorted_by_key(|unit| unit.timestamp));

    for unit in &inbox.transmissions {
        let _ = unit.kind();
        match inbox.read_unit(unit) {
            Ok(read) => {
                assert_eq!(read.files.len(), unit.files.len());
                let out = tempfile::tempdir().expect("a folder");
                let options = WriteOptions::new();
                match write_unit(&read, out.path(), &options) {
                    Ok(written) => {
                        assert_eq!(written.len(), unit.files.len());
                        assert!(written.iter().all(|path| path.parent() == Some(out.path())));
                        assert!(write_unit(&read, out.path(), &options).is_err(), "nothing is overwritten");
                    }
                    Err(error) => assert!(!error.files.is_empty() && !error.japanese().is_empty()),
                }
                let there = std::fs::read_dir(out.path()).expect("a folder").count();
                assert!(there == 0 || there == unit.files.len(), "all or none");
            }
            Err(error) => assert!(!error.files.is_empty() && !error.to_string().is_empty()),
        }
    }
}
