//! Reads the few tags of the built `index.html` that name other files.
//!
//! Not an HTML parser: the page is our own, written by hand and completed by Trunk.

/// A `<link>` or `<script>` of the page.
#[derive(Debug, PartialEq, Eq)]
pub struct Tag<'a> {
    /// `link` or `script`.
    pub name: &'a str,
    /// What a link is for; empty for scripts.
    pub rel: &'a str,
    /// What `href` or `src` names, if there is one.
    pub address: Option<&'a str>,
    /// The digest that the browser will check.
    pub integrity: Option<&'a str>,
    /// Whether it is fetched in a way that may be checked from another origin.
    pub is_cors: bool,
}

impl Tag<'_> {
    /// Whether the browser loads the file as a part of the page, and so must check it.
    #[must_use]
    pub fn is_loaded(&self) -> bool {
        self.name == "script" || ["stylesheet", "modulepreload", "preload"].contains(&self.rel)
    }
}

/// All `<link>` and `<script>` tags of `html`, in order.
#[must_use]
pub fn tags(html: &str) -> Vec<Tag<'_>> {
    html.split('<')
        .filter_map(|piece| {
            let inside = piece.split('>').next()?;
            let name = inside.split_whitespace().next()?;
            matches!(name, "link" | "script").then(|| Tag {
                name,
                rel: attribute(inside, "rel").unwrap_or(""),
                address: attribute(inside, "href").or_else(|| attribute(inside, "src")),
                integrity: attribute(inside, "integrity"),
                is_cors: attribute(inside, "crossorigin") == Some("anonymous"),
            })
        })
        .collect()
}

/// The value of the attribute `name` in the text of a tag, in double quotes.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let opening = format!(" {name}=\"");
    let start = tag.find(&opening)? + opening.len();
    let rest = tag.get(start..)?;
    rest.get(..rest.find('"')?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_and_scripts_are_read_with_their_address_and_digest() {
        let html = "<link rel=\"stylesheet\" href=\"./a.css\" integrity=\"sha384-x\">\n\
                    <p>href=\"no\"</p><script type=\"module\" src=\"./b.js\"></script><script>1</script>";
        let found = tags(html);
        assert_eq!(found.len(), 3);
        assert_eq!(
            found.first(),
            Some(&Tag {
                name: "link",
                rel: "stylesheet",
                address: Some("./a.css"),
                integrity: Some("sha384-x"),
                is_cors: false
            })
        );
        assert_eq!(
            found.last(),
            Some(&Tag { name: "script", rel: "", address: None, integrity: None, is_cors: false })
        );
    }
}
