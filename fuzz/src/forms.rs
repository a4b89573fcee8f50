//! Reading, writing, reading: nothing is lost and nothing added.

use super::files::{kind_and_rest, written};
use careplan_csv::{Entries, Forms, WriteOptions, Writer, from_slice, records};
use careplan_model::{FormList, LayoutVisitor, ListedForm};

/// The first byte says the kind.
pub(super) fn target(data: &[u8]) {
    let Some((kind, file)) = kind_and_rest(data) else { return };
    let Some(layout) = kind.layout else { return };
    FormList::<String>::with_layout(layout, RoundTrip(file));
    let mut verbatim = Writer::new(Vec::new(), WriteOptions::new());
    for record in records(file) {
        verbatim.write_verbatim(&record).expect("no record is over the limit");
    }
}

struct RoundTrip<'a>(&'a [u8]);

impl LayoutVisitor<String> for RoundTrip<'_> {
    type Output = ();

    fn visit<F: ListedForm<String>>(self) {
        let read = Forms::<F, String>::new(Entries::new(self.0, 1 << 20));
        let typed: Vec<_> = read.flatten().collect();
        let count = typed.len();
        let records: Vec<_> =
            typed.into_iter().filter_map(|typed| Some((typed.family, written(typed)?))).collect();
        let file: Vec<u8> = records.iter().flat_map(|(_, record)| record.clone()).collect();
        let again: Vec<_> = Forms::<F, String>::new(Entries::new(&file, 1 << 20)).collect();
        assert_eq!(again.len(), records.len(), "as many records");
        for (again, (family, record)) in again.into_iter().zip(records) {
            let again = again.expect("what was written can be read");
            assert_eq!(again.family, family);
            assert!(written(again) == Some(record), "canonical bytes stay as they are");
        }
        match from_slice::<F>(self.0) {
            Ok(all) => assert_eq!(all.len(), count),
            Err(error) => assert!(!error.to_string().is_empty() && !error.japanese().is_empty()),
        }
    }
}
