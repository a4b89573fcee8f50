//! Giving a unit another sender, receiver or timestamp: all names change together.

use super::Transmission;
use super::fault::joined;
use crate::file_name::Side;
use crate::file_name::{BuildNameError, Endpoint, FileName, Timestamp};
use crate::form_file::{FileContent, FormFile};
use crate::forms::BasicInfo;
use crate::kind::{self, FormKind};
use core::fmt;

/// One reason why a unit is not given other names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReaddressFault {
    /// The parts make no name of this kind of file.
    Name {
        /// The kind of file.
        file: &'static FormKind,
        /// The part that does not fit.
        error: BuildNameError,
    },
    /// The unit is of an edition whose names give the service types in another way than the new endpoint does.
    Edition {
        /// The side of the name.
        side: Side,
    },
    /// Item 62 of a 利用者基本情報 is not the name of a picture of its file, so nobody knows how it goes on.
    ImageName {
        /// The number of the record in its file, from 1.
        record: usize,
    },
}

impl ReaddressFault {
    /// The same in Japanese, for messages to people.
    pub fn japanese(&self) -> String {
        match self {
            Self::Name { file, error } => format!("「{}」：{}", file.name, error.japanese()),
            Self::Edition { side } => {
                format!("{}サービス種類コードの有無・桁数が、元のファイル名の版と異なります", side.label())
            }
            Self::ImageName { record } => format!(
                "「利用者基本情報」{record}件目：画像ファイル名（No.62）がファイル名に対応していません"
            ),
        }
    }
}

impl fmt::Display for ReaddressFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name { file, error } => write!(f, "{}: {error}", file.prefix),
            Self::Edition { side } => {
                write!(f, "the edition of the unit gives the service type of the {side} in another way")
            }
            Self::ImageName { record } => {
                write!(f, "UPKIHON, record {record}: No.62 does not follow the name of the file")
            }
        }
    }
}

/// All reasons why a unit is not given other names; never empty.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the unit cannot be given other names: {}", joined(faults))]
pub struct ReaddressError {
    /// In the order of the files.
    pub faults: Vec<ReaddressFault>,
}

impl ReaddressError {
    /// The same in Japanese, a line for each reason.
    pub fn japanese(&self) -> String {
        self.faults.iter().map(ReaddressFault::japanese).collect::<Vec<_>>().join("\n")
    }
}

impl Transmission<FormFile> {
    /// The same unit with another sender, receiver and timestamp: every file gets its new name, and item 62 of
    /// 利用者基本情報 (the name of the picture) follows it. All else stays as it is.
    ///
    /// For passing on what a centre planned (委託あり: centre → office → provider), and for sending again.
    /// Whether the new receiver may get such files is a matter of rules.
    ///
    /// # Errors
    ///
    /// All reasons why there are no such names: see [`ReaddressFault`].
    ///
    /// ```
    /// use careplan_model::{Endpoint, FileContent, FormFile, PlanDeletion, Transmission};
    /// let form = PlanDeletion::new("202407".parse()?, "435073".parse()?, "0000000001".parse()?, "202604".parse()?);
    /// let file: FormFile = FormFile {
    ///     name: "DLTPLAN_202604_2794900205_46_2794900312_43_20260325093000.CSV".parse()?,
    ///     content: FileContent::Forms(vec![form].into()),
    /// };
    /// let unit = Transmission::group([file]).remove(0);
    /// let provider = Endpoint { office: "01B1400014".parse()?, service: Some("A2".parse()?) };
    /// let passed_on = unit.clone().readdressed(unit.receiver, provider, "20260326090000".parse()?)?;
    /// let name = passed_on.files[0].name.to_string();
    /// assert_eq!(name, "DLTPLAN_202604_2794900312_43_01B1400014_A2_20260326090000.CSV");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn readdressed(
        self,
        sender: Endpoint,
        receiver: Endpoint,
        timestamp: Timestamp,
    ) -> Result<Self, ReaddressError> {
        let mut faults = Vec::new();
        for (endpoint, side) in [(sender, Side::Sender), (receiver, Side::Receiver)] {
            if endpoint.form() != self.sender.form() {
                faults.push(ReaddressFault::Edition { side });
            }
        }
        if !faults.is_empty() {
            return Err(ReaddressError { faults });
        }
        let rename = |name: &FileName| {
            let new = FileName::build(name.kind(), name.month(), sender, receiver, timestamp)?;
            name.branch().map_or(Ok(new), |branch| new.with_branch(branch))
        };
        let mut files = Vec::new();
        for mut file in self.files {
            let old = file.name;
            match rename(&old) {
                Ok(name) => file.name = name,
                Err(error) => faults.push(ReaddressFault::Name { file: old.kind(), error }),
            }
            if let FileContent::Forms(forms) = &mut file.content {
                for (record, form) in (1..).zip(forms.of_mut::<BasicInfo>().into_iter().flatten()) {
                    if let Some(image) = &mut form.family_image_file_name {
                        match follow(image, &old, rename) {
                            Some(name) => *image = name.to_string(),
                            None => faults.push(ReaddressFault::ImageName { record }),
                        }
                    }
                }
            }
            files.push(file);
        }
        if !faults.is_empty() {
            return Err(ReaddressError { faults });
        }
        files.sort_by(|a, b| a.name.processing_order(&b.name));
        Ok(Self { sender, receiver, timestamp, month: self.month, files })
    }
}

/// The new name of a picture whose old name follows that of its 利用者基本情報.
fn follow(
    image: &str,
    parent: &FileName,
    rename: impl Fn(&FileName) -> Result<FileName, BuildNameError>,
) -> Option<FileName> {
    let image: FileName = image.parse().ok()?;
    let follows = image.kind() == &kind::BASIC_INFO_IMAGE && image.is_companion_of(parent);
    rename(&image).ok().filter(|_| follows)
}
