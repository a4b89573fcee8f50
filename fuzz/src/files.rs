//! Files of a kind that the first byte says.

use careplan_csv::{Error, Typed, WriteOptions, file_to_vec};
use careplan_model::{FileContent, FormFile, FormKind, ListedForm, kind};

/// The kind of the first byte, and the rest; pictures have no records and are no kind here.
pub(super) fn kind_and_rest(data: &[u8]) -> Option<(&'static FormKind, &[u8])> {
    let (first, rest) = data.split_first()?;
    let kinds: Vec<_> = kind::STANDARD.iter().filter(|kind| kind.layout.is_some()).collect();
    Some((kinds[usize::from(*first) % kinds.len()], rest))
}

/// The record of a form that was read, by the layout that it was read by. `None` for a form that the editions of the
/// record's version do not have: it is read, and refused when it is to be written as such.
pub(super) fn written<F: ListedForm<String>>(typed: Typed<F>) -> Option<Vec<u8>> {
    let is_known = F::LAYOUT.is_in(typed.family);
    let options = WriteOptions::new().layout(typed.family);
    let name = "UPJSK_202604_0300000100_43_0300000005_11_20260325093000.CSV".parse().expect("a name");
    let file: FormFile = FormFile { name, content: FileContent::Forms(F::into_list(vec![typed.form])) };
    match file_to_vec(&file, &options) {
        Ok(bytes) => Some(bytes),
        Err(Error::FormNotInEdition { .. }) if !is_known => None,
        Err(error) => panic!("what was read can be written: {error}"),
    }
}
