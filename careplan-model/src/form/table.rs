//! `form!`: the one declaration from which everything about a form comes.

/// Declares a form as a table that reads like the page of the standard.
///
/// Each row is `No. "項目名" field: Type, mark (width) "meaning" { notes };` where
///
/// - the type is `T` for text, a [`Value`](crate::Value) type for the rest, and `Option` of
///   either for items that may be blank;
/// - the mark is the standard's ○: `required` (必須), `needed` (必要), `required_and_needed`, `optional`;
/// - the width is 項目長: `fixed 8`, `max 7`, `free`;
/// - a form that came with 4.0 says `since_v4` behind its title;
/// - the notes are steps of [`Item`](crate::Item): `personal`, `phone`, `since_v4`, …
///
/// From it come the struct with its documentation, `new` with the items that must be there, the
/// layout, reading, writing, `Debug` that hides personal items, serde, and (for forms with text)
/// `try_map_text`.
///
/// Another crate declares forms of its own with it, as `careplan-fukushi` does. Such a crate depends on
/// `serde` and has a feature `serde` that turns on this crate's. The forms read and write like those
/// of the standard; a [`FormKind`](crate::FormKind) gives them a place in file names.
///
/// ```
/// use careplan_model::{CsvVersion, Date, InsuredNumber, ItemSource, LayoutFamily};
///
/// careplan_model::form! {
///     /// 連絡メモ, a form of our own.
///     pub struct Memo<T> = "連絡メモ" {
///         1 "CSVバージョン" csv_version: CsvVersion, required (fixed 6) "Version value of the standard.";
///         2 "被保険者番号" insured: InsuredNumber, required (fixed 10) "Number of the insured person." { personal };
///         3 "記入日" written_on: Option<Date>, optional (fixed 8) "When it was written.";
///         4 "内容" content: T, required (free) "What it says." { personal };
///     }
/// }
///
/// let memo: Memo = ItemSource::read_form(&["202407", "9000000001", "", "見本"], LayoutFamily::V4)?;
/// assert_eq!((memo.content.as_str(), memo.written_on), ("見本", None));
/// assert!(!format!("{memo:?}").contains("見本"));
/// # Ok::<(), careplan_model::ItemErrors>(())
/// ```
#[macro_export]
macro_rules! form {
    ($(#[$meta:meta])* pub struct $form:ident<T> = $title:literal $(, $since:ident)? { $($rows:tt)* }) => {
        $crate::form!(@row [with_text [$(#[$meta])*] $form [$title $($since)?]] [] [] [] $($rows)*);
    };
    ($(#[$meta:meta])* pub struct $form:ident = $title:literal $(, $since:ident)? { $($rows:tt)* }) => {
        $crate::form!(@row [without_text [$(#[$meta])*] $form [$title $($since)?]] [] [] [] $($rows)*);
    };

    // One row after the other: what the type says decides how the item is read, written and mapped.
    (@row $head:tt [$($done:tt)*] [$($must:tt)*] [$($may:tt)*]
        $no:literal $name:literal $field:ident: T, $mark:ident ($($width:tt)*) $meaning:literal
        $({$($note:tt)*})?; $($rest:tt)*
    ) => {
        $crate::form!(@row $head
            [$($done)* { $no $name $field [T] [] [text] [required_text] [text]
                $mark ($($width)*) $meaning [$($($note)*)?] }]
            [$($must)* $field: T,] [$($may)*] $($rest)*);
    };
    (@row $head:tt [$($done:tt)*] [$($must:tt)*] [$($may:tt)*]
        $no:literal $name:literal $field:ident: Option<T>, $mark:ident ($($width:tt)*) $meaning:literal
        $({$($note:tt)*})?; $($rest:tt)*
    ) => {
        $crate::form!(@row $head
            [$($done)* { $no $name $field [Option<T>]
                [#[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]]
                [text] [optional_text] [optional_text] $mark ($($width)*) $meaning [$($($note)*)?] }]
            [$($must)*] [$($may)* $field] $($rest)*);
    };
    (@row $head:tt [$($done:tt)*] [$($must:tt)*] [$($may:tt)*]
        $no:literal $name:literal $field:ident: Option<$type:ty>, $mark:ident ($($width:tt)*) $meaning:literal
        $({$($note:tt)*})?; $($rest:tt)*
    ) => {
        $crate::form!(@row $head
            [$($done)* { $no $name $field [Option<$type>]
                [#[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]]
                [value::<$type>] [optional_value] [value] $mark ($($width)*) $meaning [$($($note)*)?] }]
            [$($must)*] [$($may)* $field] $($rest)*);
    };
    (@row $head:tt [$($done:tt)*] [$($must:tt)*] [$($may:tt)*]
        $no:literal $name:literal $field:ident: $type:ty, $mark:ident ($($width:tt)*) $meaning:literal
        $({$($note:tt)*})?; $($rest:tt)*
    ) => {
        $crate::form!(@row $head
            [$($done)* { $no $name $field [$type] [] [value::<$type>] [required_value] [value]
                $mark ($($width)*) $meaning [$($($note)*)?] }]
            [$($must)* $field: $type,] [$($may)*] $($rest)*);
    };

    // All rows read.
    (@row [with_text $meta:tt $form:ident $title:tt] [$($rows:tt)*] $must:tt $may:tt) => {
        $crate::form!(@struct $meta $form [<T = String>] $($rows)*);
        $crate::form!(@impl $form $title [<T>] [T] [T: core::fmt::Debug] $must $may $($rows)*);
        $crate::form!(@map $form $($rows)*);
        $crate::form!(@json $form [<T>] [<'de, T: serde::Deserialize<'de>>] $($rows)*);
    };
    (@row [without_text $meta:tt $form:ident $title:tt] [$($rows:tt)*] $must:tt $may:tt) => {
        $crate::form!(@struct $meta $form [] $($rows)*);
        $crate::form!(@impl $form $title [] [String] [] $must $may $($rows)*);
        $crate::form!(@json $form [] [<'de>] $($rows)*);

        impl $crate::MapText for $form {
            type With<U> = Self;

            #[inline]
            fn map_text<U, E>(
                self,
                _: impl FnMut(&'static $crate::Item, String) -> Result<U, E>,
            ) -> Result<Self, E> {
                Ok(self)
            }
        }
    };

    (@struct [$(#[$meta:meta])*] $form:ident [$($generics:tt)*] $({
        $no:literal $name:literal $field:ident [$($held:tt)*] [$(#[$blank:meta])*] $make:tt $io:tt $map:tt
        $mark:ident ($width:ident $($length:literal)?) $meaning:literal [$($note:tt)*]
    })*) => {
        $(#[$meta])*
        #[derive(Clone, PartialEq, Eq)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize))]
        pub struct $form $($generics)* {
            $(
                #[doc = concat!(
                    $meaning, "\n\nNo.", $no, " ", $name, "; 項目長 ", stringify!($width $($length)?), "; ",
                    stringify!($mark), "; ", stringify!($($note)*),
                )]
                $(#[$blank])*
                pub $field: $($held)*,
            )*
        }
    };

    (@impl $form:ident [$title:literal $($since:ident)?] [$($generics:tt)*] [$text:ty] [$($debug:tt)*] [$($must:tt)*] [$($may:ident)*] $({
        $no:literal $name:literal $field:ident $held:tt $blank:tt [$($make:tt)*] [$io:ident] $map:tt
        $mark:ident ($width:ident $($length:literal)?) $meaning:literal [$($note:ident $(($argument:literal))?),*]
    })*) => {
        static ITEMS: [$crate::Item; [$($no),*].len()] = [$(
            $crate::Item::$($make)*($no, $name, stringify!($field), $meaning)
                .$io().$mark().$width($($length)?)$(.$note($($argument)?))*,
        )*];

        static LAYOUT: $crate::Layout =
            $crate::Layout::new(stringify!($form), $title, &ITEMS)$(.$since())?;

        impl $($generics)* $crate::Form for $form $($generics)* {
            type Text = $text;
            const LAYOUT: &'static $crate::Layout = &LAYOUT;
        }

        impl<T> $crate::FormOf<T> for $form $($generics)* {
            #[cfg_attr(not(debug_assertions), inline(always))]
            fn read<S: $crate::Source<Text = T>>(source: &mut S) -> Option<Self> {
                $(
                    let $field = source.$io(&ITEMS[$no - 1]);
                    if S::STOPS_AT_FIRST && $field.is_none() {
                        return None;
                    }
                )*
                Some(Self { $($field: $field?),* })
            }

            #[inline]
            fn write<K: $crate::Sink<T>>(&self, sink: &mut K) -> Result<(), K::Error> {
                $(sink.$io(&ITEMS[$no - 1], &self.$field)?;)*
                Ok(())
            }
        }

        impl $($generics)* $form $($generics)* {
            $crate::form!(@new [$($must)*] [$($may)*]);
        }

        /// Personal items are hidden; see [`Item::personal`](field@crate::Item::personal).
        impl $($generics)* core::fmt::Debug for $form $($generics)* where $($debug)* {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                let mut form = f.debug_struct(stringify!($form));
                $(
                    if ITEMS[$no - 1].personal {
                        form.field(stringify!($field), &format_args!("«redacted»"));
                    } else {
                        form.field(stringify!($field), &self.$field);
                    }
                )*
                form.finish()
            }
        }
    };

    (@new [$($field:ident: $type:ty,)*] [$($may:ident)*]) => {
        /// A form with the items that must be there; all others are blank.
        #[allow(clippy::too_many_arguments)]
        pub fn new($($field: $type),*) -> Self {
            Self { $($field,)* $($may: None,)* }
        }
    };

    (@json $form:ident [$($generics:tt)*] [$($bounds:tt)*] $({
        $no:literal $name:literal $field:ident $held:tt $blank:tt $make:tt $io:tt $map:tt
        $mark:ident $width:tt $meaning:literal $notes:tt
    })*) => {
        #[cfg(feature = "serde")]
        impl $($bounds)* $crate::__private::json::FromEntries<'de> for $form $($generics)* {
            fn from_entries<A: serde::de::MapAccess<'de>>(
                entries: &mut $crate::__private::json::Entries<A>,
            ) -> Result<Self, A::Error> {
                $(let mut $field = None;)*
                while let Some(number) = entries.next_item()? {
                    match number {
                        $($no => entries.value(&ITEMS[$no - 1], &mut $field)?,)*
                        _ => {}
                    }
                }
                Ok(Self { $($field: $crate::__private::json::held(&ITEMS[$no - 1], $field)?,)* })
            }
        }

        /// From an object whose keys are the field names. No error repeats anything of the input; an
        /// error names the item and what is expected there. Needs a format that says itself what stands
        /// where, such as JSON.
        #[cfg(feature = "serde")]
        impl $($bounds)* serde::Deserialize<'de> for $form $($generics)* {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::__private::json::form(deserializer)
            }
        }
    };

    (@map $form:ident $({
        $no:literal $name:literal $field:ident $held:tt $blank:tt $make:tt $io:tt [$map:ident]
        $mark:ident $width:tt $meaning:literal $notes:tt
    })*) => {
        impl<T> $form<T> {
            /// The same form with its texts held another way, for instance borrowed ones decoded and
            /// owned. The closure gets the item and its text.
            ///
            /// # Errors
            ///
            /// The first error of the closure.
            #[inline]
            pub fn try_map_text<U, E>(
                self,
                mut map: impl FnMut(&'static $crate::Item, T) -> Result<U, E>,
            ) -> Result<$form<U>, E> {
                Ok($form {
                    $($field: $crate::form!(@$map map, &ITEMS[$no - 1], self.$field),)*
                })
            }
        }

        impl<T> $crate::MapText for $form<T> {
            type With<U> = $form<U>;

            #[inline]
            fn map_text<U, E>(
                self,
                map: impl FnMut(&'static $crate::Item, T) -> Result<U, E>,
            ) -> Result<$form<U>, E> {
                self.try_map_text(map)
            }
        }
    };
    (@value $map:ident, $item:expr, $value:expr) => { $value };
    (@text $map:ident, $item:expr, $value:expr) => { $map($item, $value)? };
    (@optional_text $map:ident, $item:expr, $value:expr) => {
        match $value {
            Some(text) => Some($map($item, text)?),
            None => None,
        }
    };
}
