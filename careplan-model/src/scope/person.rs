//! All that a planning office has of one person.

use crate::file_name::Endpoint;
use crate::form::quiet;
use crate::forms::{Table1, Table2, Table3, Table6, Table7, UserSupplement};

quiet! {
    /// The forms of one person, of whole months: every provider's lines, in and out of scope. One month or several,
    /// with or without a care plan.
    ///
    /// In JSON the keys are the prefixes of the files.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct PersonForms {
        /// 第1表, of each 計画作成（変更）日.
        #[cfg_attr(feature = "serde", serde(default, rename = "UP1KYO"))]
        pub table1: Vec<Table1>,
        /// 第2表.
        #[cfg_attr(feature = "serde", serde(default, rename = "UP2KYO"))]
        pub table2: Vec<Table2>,
        /// 第3表.
        #[cfg_attr(feature = "serde", serde(default, rename = "UP3KYO"))]
        pub table3: Vec<Table3>,
        /// 利用者補足情報: one for each 計画作成（変更）日 (month `000000`) and one for each month (date `00000000`).
        #[cfg_attr(feature = "serde", serde(default, rename = "UPHOSOKU"))]
        pub supplements: Vec<UserSupplement>,
        /// 第6表 予定.
        #[cfg_attr(feature = "serde", serde(default, rename = "UPPLAN"))]
        pub plan: Vec<Table6>,
        /// 第7表.
        #[cfg_attr(feature = "serde", serde(default, rename = "UPSIKYU"))]
        pub table7: Vec<Table7>,
        /// Who gets the care plan besides the providers of 第6表. 第2表 gives office numbers without service types, so
        /// that it does not say the receiver of a file.
        #[cfg_attr(feature = "serde", serde(default))]
        pub receivers: Vec<Endpoint>,
    }
}
