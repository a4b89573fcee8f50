//! Forms from records of the `csv` crate, for users who already hold them.

use crate::lexer::{EntryKind, Found};
use crate::problem::RecordError;
use crate::record::Record;
use careplan_model::FormOf;

/// A record of the `csv` crate (as bytes, still in Shift_JIS) as a form.
///
/// The reader must be told that there is no header row and that records may differ in length:
/// `ReaderBuilder::new().has_headers(false).flexible(true)`. It copies every field and does not say
/// where a quote was wrong; for files use [`forms`](crate::forms).
///
/// # Errors
///
/// All that is wrong with the record. Record, line and byte are those of the `csv` crate, if it knows
/// them (where lines end with CRLF it takes the LF for the start of the next record, so that its line is
/// the one before); the byte ranges are empty and begin where the record does, since the record no
/// longer knows where its fields stood.
///
/// ```
/// use careplan_csv::from_byte_record;
/// use careplan_model::PlanDeletion;
/// let file = b"202407,435073,0000000001,202604\r\n";
/// let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(&file[..]);
/// for record in reader.byte_records() {
///     let form: PlanDeletion = from_byte_record(&record?)?;
///     assert_eq!(form.service_month.to_string(), "202604");
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn from_byte_record<F: FormOf<String>>(record: &csv::ByteRecord) -> Result<F, RecordError> {
    // Quoted again, so that the one strict way of reading serves here too.
    let mut line = Vec::with_capacity(record.as_slice().len() + 3 * record.len());
    for (place, field) in record.iter().enumerate() {
        if place > 0 {
            line.push(b',');
        }
        if !field.is_empty() {
            line.push(b'"');
            for byte in field {
                line.push(*byte);
                if *byte == b'"' {
                    line.push(b'"');
                }
            }
            line.push(b'"');
        }
    }
    let body = line.len();
    line.extend_from_slice(b"\r\n");
    let position = record.position();
    let found = Found {
        kind: EntryKind::Record,
        length: line.len(),
        body,
        number: position.map_or(0, |position| position.record() + 1),
        line: position.map_or(0, csv::Position::line),
        offset: 0,
        broken: None,
    };
    Record::new(found, &line).form_of::<F, String>().map_err(|mut error| {
        let start = position.map_or(0, csv::Position::byte);
        for problem in &mut error.problems {
            problem.place.bytes = start..start;
        }
        error
    })
}
