//! The structs that go to the GPU, byte for byte.

/// A corner of an area's triangles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, bytemuck::Pod, bytemuck::Zeroable)]
#[repr(C)]
pub struct AreaVertex {
    /// World position, fixed point.
    pub x: u32,
    /// World position, fixed point, growing southwards.
    pub y: u32,
    /// Which area, as its row in the control texture.
    pub area: u32,
}

/// A corner of a line drawn as quads: an end point and the way to push it aside: 24 bytes.
///
/// Byte offsets: 0 `x`, 4 `y`, 8 `push_x`, 10 `push_y`, 12 `style`, 14 `area`, 16 `along`,
/// 20 `other_area`, 22 `across`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, bytemuck::Pod, bytemuck::Zeroable)]
#[repr(C)]
pub struct LineVertex {
    /// World position, fixed point.
    pub x: u32,
    /// World position, fixed point, growing southwards.
    pub y: u32,
    /// Miter direction, east, in 1/8192 of half the line width.
    pub push_x: i16,
    /// Miter direction, south, in 1/8192 of half the line width.
    pub push_y: i16,
    /// Row of the style table the caller hands to the frame; of a border how wide its smaller
    /// area is, see [`super::LineMesh::outline_areas`].
    pub style: u16,
    /// Which area the line bounds, or `u16::MAX`.
    pub area: u16,
    /// Distance along the line in world units, for dashes.
    pub along: u32,
    /// Which area lies on the other side, or `u16::MAX`.
    pub other_area: u16,
    /// Where the corner lies across the line, in 1/8192 of half the line width: −8192 on
    /// its left, 8192 on its right, 0 in the middle.
    pub across: i16,
}

/// An event: 16 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, bytemuck::Pod, bytemuck::Zeroable)]
#[repr(C)]
pub struct SymbolVertex {
    /// World position, fixed point.
    pub x: u32,
    /// World position, fixed point, growing southwards.
    pub y: u32,
    /// Minutes from the story's first day to the event's start.
    pub start_minute: u32,
    /// Bits 0–4 category, 5–7 verification, 8–9 geo precision, 10 imprecise date, 11–15 place
    /// in the stack of events at the same spot (see [`super::stack_offset_px`]), 16–31
    /// duration, rounded up: below 2¹⁵ in hours, from there on 2¹⁵ and two days each, all bits
    /// where it is 179 years or more.
    pub packed: u32,
}
