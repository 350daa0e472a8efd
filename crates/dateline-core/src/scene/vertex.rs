//! The structs that go to the GPU, byte for byte.

/// A corner of an area's triangles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(C)]
pub struct AreaVertex {
    /// World position, fixed point.
    pub x: u32,
    /// World position, fixed point, growing southwards.
    pub y: u32,
    /// Which area, as its row in the control texture.
    pub area: u32,
}

/// A corner of a line drawn as quads: an end point and the way to push it aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    /// Row of the style table the caller hands to the frame.
    pub style: u16,
    /// Which area the line bounds, or `u16::MAX`.
    pub area: u16,
    /// Distance along the line in world units, for dashes.
    pub along: u32,
}

/// An event: 16 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(C)]
pub struct SymbolVertex {
    /// World position, fixed point.
    pub x: u32,
    /// World position, fixed point, growing southwards.
    pub y: u32,
    /// Minutes from the story's first day to the event's start.
    pub start_minute: u32,
    /// Bits 0–4 category, 5–7 verification, 8–9 geo precision, 10 selected, 11–15 spare,
    /// 16–31 duration in hours, saturating.
    pub packed: u32,
}
