//! careplan-csv
