//! Memory: reading typed and borrowed allocates nothing for a record; streaming stays constant.
#![allow(clippy::unwrap_used)] // tests may panic

use careplan_csv::{
    CheckedText, Entries, Forms, Reader, Text, TextBuffer, WriteOptions, Writer, forms, records,
};
use careplan_model::{Form, Table2, Table6};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use std::alloc::System;
use std::io::Read;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

const TABLE6: &[u8] = b"202407,991018,9000000001,20260325,202604,9970100013,\"\x8C\xA9\x96\x7B\",396,,20260401,,0900,0930,1,111111,,,,,9970100021,\"\x83\x5C\x89\xEE\x8C\xEC\",,0,9970100013,\r\n";
const TABLE2: &[u8] = b"202407,991018,9000000001,20260325,20260325,1,\"\x89\xDB\x91\xE8, \"\"A\"\"\r\n\x81\x42\",1,\"\x92\xB7\x8A\xFA\",\"\x92\x5A\x8A\xFA\",\"\",\"x\",1,\"\x93\xE0\x97\x65\",Y,\"\x8E\xED\x95\xCA\",9970100021,\"\x83\x5C\",\"\x96\x88\x93\xFA\",\"x\",9970100013,\r\n";

/// A program of its own: the counter is one for the whole process, and the threads of the usual test
/// harness allocate too.
fn main() {
    memory();
    println!("test memory ... ok");
}

fn memory() {
    let table6 = TABLE6.repeat(5_000);
    let table2 = TABLE2.repeat(5_000);

    none("第6表 typed", || {
        let mut units = 0;
        for record in forms::<Table6<Text<'_>>>(&table6) {
            units += record.unwrap().form.units.unwrap();
        }
        assert_eq!(units, 396 * 5_000);
    });
    none("第2表 typed", || {
        let read = forms::<Table2<Text<'_>>>(&table2).flatten().count();
        assert_eq!(read, 5_000);
    });
    none("第6表 by the strict lexer, item by item", || {
        let layout = <Table6 as Form>::LAYOUT;
        let valid = records(&table6)
            .flat_map(|record| record.items(layout))
            .filter(|item| matches!(item.check(), careplan_csv::ItemState::Valid(())))
            .count();
        assert!(valid > 0);
        assert_eq!(
            records(&table6).filter(|record| record.form::<Table6<Text<'_>>>().is_ok()).count(),
            5_000
        );
    });
    none("texts decoded into a buffer that is used again", {
        let mut buffer = String::with_capacity(1024);
        let table2 = &table2;
        move || {
            for record in forms::<Table2<Text<'_>>>(table2) {
                let form = record.unwrap().form;
                for text in [form.need, form.long_term_goal, form.service_content].into_iter().flatten() {
                    buffer.clear();
                    text.decode_into(&mut buffer).unwrap();
                    assert!(!buffer.is_empty());
                }
            }
        }
    });
    none("whole forms decoded into a buffer that is used again", {
        let mut buffer = TextBuffer::new();
        let table2 = &table2;
        // The first record makes the buffer.
        buffer.decode(forms::<Table2<Text<'_>>>(TABLE2).next().unwrap().unwrap().form).unwrap();
        move || {
            for record in forms::<Table2<Text<'_>>>(table2) {
                let form = buffer.decode(record.unwrap().form).unwrap();
                assert_eq!(form.need, Some("課題, \"A\"\r\n。"));
            }
        }
    });
    none("texts checked while they are read", || {
        for record in Forms::<Table2<CheckedText<'_>>, _>::new(Entries::new(&table2, 1 << 20)) {
            assert_eq!(record.unwrap().form.need.unwrap().characters(), 10);
        }
    });
    none("borrowed forms written again", {
        let mut writer = Writer::new(std::io::sink(), WriteOptions::new());
        let table6 = &table6;
        // The first record makes the writer's buffer.
        writer.write(&forms::<Table6<Text<'_>>>(TABLE6).next().unwrap().unwrap().form).unwrap();
        move || {
            for record in forms::<Table6<Text<'_>>>(table6) {
                writer.write(&record.unwrap().form).unwrap();
            }
        }
    });

    million();
}

/// A million records stream through one buffer.
fn million() {
    const RECORDS: u64 = 1_000_000;
    let region = Region::new(ALLOCATOR);
    let mut reader = Reader::from_reader(Repeated { record: TABLE6, left: RECORDS, at: 0 });
    let mut read = 0u64;
    while let Some(mut chunk) = reader.chunk().unwrap() {
        for record in chunk.forms::<Table6<Text<'_>>>() {
            read += 1;
            assert_eq!(record.unwrap().at.record, read);
        }
    }
    let change = region.change();
    assert_eq!(read, RECORDS);
    // About 184 MB went through; what was ever allocated is the buffer.
    let allocated = change.bytes_allocated + usize::try_from(change.bytes_reallocated.max(0)).unwrap();
    assert!(allocated < 1 << 20, "{allocated} bytes allocated: {change:?}");
    assert!(change.allocations < 16, "{change:?}");
}

fn none(what: &str, mut run: impl FnMut()) {
    let region = Region::new(ALLOCATOR);
    run();
    let change = region.change();
    assert_eq!((change.allocations, change.reallocations), (0, 0), "{what}: {change:?}");
}

/// One record again and again.
struct Repeated {
    record: &'static [u8],
    left: u64,
    at: usize,
}

impl Read for Repeated {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let mut written = 0;
        while written < buffer.len() && self.left > 0 {
            let rest = &self.record[self.at..];
            let count = rest.len().min(buffer.len() - written);
            buffer[written..written + count].copy_from_slice(&rest[..count]);
            written += count;
            self.at += count;
            if self.at == self.record.len() {
                self.at = 0;
                self.left -= 1;
            }
        }
        Ok(written)
    }
}
