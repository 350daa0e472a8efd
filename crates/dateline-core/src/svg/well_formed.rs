//! A check that a text is well-formed XML, as far as the pictures use XML.

/// The names of all elements in order, or what is wrong and where.
pub fn elements(text: &str) -> Result<Vec<String>, String> {
    let mut names = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut rest = text;
    loop {
        let (content, after) = rest.split_once('<').unwrap_or((rest, ""));
        check_text(content)?;
        if open.is_empty() && !content.trim().is_empty() {
            return Err(format!("text outside the root: {content:?}"));
        }
        if after.is_empty() {
            break;
        }
        let end = tag_end(after).ok_or_else(|| format!("unclosed tag: {after:.40}"))?;
        let (tag, next) = after.split_at(end);
        rest = next.strip_prefix('>').unwrap_or(next);
        if let Some(name) = tag.strip_prefix('/') {
            match open.pop() {
                Some(expected) if expected == name => {}
                expected => return Err(format!("</{name}> closes {expected:?}")),
            }
            continue;
        }
        let (tag, is_empty) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric()) {
            return Err(format!("not a name: {name:?}"));
        }
        check_attributes(name, attributes)?;
        names.push(name.to_owned());
        if !is_empty {
            open.push(name.to_owned());
        }
    }
    if open.is_empty() { Ok(names) } else { Err(format!("left open: {open:?}")) }
}

/// Where the `>` is that is not in quotes.
fn tag_end(tag: &str) -> Option<usize> {
    let mut quoted = false;
    tag.char_indices().find_map(|(place, character)| {
        quoted ^= character == '"';
        (character == '>' && !quoted).then_some(place)
    })
}

fn check_attributes(element: &str, attributes: &str) -> Result<(), String> {
    let mut names: Vec<&str> = Vec::new();
    let mut rest = attributes.trim();
    while !rest.is_empty() {
        let (name, after) =
            rest.split_once("=\"").ok_or_else(|| format!("no quoted value: {rest:?}"))?;
        let allowed = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == ':';
        if name.is_empty() || !name.chars().all(allowed) || names.contains(&name) {
            return Err(format!("not an attribute: {name:?}"));
        }
        names.push(name);
        let (value, next) = after.split_once('"').ok_or("an open quote")?;
        let is_picture = element == "image" && name == "href" && value.starts_with("data:image/");
        let does_something = name.to_ascii_lowercase().starts_with("on") || name.ends_with("href");
        if does_something && !is_picture {
            return Err(format!("an attribute that does something: {name:?}"));
        }
        check_text(value)?;
        rest = next.trim_start();
    }
    Ok(())
}

fn check_text(text: &str) -> Result<(), String> {
    const REFERENCES: [&str; 5] = ["amp;", "lt;", "gt;", "quot;", "#39;"];
    let is_reference = |part: &str| REFERENCES.iter().any(|one| part.starts_with(one));
    if !text.split('&').skip(1).all(is_reference) {
        return Err(format!("a bare ampersand: {text:?}"));
    }
    match text.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\t' | '\r')) {
        Some(control) => Err(format!("a control character: {control:?}")),
        None => Ok(()),
    }
}

#[test]
fn the_check_finds_what_is_not_well_formed() {
    assert!(elements("<image href=\"data:image/png;base64,AA==\"/>").is_ok());
    assert_eq!(elements("<a b=\"c>\"><d/>e &amp; f</a>\n"), Ok(vec!["a".into(), "d".into()]));
    for broken in [
        "<a>",
        "<a></b>",
        "<a>&</a>",
        "<a b=c/>",
        "<a b=\"1\" b=\"2\"/>",
        "<a onload=\"x\"/>",
        "<a href=\"data:image/png,\"/>",
        "<image href=\"data:text/html,\"/>",
        "<image href=\"https://example.org/a.png\"/>",
        "<a/>text",
        "<a b=\"<\"/>\u{1}",
        "<a",
        "< a/>",
    ] {
        assert!(elements(broken).is_err(), "{broken}");
    }
}
