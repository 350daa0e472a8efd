//! The named things that rows refer to, and the typed indices that stand for them.

use super::Text;

/// Position of an actor in [`super::StoryMeta::actors`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActorIndex(pub u16);

/// Position of an area in [`super::Story::areas`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AreaIndex(pub u32);

/// Position of an event in [`super::Events`], which is sorted by time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventIndex(pub u32);

/// Position of a category in [`super::StoryMeta::categories`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CategoryIndex(pub u8);

/// Sides of one story: as many as an [`ActorIndex`] tells apart, with one number to spare.
pub const MAX_ACTORS: usize = u16::MAX as usize;

/// Kinds of event of one story: a filter has one bit for each.
pub const MAX_CATEGORIES: usize = 32;

/// A side that can hold an area or take part in an event. At most [`MAX_ACTORS`] per story.
#[derive(Clone, Debug, PartialEq)]
pub struct Actor {
    /// Id that rows use.
    pub id: String,
    /// Name in full.
    pub name: Text,
    /// Short name for legends and chips; the full name where the file gives none.
    pub short: Text,
    /// Fill on the light theme, sRGB.
    pub colour_light: [u8; 3],
    /// Fill on the dark theme, sRGB.
    pub colour_dark: [u8; 3],
    /// Other spellings of the id that rows may use.
    pub aliases: Vec<String>,
}

/// The neutral mark that stands for a category: told apart by outline, not by colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Shape {
    /// ●
    Circle = 0,
    /// ■
    Square = 1,
    /// ▲
    Triangle = 2,
    /// ◆
    Diamond = 3,
    /// ✚
    Cross = 4,
    /// ★
    Star = 5,
    /// ⬢
    Hexagon = 6,
    /// ○ with an open middle
    Ring = 7,
    /// ▬
    Bar = 8,
    /// ▼
    TriangleDown = 9,
}

impl Shape {
    /// Every shape, in the order in which they are given to categories that name none.
    pub const ALL: [Self; 10] = [
        Self::Circle,
        Self::Square,
        Self::Triangle,
        Self::Diamond,
        Self::Cross,
        Self::Star,
        Self::Hexagon,
        Self::Ring,
        Self::Bar,
        Self::TriangleDown,
    ];

    /// The name used in `story.json`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Circle => "circle",
            Self::Square => "square",
            Self::Triangle => "triangle",
            Self::Diamond => "diamond",
            Self::Cross => "cross",
            Self::Star => "star",
            Self::Hexagon => "hexagon",
            Self::Ring => "ring",
            Self::Bar => "bar",
            Self::TriangleDown => "triangle-down",
        }
    }

    /// The shape of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|shape| shape.name() == name)
    }
}

/// A kind of event. At most [`MAX_CATEGORIES`] per story.
#[derive(Clone, Debug, PartialEq)]
pub struct Category {
    /// Id that rows use.
    pub id: String,
    /// Name for readers.
    pub name: Text,
    /// Mark on the map and the timeline.
    pub shape: Shape,
    /// Mark colour on the light theme, sRGB.
    pub colour_light: [u8; 3],
    /// Mark colour on the dark theme, sRGB.
    pub colour_dark: [u8; 3],
}
