//! A page read back by an XML reader that knows nothing of how it was written.

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// An element of a page.
#[derive(Debug, Default, Clone)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    /// Its elements and texts, in order.
    children: Vec<Node>,
}

#[derive(Debug, Clone)]
enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    /// Reads a page, which must be well-formed.
    pub(crate) fn of(page: &str) -> Self {
        let mut reader = Reader::from_str(page);
        let mut open = vec![Self::default()];
        loop {
            match reader.read_event().unwrap() {
                Event::Start(start) => open.push(element(&start)),
                Event::Empty(start) => add(&mut open, Node::Element(element(&start))),
                Event::End(_) => {
                    let closed = open.pop().unwrap();
                    add(&mut open, Node::Element(closed));
                }
                Event::Text(text) => add(&mut open, Node::Text(text.xml10_content().into_owned())),
                Event::GeneralRef(reference) => {
                    let text = match reference.resolve_char_ref().unwrap() {
                        Some(character) => character.to_string(),
                        None => resolve_predefined_entity(&reference).unwrap().to_owned(),
                    };
                    add(&mut open, Node::Text(text));
                }
                Event::DocType(_) => {}
                Event::Eof => break,
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(open.len(), 1, "elements are left open");
        open.pop().unwrap()
    }

    /// The texts in it, with line breaks.
    pub(crate) fn text(&self) -> String {
        self.children
            .iter()
            .map(|child| match child {
                Node::Text(text) => text.clone(),
                Node::Element(element) if element.name == "br" => "\n".to_owned(),
                Node::Element(element) => element.text(),
            })
            .collect()
    }

    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn has_class(&self, class: &str) -> bool {
        self.attribute("class").is_some_and(|classes| classes.split(' ').any(|known| known == class))
    }

    fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// All elements in it that are wanted, from the top.
    pub(crate) fn all<'e>(&'e self, is_wanted: &dyn Fn(&Self) -> bool) -> Vec<&'e Self> {
        self.elements()
            .flat_map(|element| {
                let own = is_wanted(element).then_some(element);
                own.into_iter().chain(element.all(is_wanted))
            })
            .collect()
    }

    /// All elements of a name.
    pub(crate) fn named(&self, name: &str) -> Vec<&Self> {
        self.all(&|element| element.name == name)
    }

    /// The only element of a class.
    pub(crate) fn only(&self, class: &str) -> &Self {
        let found = self.all(&|element| element.has_class(class));
        assert_eq!(found.len(), 1, "{class}");
        found[0]
    }

    /// The texts of the cells of each line of a table, with the number of lines that each runs over.
    pub(crate) fn cells(&self) -> Vec<Vec<(usize, String)>> {
        let line = |line: &&Self| {
            line.elements()
                .map(|cell| (cell.attribute("rowspan").map_or(1, |span| span.parse().unwrap()), cell.text()))
                .collect()
        };
        let bodies = self.named("tbody");
        let lines: Vec<&Self> = bodies.iter().flat_map(|body| body.named("tr")).collect();
        lines.iter().map(line).collect()
    }
}

fn add(open: &mut [Element], node: Node) {
    open.last_mut().unwrap().children.push(node);
}

fn element(start: &BytesStart<'_>) -> Element {
    let attributes = start.attributes().map(|attribute| {
        let attribute = attribute.unwrap();
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).unwrap().into_owned();
        (attribute.key.local_name().as_ref().to_owned(), value)
    });
    let attributes = attributes.collect();
    Element { name: start.local_name().as_ref().to_owned(), attributes, children: Vec::new() }
}
