//! Columns: the items of a form as constants with their types, found by name when the program is compiled.

use careplan_model::{Item, Layout};
use core::marker::PhantomData;

/// An item of a form with the type of its value, for [`Row::need`](crate::Row::need) and its sisters.
#[derive(Debug)]
pub struct Column<V> {
    /// Its place in the layout of edition 4.1, from 0.
    pub(crate) index: usize,
    /// The row of the layout.
    pub(crate) item: &'static Item,
    value: PhantomData<fn() -> V>,
}

impl<V> Clone for Column<V> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<V> Copy for Column<V> {}

impl<V> Column<V> {
    /// The item of a layout that has this field name.
    ///
    /// # Panics
    ///
    /// When no item has the name, which stops the compiler where the column is a constant.
    // Columns are constants, so that the panic is an error of the compiler.
    #[allow(clippy::panic)]
    pub const fn of(layout: &'static Layout, field: &str) -> Self {
        let items = layout.items;
        let mut index = 0;
        while index < items.len() {
            if same(items[index].field, field) {
                return Self { index, item: &items[index], value: PhantomData };
            }
            index += 1;
        }
        panic!("the form has no such item")
    }

    /// The row of the layout.
    pub const fn item(self) -> &'static Item {
        self.item
    }
}

const fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    let mut place = 0;
    while place < a.len() {
        if a[place] != b[place] {
            return false;
        }
        place += 1;
    }
    true
}

/// Declares columns of a form: `columns! { Table6: SERVICE_DATE: Date = "service_date"; }`
///
/// A name that the form does not have is an error of the compiler.
#[macro_export]
macro_rules! columns {
    ($form:ty: $($name:ident: $value:ty = $field:literal;)*) => {
        $(
            const $name: $crate::Column<$value> =
                $crate::Column::of(<$form as careplan_model::Form>::LAYOUT, $field);
        )*
    };
}
