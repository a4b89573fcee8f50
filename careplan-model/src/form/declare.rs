//! `quiet!`: how plain structs are declared whose JSON may hold something personal.

/// Declares a plain struct with public fields whose errors, when it is read from JSON, repeat nothing of the
/// input. It refuses keys that it does not have; attributes of serde stand on the fields.
macro_rules! quiet {
    (
        $(#[$meta:meta])*
        pub struct $name:ident $(<$text:ident $(= $default:ty)?>)? {
            $($(#[$attribute:meta])* pub $field:ident: $type:ty,)*
        }
    ) => {
        $(#[$meta])*
        #[cfg_attr(feature = "serde", derive(serde::Serialize))]
        pub struct $name $(<$text $(= $default)?>)? {
            $($(#[$attribute])* pub $field: $type,)*
        }

        #[cfg(feature = "serde")]
        const _: () = {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Object $(<$text>)? {
                $($(#[$attribute])* $field: $type,)*
            }

            /// No error repeats anything of the input.
            impl<'de $(, $text: serde::Deserialize<'de>)?> serde::Deserialize<'de> for $name $(<$text>)? {
                fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    let object: Object $(<$text>)? = $crate::form::json::quietly_if_readable(deserializer)?;
                    Ok(Self { $($field: object.$field),* })
                }
            }
        };
    };
}
pub(crate) use quiet;
