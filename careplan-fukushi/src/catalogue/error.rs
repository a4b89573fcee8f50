//! Why a file could not be read as a price list at all.

use careplan_csv::Encoding;

/// Why nothing of a file could be read. What is wrong in the rows of a file that can be read is a
/// [`ListProblem`](super::ListProblem) instead.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CatalogueError {
    /// Reading the bytes failed.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// The file is larger than a price list can be.
    #[error("the file is larger than {limit} bytes, which no price list is")]
    TooLarge {
        /// The most that is read.
        limit: u64,
    },
    /// The file is an old workbook (.xls) or one with a password.
    #[error("an old workbook (.xls) or one with a password; save it as .xlsx without a password, or as CSV")]
    OldWorkbook,
    /// The file is a text in an encoding that is not read.
    #[error("the file is {}; save it as CSV in UTF-8 or Shift_JIS", .0.label())]
    Encoding(Encoding),
    /// The file is a ZIP archive, as workbooks are, and no workbook that can be read.
    #[error("no workbook (.xlsx) that can be read: {0}")]
    Workbook(String),
    /// Workbooks are not read: the crate was built without its feature `xlsx`.
    #[error("workbooks are read with the feature `xlsx` only; save the list as CSV")]
    NoWorkbooks,
}

impl CatalogueError {
    /// The message in Japanese.
    pub fn japanese(&self) -> String {
        match self {
            Self::Io(error) => format!("ファイルを読めません: {error}"),
            Self::TooLarge { limit } => {
                format!("{limit}バイトを超えるファイルは価格一覧として読みません")
            }
            Self::OldWorkbook => {
                "旧形式（.xls）またはパスワード付きのブックです。パスワードなしの.xlsxかCSVで保存し直してください"
                    .to_owned()
            }
            Self::Encoding(encoding) => format!(
                "{}のファイルです。UTF-8かShift_JISのCSVで保存し直してください",
                encoding.japanese()
            ),
            Self::Workbook(reason) => format!("ブック（.xlsx）として読めません: {reason}"),
            Self::NoWorkbooks => {
                "ブックを読む機能（feature xlsx）がありません。CSVで保存し直してください".to_owned()
            }
        }
    }
}
