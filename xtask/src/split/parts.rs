//! The parts of the app that come late, as paths of Rust. What they are reached by is
//! `src/late.rs`, which counts them as they stand here.

/// A part that is loaded when it is wanted.
#[derive(Debug)]
pub struct LatePart {
    /// Its name: of its file, and between the marks of its texts. Four letters.
    pub name: &'static str,
    /// The modules that are in it.
    pub modules: &'static [&'static str],
}

/// The first one is there before any other, and has what several of them call.
pub const LATE_PARTS: [LatePart; 2] = [
    LatePart {
        name: "late",
        modules: &[
            "dateline::embed::address::",
            "dateline::embed::details::",
            "dateline::embed::opened::",
            "dateline::embed::packed::",
            "dateline::i18n::problems::",
            "dateline::map::crowd::",
            "dateline::map::drawing::",
            "dateline::map::hand::",
            "dateline::map::lack::",
            "dateline::map::seam::",
            "dateline::panel::about::",
            "dateline::panel::area_card::",
            "dateline::panel::area_strip::",
            "dateline::panel::areas::",
            "dateline::panel::mark_key::",
            "dateline::panel::changes::",
            "dateline::panel::claims::",
            "dateline::panel::control::",
            "dateline::panel::details::",
            "dateline::panel::event_card::",
            "dateline::panel::events::",
            "dateline::panel::open::",
            "dateline::panel::problem::",
            "dateline::platform::files::",
            "dateline::platform::request::",
            "dateline::state::link::",
            "dateline::state::own::",
            "dateline::state::partial::",
            "dateline::timeline::compare::",
            "dateline::timeline::hands::",
            "dateline::timeline::layers::",
            "dateline_gl::discs::",
            "dateline_gl::watched::",
        ],
    },
    LatePart {
        name: "tile",
        modules: &["dateline::map::tiles::", "dateline_gl::ground::", "dateline_tiles::"],
    },
];
