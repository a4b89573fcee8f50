//! Prices as they stand in cells.

use super::code::is_other_hyphen;
use super::entry::Price;
use super::normal::narrow;
use super::table::Cell;

/// A price: whole yen, with `,` between thousands, 円 behind or ¥ before it, in any width. Nothing and a lone dash
/// are blank.
pub(super) fn price(cell: Option<&Cell>) -> Price {
    let Some(cell) = cell else {
        return Price::Blank;
    };
    match cell {
        Cell::Number(number) => whole(*number).map_or_else(|| Price::Unreadable(cell.shown()), Price::Yen),
        Cell::Broken(text) => Price::Unreadable(text.clone()),
        Cell::Text(text) => {
            let narrow: String = text.trim().chars().map(narrow).collect();
            let mut characters = narrow.chars();
            if let (Some(only), None) = (characters.next(), characters.next())
                && (only == '-' || is_other_hyphen(only))
            {
                return Price::Blank;
            }
            yen(&narrow).map_or_else(|| Price::Unreadable(text.clone()), Price::Yen)
        }
    }
}

/// A number of a workbook that is a whole number of yen.
fn whole(number: f64) -> Option<u32> {
    // Every u32 is exact as f64, and prints without a fraction or an exponent; -0 does not.
    number.to_string().parse().ok()
}

fn yen(text: &str) -> Option<u32> {
    let text = text.strip_prefix(['¥', '￥', '\\']).unwrap_or(text);
    let text = text.strip_suffix('円').unwrap_or(text).trim();
    let mut groups = text.split(',');
    let first = groups.next()?;
    let digits = |group: &str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(first) {
        return None;
    }
    let mut number = first.to_owned();
    for group in groups {
        if first.len() > 3 || group.len() != 3 || !digits(group) {
            return None;
        }
        number.push_str(group);
    }
    number.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices() {
        let of = |text: &str| price(Some(&Cell::Text(text.to_owned())));
        for text in [
            "12340",
            "12,340",
            "１２，３４０",
            "12,340円",
            "¥12,340",
            "￥１２３４０",
            " 12340 ",
            "\\12,340 円",
        ] {
            assert_eq!(of(text), Price::Yen(12_340), "{text}");
        }
        assert_eq!(of("0"), Price::Yen(0));
        assert_eq!(of("4294967295"), Price::Yen(u32::MAX));
        for text in ["-", "－", "―", "ー", "─", " − "] {
            assert_eq!(of(text), Price::Blank, "{text}");
        }
        for text in [
            "4294967296",
            "-1",
            "+1",
            "1,2",
            "1234,567",
            ",123",
            "1,",
            "12.5",
            "1e3",
            "未定",
            "円",
            "--",
            "12 340",
            "1,23a",
        ] {
            assert_eq!(of(text), Price::Unreadable(text.to_owned()), "{text}");
        }
        let number = |number: f64| price(Some(&Cell::Number(number)));
        assert_eq!(number(12_340.0), Price::Yen(12_340));
        assert_eq!(number(0.0), Price::Yen(0));
        assert_eq!(number(f64::from(u32::MAX)), Price::Yen(u32::MAX));
        for odd in [12.5, -1.0, 4_294_967_296.0, f64::NAN, f64::INFINITY, 1e300] {
            assert!(matches!(number(odd), Price::Unreadable(_)), "{odd}");
        }
        assert_eq!(price(None), Price::Blank);
        assert_eq!(price(Some(&Cell::Broken("#N/A".to_owned()))), Price::Unreadable("#N/A".to_owned()));
    }
}
