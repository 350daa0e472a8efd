// Lines as quads: pushes each end aside by half a width, and for borders finds out from
// the two areas what kind of line it is now.
layout(location = 0) in uvec2 a_world;
// Miter direction in 1/8192 of half the width.
layout(location = 1) in vec2 a_push;
layout(location = 2) in uint a_style;
layout(location = 3) in uint a_area;
layout(location = 4) in uint a_other_area;
layout(location = 5) in uint a_along;
// In 1/8192 of half the width, left to right.
layout(location = 6) in float a_across;

uniform float u_pixel_ratio;
uniform float u_units_per_pattern_px;
// 1 for borders between areas, 0 for the base map.
uniform uint u_borders;
// 1 for the rims alone, 0 for the lines on them.
uniform uint u_rims;
uniform uint u_selected_area;
uniform vec4 u_style_colours[16];
// Width, dash and gap in CSS pixels; dash 0 has no gaps.
uniform vec3 u_style_shapes[16];
uniform vec3 u_outline;
uniform vec3 u_halo;
uniform vec3 u_ink;
uniform vec3 u_accent;

// Of the line and of the rim around it.
flat out vec4 v_core;
flat out vec4 v_rim;
// Half the width of the line, of the rim, and how far the edge is blurred, CSS pixels.
flat out vec3 v_reach;
// Dash and gap in pattern pixels.
flat out vec2 v_dash;
// CSS pixels from the middle of the line; pattern pixels along it.
out float v_across;
out float v_along;

const uint NO_AREA = 65535u;

void set(vec4 core, float half_width, vec4 rim, float half_rim) {
    v_core = core;
    v_rim = rim;
    v_reach.x = half_width;
    v_reach.y = half_rim;
}

// How much a border is there, 0 to 1, by how wide the smaller area is seen; 0 is not told. The
// upper bits of its width in world units are what a border has for a style, and the pixels are
// those of the core.
float presence_of_border() {
    float width_px = uintBitsToFloat(a_style << 19u) * u_scale.x * u_viewport.x / 2.0;
    return a_style == 0u ? 1.0 : clamp((width_px - 4.0) / 10.0, 0.0, 1.0);
}

void classify_border() {
    float presence = presence_of_border();
    uvec4 here = control_of(a_area);
    uvec4 there = control_of(a_other_area);
    uint status = status_of(here);
    uint other = status_of(there);
    bool blank = status == UNKNOWN && other == UNKNOWN;
    bool both = status != UNKNOWN && other != UNKNOWN;
    bool two_sided = status == CONTESTED || other == CONTESTED
        || status == CLAIMED || other == CLAIMED;
    v_dash = blank ? vec2(2.0, 2.0) : vec2(0.0);
    // Without a fill on either side a pale line would not be seen.
    set((blank ? vec4(u_ink, 0.5) : vec4(u_outline, 0.75)) * vec4(vec3(1.0), presence),
        presence > 0.0 ? 0.5 : 0.0, vec4(0.0), 0.0);
    // Beside ground that nobody holds for sure the course of a line is not sharp.
    v_reach.z = two_sided ? 0.7 : 0.0;
    if (both && here.r != there.r) {
        // A front: it never goes wholly.
        set(vec4(u_ink, 0.35 + 0.5 * presence), two_sided ? 0.6 : 0.45 + 0.45 * presence,
            vec4(u_halo, 0.45 * presence), presence > 0.0 ? 1.6 : 0.0);
        v_dash = two_sided ? vec2(5.0, 3.0) : vec2(0.0);
    }
    // What has just changed stands out, and settles into what it is from now on.
    float newness = float(max(here.a, there.a)) / 255.0;
    if (newness > 0.0) {
        set(mix(v_core, vec4(u_accent, 1.0), newness), mix(v_reach.x, 1.0, newness),
            mix(v_rim, vec4(u_halo, 0.85), newness), mix(v_reach.y, 2.1, newness));
        v_dash = vec2(0.0);
        v_reach.z = 0.0;
    }
    if (a_area == u_selected_area || a_other_area == u_selected_area
        || ((here.b | there.b) & SELECTED) != 0u) {
        set(vec4(u_ink, 1.0), 1.5, vec4(u_halo, 1.0), 3.25);
        v_dash = vec2(0.0);
        v_reach.z = 0.0;
    }
}

void main() {
    v_reach = vec3(0.0);
    v_dash = vec2(0.0);
    if (u_borders == 1u) {
        classify_border();
    } else {
        uint row = min(a_style, 15u);
        vec3 shape = u_style_shapes[row];
        vec4 colour = a_style < 16u ? u_style_colours[row] : vec4(0.0);
        set(colour, 0.5 * shape.x, vec4(0.0), 0.0);
        v_dash = shape.yz;
    }
    float half_width = u_rims == 1u ? v_reach.y : v_reach.x;
    float reach = half_width > 0.0 ? half_width + v_reach.z + 1.0 / u_pixel_ratio : 0.0;
    v_across = a_across / 8192.0 * reach;
    v_along = float(a_along) / u_units_per_pattern_px;
    vec2 aside = clip_from_px(a_push / 8192.0 * reach);
    gl_Position = vec4(clip_from_world(a_world) + aside, 0.0, 1.0);
}
