//! `view!`: how the parts of views are declared, so that all of them hide texts and speak JSON alike.

/// Declares a part of a view: a plain struct with public fields, `field: Type, mark;`, where the mark is
///
/// - `shown`: `Debug` prints it;
/// - `blank`: the same, an `Option` that JSON leaves out when it is `None`;
/// - `hidden`: a text that may be personal, an `Option`: `Debug` prints «redacted».
///
/// `private` stands before fields that only the views' own code sees. JSON has the field names as keys,
/// refuses other keys, and no error of it repeats anything of the input.
macro_rules! view {
    ($(#[$meta:meta])* pub struct $view:ident<T> { $($fields:tt)* }) => {
        $crate::views::declare::view!(@struct [$(#[$meta])*] $view [<T>] [<T = String>]
            [<T: serde::Serialize>] [<'de, T: serde::Deserialize<'de>>] $($fields)*);
    };
    ($(#[$meta:meta])* pub struct $view:ident { $($fields:tt)* }) => {
        $crate::views::declare::view!(@struct [$(#[$meta])*] $view [] [] [] [<'de>] $($fields)*);
    };
    (@struct [$(#[$meta:meta])*] $view:ident [$($generics:tt)*] [$($default:tt)*] [$($write:tt)*] [$($read:tt)*]
        $($(#[$doc:meta])* $visible:vis $field:ident: $type:ty, $mark:ident;)*
    ) => {
        $(#[$meta])*
        #[derive(Clone, PartialEq, Eq)]
        pub struct $view $($default)* {
            $($(#[$doc])* $visible $field: $type,)*
        }

        /// Texts are hidden.
        impl $($generics)* core::fmt::Debug for $view $($generics)* {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                let mut view = f.debug_struct(stringify!($view));
                $($crate::views::declare::view!(@debug $mark view stringify!($field), &self.$field);)*
                view.finish()
            }
        }

        #[cfg(feature = "serde")]
        const _: () = {
            use serde::ser::SerializeStruct as _;

            impl $($write)* serde::Serialize for $view $($generics)* {
                fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    let count = [$(stringify!($field)),*].len();
                    let mut view = serializer.serialize_struct(stringify!($view), count)?;
                    $($crate::views::declare::view!(@write $mark view stringify!($field), &self.$field);)*
                    view.end()
                }
            }

            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Object $($generics)* {
                $($field: $type,)*
            }

            /// From an object whose keys are the field names. No error repeats anything of the input.
            impl $($read)* serde::Deserialize<'de> for $view $($generics)* {
                fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    let object: Object $($generics)* = $crate::form::json::quietly(deserializer)?;
                    Ok(Self { $($field: object.$field),* })
                }
            }
        };
    };
    (@debug hidden $view:ident $name:expr, $value:expr) => {
        $view.field($name, &format_args!("«redacted»"));
    };
    (@debug $mark:ident $view:ident $name:expr, $value:expr) => {
        $view.field($name, $value);
    };
    (@write shown $view:ident $name:expr, $value:expr) => {
        $view.serialize_field($name, $value)?;
    };
    (@write $mark:ident $view:ident $name:expr, $value:expr) => {
        match $value {
            Some(value) => $view.serialize_field($name, value)?,
            None => $view.skip_field($name)?,
        }
    };
}
pub(crate) use view;
