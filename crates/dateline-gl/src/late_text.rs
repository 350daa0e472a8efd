//! Texts that come late: shaders of layers that not every map has. Each stands between two marks,
//! by which it is found in the finished program and moved to the part that it comes with.

/// How long each mark is.
const MARK_BYTES: usize = 6;

/// The text between its marks.
pub(crate) fn unmarked(marked: &'static str) -> &'static str {
    // What stands there is not what the compiler knows.
    let marked = std::hint::black_box(marked);
    let end = marked.len().saturating_sub(MARK_BYTES);
    marked.get(MARK_BYTES..end).unwrap_or_default().trim_end()
}
