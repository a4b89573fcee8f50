//! Files of a kind that the first byte says.

use careplan_csv::{Typed, WriteOptions, file_to_vec};
use careplan_model::{FileContent, FormFile, FormKind, ListedForm, kind};

/// The kind of the first byte, and the rest; pictures have no records and are no kind here.
pub(super) fn kind_and_rest(data: &[u8]) -> Option<(&'static FormKind, &[u8])> {
    let (first, rest) = data.split_first()?;
    let kinds: Vec<_> = kind::STANDARD.iter().filter(|kind| kind.layout.is_some()).collect();
    Some((kinds[usize::from(*first) % kinds.len()], rest))
}

/// The record of a form that was read, by the layout that it was read by.
pub(super) fn written<F: ListedForm<String>>(typed: Typed<F>) -> Vec<u8> {
    let options = WriteOptions::new().layout(typed.family);
    let name = "UPJSK_202604_0300000100_43_0300000005_11_20260325093000.CSV".parse().expect("a name");
    let file: FormFile = FormFile { name, content: FileContent::Forms(F::into_list(vec![typed.form])) };
    file_to_vec(&file, &options).expect("what was read can be written")
}
