//! Validation rules for files of ケアプランデータ連携標準仕様.
//!
//! Not written yet: the rule set comes in version 0.2. What reading itself finds (bytes that are no
//! character, items that are no date, records of the wrong length) is reported by `careplan-csv`.
