//! A page while it is written. Elements close themselves, and every text that comes in is escaped: there is
//! no way to add markup of a file's making.

use std::fmt::Write as _;

/// XHTML that HTML readers take too: every element is closed, every attribute quoted.
#[derive(Default)]
pub(super) struct Markup {
    out: String,
}

/// Attributes of an element: names from this program, values from anywhere.
pub(super) type Attributes<'a> = &'a [(&'static str, &'a str)];

impl Markup {
    /// An element with what the closure writes into it.
    pub(super) fn element(
        &mut self,
        name: &'static str,
        attributes: Attributes<'_>,
        content: impl FnOnce(&mut Self),
    ) {
        self.tag(name, attributes, ">");
        content(self);
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    /// An element with a text.
    pub(super) fn leaf(&mut self, name: &'static str, attributes: Attributes<'_>, text: &str) {
        self.element(name, attributes, |page| page.text(text));
    }

    /// An element that never has content: `br`, `meta`, `img`.
    pub(super) fn void(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.tag(name, attributes, "/>");
    }

    fn tag(&mut self, name: &'static str, attributes: Attributes<'_>, end: &str) {
        self.out.push('<');
        self.out.push_str(name);
        for (name, value) in attributes {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            for character in value.chars() {
                if let Some(name) = name_of_unseen(character) {
                    self.out.push_str(&name);
                } else {
                    self.escaped(character);
                }
            }
            self.out.push('"');
        }
        self.out.push_str(end);
    }

    /// A text: line breaks break the line, and characters that nobody sees, or that turn the direction of
    /// what follows, stand as their numbers.
    pub(super) fn text(&mut self, text: &str) {
        let mut rest = text.chars().peekable();
        while let Some(character) = rest.next() {
            match character {
                '\r' if rest.peek() == Some(&'\n') => {}
                '\r' | '\n' => self.void("br", &[]),
                _ => match name_of_unseen(character) {
                    Some(name) => self.leaf("span", &[("class", "unseen")], &name),
                    None => self.escaped(character),
                },
            }
        }
    }

    /// The style of the page: this program's own, in which readers of HTML undo no escapes.
    pub(super) fn style(&mut self, css: &'static str) {
        self.element("style", &[], |page| {
            page.out.extend(css.chars().filter(|character| !matches!(character, '<' | '>' | '&')));
        });
    }

    /// A line break of the source, for those who read it; only where blanks mean nothing.
    pub(super) fn new_line(&mut self) {
        self.out.push('\n');
    }

    /// What was written elsewhere.
    pub(super) fn append(&mut self, other: &Self) {
        self.out.push_str(&other.out);
    }

    /// The page.
    pub(super) fn into_string(self) -> String {
        self.out
    }

    fn escaped(&mut self, character: char) {
        match character {
            '&' => self.out.push_str("&amp;"),
            '<' => self.out.push_str("&lt;"),
            '>' => self.out.push_str("&gt;"),
            '"' => self.out.push_str("&quot;"),
            '\'' => self.out.push_str("&#39;"),
            // In an attribute; XML would make blanks of them.
            '\n' => self.out.push_str("&#10;"),
            '\r' => self.out.push_str("&#13;"),
            '\t' => self.out.push_str("&#9;"),
            other => self.out.push(other),
        }
    }
}

/// The number of a character that is not seen, is read in another order than it stands, or is 外字, which every
/// machine draws otherwise.
fn name_of_unseen(character: char) -> Option<String> {
    let is_unseen = match character {
        '\t' | '\n' | '\r' => false,
        '\u{AD}'
        | '\u{61C}'
        | '\u{180E}'
        | '\u{200B}'..='\u{200F}'
        | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}'
        | '\u{FFF9}'..='\u{FFFB}'
        | '\u{FFFE}'..='\u{FFFF}'
        | '\u{E0000}'..='\u{E0FFF}' => true,
        other => other.is_control(),
    };
    let is_gaiji = matches!(character, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}');
    let mut name = String::new();
    if is_gaiji {
        name.push_str("外字");
    }
    if is_unseen || is_gaiji {
        // Writing to a text cannot fail.
        let _ = write!(name, "U+{:04X}", u32::from(character));
        return Some(name);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::Markup;

    fn text(text: &str) -> String {
        let mut page = Markup::default();
        page.text(text);
        page.into_string()
    }

    #[test]
    fn nothing_that_comes_in_is_markup() {
        assert_eq!(
            text("<script>alert(\"1\" & '2')</script>"),
            "&lt;script&gt;alert(&quot;1&quot; &amp; &#39;2&#39;)&lt;/script&gt;"
        );
        assert_eq!(text("一行目\r\n二行目\n三行目\r四行目"), "一行目<br/>二行目<br/>三行目<br/>四行目");
        let mut page = Markup::default();
        page.leaf("td", &[("title", "\"><img src=x onerror='a'>&\n\u{202E}")], "x");
        assert_eq!(
            page.into_string(),
            "<td title=\"&quot;&gt;&lt;img src=x onerror=&#39;a&#39;&gt;&amp;&#10;U+202E\">x</td>"
        );
    }

    #[test]
    fn what_nobody_sees_is_made_visible() {
        for (character, name) in [
            ('\u{0}', "U+0000"),
            ('\u{1B}', "U+001B"),
            ('\u{85}', "U+0085"),
            ('\u{200B}', "U+200B"),
            ('\u{200F}', "U+200F"),
            ('\u{202E}', "U+202E"),
            ('\u{2066}', "U+2066"),
            ('\u{2069}', "U+2069"),
            ('\u{61C}', "U+061C"),
            ('\u{FEFF}', "U+FEFF"),
            ('\u{FFFF}', "U+FFFF"),
            ('\u{E000}', "外字U+E000"),
        ] {
            assert_eq!(
                text(&format!("a{character}b")),
                format!("a<span class=\"unseen\">{name}</span>b"),
                "{name}"
            );
        }
        assert_eq!(text("髙﨑　神 \t①"), "髙﨑　神 &#9;①");
    }
}
