//! Style sheets and shaders without what only their authors read, at compile time.
//!
//! Comments and indentation are a third of these texts, and a reader would download them.
//! [`css!`] and [`glsl!`] leave them out while the program is compiled. Has no opinion on
//! what the text says: it is not parsed, and nothing is renamed or reordered. Of quotation
//! marks only `"` is known, and no escapes within it.

/// A style sheet without `/* comments */`; its arguments are joined.
#[macro_export]
macro_rules! css {
    ($($text:expr),+ $(,)?) => {
        $crate::squeezed!($crate::Comments::Block, concat!($($text),+))
    };
}

/// A shader without `// comments`; its arguments are joined.
#[macro_export]
macro_rules! glsl {
    ($($text:expr),+ $(,)?) => {
        $crate::squeezed!($crate::Comments::Line, concat!($($text),+))
    };
}

/// A constant text without comments of the kind and without needless white space.
#[macro_export]
macro_rules! squeezed {
    ($comments:expr, $text:expr) => {{
        const TEXT: &str = $text;
        const LENGTH: usize = $crate::length(TEXT.as_bytes(), $comments);
        const BYTES: [u8; LENGTH] = $crate::squeeze(TEXT.as_bytes(), $comments);
        const SQUEEZED: &str = match ::core::str::from_utf8(&BYTES) {
            Ok(text) => text,
            // Only whole characters are left out.
            Err(_) => TEXT,
        };
        SQUEEZED
    }};
}

/// How comments are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comments {
    /// `/* … */`, as in style sheets.
    Block,
    /// `// …` to the end of the line, as in our shaders.
    Line,
}

/// How many bytes are left of `text`.
pub const fn length(text: &[u8], comments: Comments) -> usize {
    let mut at = Place::START;
    let mut length = 0;
    while at.next < text.len() {
        let (byte, next) = step(text, at, comments);
        at = next;
        length += byte.is_some() as usize;
    }
    length
}

/// What is left of `text`; `LENGTH` is what [`length`] says.
pub const fn squeeze<const LENGTH: usize>(text: &[u8], comments: Comments) -> [u8; LENGTH] {
    let mut squeezed = [b' '; LENGTH];
    let mut at = Place::START;
    let mut length = 0;
    while at.next < text.len() && length < LENGTH {
        let (byte, next) = step(text, at, comments);
        at = next;
        if let Some(byte) = byte {
            squeezed[length] = byte;
            length += 1;
        }
    }
    squeezed
}

/// Where the reading stands.
#[derive(Clone, Copy)]
struct Place {
    /// The byte to look at next.
    next: usize,
    /// The byte that was kept last.
    last: u8,
    /// Whether it is within quotation marks.
    quoted: bool,
}

impl Place {
    const START: Self = Self { next: 0, last: b';', quoted: false };
}

/// The byte to keep, if there is one, and the place after it.
const fn step(text: &[u8], at: Place, comments: Comments) -> (Option<u8>, Place) {
    let byte = text[at.next];
    if at.quoted || !(is_blank(byte) || opens_comment(text, at.next, comments)) {
        let quoted = at.quoted != (byte == b'"');
        return (Some(byte), Place { next: at.next + 1, last: byte, quoted });
    }
    let (mut next, mut broke) = (at.next, false);
    while next < text.len() {
        if is_blank(text[next]) {
            broke = broke || text[next] == b'\n';
            next += 1;
        } else if opens_comment(text, next, comments) {
            next = after_comment(text, next, comments);
        } else {
            break;
        }
    }
    // Nothing is needed behind what ends a word by itself. Elsewhere a line stays a line:
    // a shader's first one says its version.
    let before_directive = next < text.len() && text[next] == b'#' && broke;
    let needless = next == text.len()
        || (matches!(at.last, b'{' | b'}' | b';' | b',' | b'(') && !before_directive);
    let kept = if broke { b'\n' } else { b' ' };
    let last = if needless { at.last } else { kept };
    (if needless { None } else { Some(kept) }, Place { next, last, quoted: false })
}

const fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

const fn opens_comment(text: &[u8], at: usize, comments: Comments) -> bool {
    let second = match comments {
        Comments::Block => b'*',
        Comments::Line => b'/',
    };
    text[at] == b'/' && at + 1 < text.len() && text[at + 1] == second
}

const fn after_comment(text: &[u8], at: usize, comments: Comments) -> usize {
    let mut next = at + 2;
    while next < text.len() {
        match comments {
            Comments::Line if text[next] == b'\n' => return next,
            Comments::Block if text[next] == b'/' && text[next - 1] == b'*' && next > at + 2 => {
                return next + 1;
            }
            _ => next += 1,
        }
    }
    next
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_style_sheet_keeps_its_rules_and_its_quoted_texts() {
        let css = css!(
            "/* Paper. */\n.a :hover > .b {\n  color: red; /* why */\n",
            "  content: \"/* no  comment */\";\n}\n\n.b{}\n"
        );
        assert_eq!(css, ".a :hover > .b {color: red;content: \"/* no  comment */\";}.b{}");
    }

    #[test]
    fn a_shader_keeps_its_first_line_and_its_divisions() {
        let glsl = glsl!(
            "#version 300 es\n// What.\nfloat a = b / c;  // why\n\nvoid f(\n  int x) {\n",
            "}\n"
        );
        assert_eq!(glsl, "#version 300 es\nfloat a = b / c;void f(int x) {}");
    }

    #[test]
    fn a_line_for_the_preprocessor_stays_a_line() {
        assert_eq!(glsl!("int a;\n  #define B 1\nint c;\n"), "int a;\n#define B 1\nint c;");
    }

    #[test]
    fn an_open_comment_ends_with_the_text() {
        assert_eq!(css!("a{} /*/ b"), "a{}");
        assert_eq!(css!(""), "");
    }
}
