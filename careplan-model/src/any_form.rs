//! A form of whatever kind, for tools that handle all of them alike.

use crate::form::{Form, FormOf, Sink, Source};
use crate::forms::{
    ActualDeletion, BasicInfo, BasicInfoDeletion, BasicInfoHistory, BasicInfoSchedule, PlanDeletion,
    PreventivePlan, PreventivePlanDeletion, PreventiveSupport, Table1, Table1Deletion, Table2, Table3,
    Table6, Table7, UserSupplement, every_form,
};
use crate::layout::Layout;

macro_rules! any_form {
    ([$($text:ident)*] [$($plain:ident)*]) => {
        /// One of the sixteen forms of the standard.
        ///
        /// In JSON it is the form itself, without a tag: the kind of the file says which form it is.
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize), serde(untagged))]
        // Forms differ much in size; a list of forms of one kind wastes nothing.
        #[allow(clippy::large_enum_variant)]
        pub enum AnyForm<T = String> {
            $(#[doc = concat!("[`", stringify!($text), "`].")] $text($text<T>),)*
            $(#[doc = concat!("[`", stringify!($plain), "`].")] $plain($plain),)*
        }

        impl<T> AnyForm<T> {
            /// The layouts of all forms.
            pub const LAYOUTS: &'static [&'static Layout] =
                &[$(<$text<T> as Form>::LAYOUT,)* $(<$plain as Form>::LAYOUT,)*];

            /// The layout of the form.
            pub fn layout(&self) -> &'static Layout {
                match self {
                    $(Self::$text(_) => <$text<T> as Form>::LAYOUT,)*
                    $(Self::$plain(_) => <$plain as Form>::LAYOUT,)*
                }
            }

            /// Reads the form that has this layout. `None` if an item cannot be read (which the
            /// source has noted) or no form has the layout.
            pub fn read<S: Source<Text = T>>(layout: &Layout, source: &mut S) -> Option<Self> {
                $(if layout == <$text<T> as Form>::LAYOUT {
                    return <$text<T> as FormOf<T>>::read(source).map(Self::$text);
                })*
                $(if layout == <$plain as Form>::LAYOUT {
                    return <$plain as FormOf<T>>::read(source).map(Self::$plain);
                })*
                None
            }

            /// Writes all items in order.
            ///
            /// # Errors
            ///
            /// What the sink refuses.
            pub fn write<K: Sink<T>>(&self, sink: &mut K) -> Result<(), K::Error> {
                match self {
                    $(Self::$text(form) => form.write(sink),)*
                    $(Self::$plain(form) => FormOf::<T>::write(form, sink),)*
                }
            }

            /// The same form with its texts held another way; the closure gets the item and its text.
            ///
            /// # Errors
            ///
            /// The first error of the closure.
            pub fn try_map_text<U, E>(
                self,
                map: impl FnMut(&'static crate::Item, T) -> Result<U, E>,
            ) -> Result<AnyForm<U>, E> {
                Ok(match self {
                    $(Self::$text(form) => AnyForm::$text(form.try_map_text(map)?),)*
                    $(Self::$plain(form) => AnyForm::$plain(form),)*
                })
            }
        }

        $(impl<T> From<$text<T>> for AnyForm<T> {
            fn from(form: $text<T>) -> Self {
                Self::$text(form)
            }
        })*
        $(impl<T> From<$plain> for AnyForm<T> {
            fn from(form: $plain) -> Self {
                Self::$plain(form)
            }
        })*

        #[cfg(feature = "serde")]
        impl AnyForm<String> {
            /// Reads the form that has this layout from JSON, or from another format that says itself
            /// what stands where. No error repeats anything of the input.
            ///
            /// # Errors
            ///
            /// What the deserializer says; a layout that is no form's.
            pub fn deserialize<'de, D: serde::Deserializer<'de>>(
                layout: &Layout,
                deserializer: D,
            ) -> Result<Self, D::Error> {
                use serde::Deserialize as _;
                $(if layout == <$text<String> as Form>::LAYOUT {
                    return $text::deserialize(deserializer).map(Self::$text);
                })*
                $(if layout == <$plain as Form>::LAYOUT {
                    return $plain::deserialize(deserializer).map(Self::$plain);
                })*
                Err(serde::de::Error::custom(format_args!("no form of the standard is called {}", layout.form)))
            }
        }
    };
}

every_form!(any_form);
