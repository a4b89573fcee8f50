//! The records of one file: forms of one kind, whichever it is.

use crate::form::{Form, FormOf};
use crate::forms::{
    ActualDeletion, BasicInfo, BasicInfoDeletion, BasicInfoHistory, BasicInfoSchedule, PlanDeletion,
    PreventivePlan, PreventivePlanDeletion, PreventiveSupport, Table1, Table1Deletion, Table2, Table3,
    Table6, Table7, UserSupplement, every_form,
};
use crate::layout::{Item, Layout};

/// A form that a [`FormList`] can hold: each of the sixteen.
pub trait ListedForm<T>: FormOf<T> {
    /// The forms as a list of their kind.
    fn into_list(forms: Vec<Self>) -> FormList<T>;

    /// The forms of a list, if they are of this kind.
    fn of_list(list: &FormList<T>) -> Option<&[Self]>;

    /// The forms of a list for changing them, if they are of this kind.
    fn of_list_mut(list: &mut FormList<T>) -> Option<&mut Vec<Self>>;
}

/// What is to be done with a kind of form that is known by its layout only.
pub trait LayoutVisitor<T> {
    /// What comes of it.
    type Output;

    /// Does it for one kind.
    fn visit<F: ListedForm<T>>(self) -> Self::Output;
}

/// What is to be done with the forms of a list, whatever their kind.
pub trait ListVisitor<T> {
    /// What comes of it.
    type Output;

    /// Does it for the forms of one kind.
    fn visit<F: ListedForm<T>>(self, forms: &[F]) -> Self::Output;
}

macro_rules! form_list {
    ([$($text:ident)*] [$($plain:ident)*]) => {
        /// Forms of one kind: what a file holds.
        ///
        /// In JSON it is a list of forms, without a tag: the kind of the file says which form it is.
        ///
        /// ```
        /// use careplan_model::{FormList, PlanDeletion, Table1};
        /// let form = PlanDeletion::new("202407".parse()?, "435073".parse()?, "0000000001".parse()?, "202604".parse()?);
        /// let list: FormList = vec![form].into();
        /// assert_eq!((list.len(), list.layout().form), (1, "PlanDeletion"));
        /// assert_eq!(list.of::<PlanDeletion>().map(|forms| forms[0].service_month), Some("202604".parse()?));
        /// assert!(list.of::<Table1>().is_none());
        /// # Ok::<(), careplan_model::Fault>(())
        /// ```
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize), serde(untagged))]
        pub enum FormList<T = String> {
            $(#[doc = concat!("Of [`", stringify!($text), "`].")] $text(Vec<$text<T>>),)*
            $(#[doc = concat!("Of [`", stringify!($plain), "`].")] $plain(Vec<$plain>),)*
        }

        impl<T> FormList<T> {
            /// Does something with the form that has this layout; `None` if no form has it.
            pub fn with_layout<V: LayoutVisitor<T>>(layout: &Layout, visitor: V) -> Option<V::Output> {
                $(if layout == <$text<T> as Form>::LAYOUT {
                    return Some(visitor.visit::<$text<T>>());
                })*
                $(if layout == <$plain as Form>::LAYOUT {
                    return Some(visitor.visit::<$plain>());
                })*
                None
            }

            /// Does something with the forms, whatever their kind.
            pub fn visit<V: ListVisitor<T>>(&self, visitor: V) -> V::Output {
                match self {
                    $(Self::$text(forms) => visitor.visit(forms),)*
                    $(Self::$plain(forms) => visitor.visit(forms),)*
                }
            }

            /// The same forms with their texts held another way; the closure gets the item and its text.
            ///
            /// # Errors
            ///
            /// The first error of the closure.
            pub fn try_map_text<U, E>(
                self,
                mut map: impl FnMut(&'static Item, T) -> Result<U, E>,
            ) -> Result<FormList<U>, E> {
                Ok(match self {
                    $(Self::$text(forms) => FormList::$text(
                        forms.into_iter().map(|form| form.try_map_text(&mut map)).collect::<Result<_, E>>()?,
                    ),)*
                    $(Self::$plain(forms) => FormList::$plain(forms),)*
                })
            }
        }

        #[cfg(feature = "serde")]
        impl FormList<String> {
            /// Reads a list of the forms that have this layout from JSON, or from another format that
            /// says itself what stands where. No error repeats anything of the input.
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
                    return Vec::<$text<String>>::deserialize(deserializer).map(Self::$text);
                })*
                $(if layout == <$plain as Form>::LAYOUT {
                    return Vec::<$plain>::deserialize(deserializer).map(Self::$plain);
                })*
                Err(serde::de::Error::custom(format_args!("no form of the standard is called {}", layout.form)))
            }
        }

        $(form_list!(@listed [<T>] $text<T>, $text);)*
        $(form_list!(@listed [<T>] $plain, $plain);)*
    };
    (@listed [$($generics:tt)*] $form:ty, $variant:ident) => {
        impl $($generics)* ListedForm<T> for $form {
            fn into_list(forms: Vec<Self>) -> FormList<T> {
                FormList::$variant(forms)
            }

            fn of_list(list: &FormList<T>) -> Option<&[Self]> {
                match list {
                    FormList::$variant(forms) => Some(forms),
                    _ => None,
                }
            }

            fn of_list_mut(list: &mut FormList<T>) -> Option<&mut Vec<Self>> {
                match list {
                    FormList::$variant(forms) => Some(forms),
                    _ => None,
                }
            }
        }

        impl $($generics)* From<Vec<$form>> for FormList<T> {
            fn from(forms: Vec<$form>) -> Self {
                Self::$variant(forms)
            }
        }
    };
}

every_form!(form_list);

impl<T> FormList<T> {
    /// A list of the form that has this layout, without a form yet; `None` if no form has it.
    pub fn empty(layout: &Layout) -> Option<Self> {
        struct Empty;
        impl<T> LayoutVisitor<T> for Empty {
            type Output = FormList<T>;
            fn visit<F: ListedForm<T>>(self) -> FormList<T> {
                F::into_list(Vec::new())
            }
        }
        Self::with_layout(layout, Empty)
    }

    /// The layout of the forms.
    pub fn layout(&self) -> &'static Layout {
        struct LayoutOf;
        impl<T> ListVisitor<T> for LayoutOf {
            type Output = &'static Layout;
            fn visit<F: ListedForm<T>>(self, _: &[F]) -> &'static Layout {
                F::LAYOUT
            }
        }
        self.visit(LayoutOf)
    }

    /// How many forms there are.
    pub fn len(&self) -> usize {
        struct Count;
        impl<T> ListVisitor<T> for Count {
            type Output = usize;
            fn visit<F: ListedForm<T>>(self, forms: &[F]) -> usize {
                forms.len()
            }
        }
        self.visit(Count)
    }

    /// Whether there is no form.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The forms, if they are of this kind.
    pub fn of<F: ListedForm<T>>(&self) -> Option<&[F]> {
        F::of_list(self)
    }

    /// The forms for changing them, if they are of this kind.
    pub fn of_mut<F: ListedForm<T>>(&mut self) -> Option<&mut Vec<F>> {
        F::of_list_mut(self)
    }
}
