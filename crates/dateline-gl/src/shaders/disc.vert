#version 300 es
// Groups of events and the figures of their numbers, as points.
precision highp float;
precision highp int;

// Middle in device pixels from the picture's top left corner, see `discs.rs`.
layout(location = 0) in uvec2 a_middle;
// Radius in sixteenths of a CSS pixel, or 0 and a cell of the figures.
layout(location = 1) in uvec2 a_kind;
// Where each kind begins on the ring, two in one, in parts of a turn.
layout(location = 2) in uvec4 a_starts_a;
layout(location = 3) in uvec4 a_starts_b;
layout(location = 4) in uvec4 a_starts_c;
layout(location = 5) in uvec4 a_starts_d;

// First: width, height and margin of the picture in device pixels.
uniform vec4 u_ground[2];
uniform float u_pixel_ratio;

flat out vec2 v_middle;
flat out uvec2 v_kind;
flat out float v_side;
flat out uvec4 v_starts[4];

void main() {
    v_middle = vec2(a_middle) / 256.0 - 8192.0;
    v_kind = a_kind;
    v_side = a_kind.x == 0u
        ? float(a_kind.y & 255u)
        : 2.0 * ceil((float(a_kind.x) / 16.0 + 4.0) * u_pixel_ratio);
    v_starts = uvec4[4](a_starts_a, a_starts_b, a_starts_c, a_starts_d);
    vec2 margin = u_ground[0].zz;
    vec2 clip = (v_middle + margin) / (u_ground[0].xy + 2.0 * margin) * 2.0 - 1.0;
    gl_Position = vec4(clip.x, -clip.y, 0.0, 1.0);
    gl_PointSize = v_side;
}
