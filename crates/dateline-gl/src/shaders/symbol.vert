// Events as points: decides whether a mark is seen, where, how large and in which colours.
layout(location = 0) in uvec2 a_world;
layout(location = 1) in uint a_start_minute;
layout(location = 2) in uint a_packed;

uniform float u_pixel_ratio;
uniform float u_size_px;
// Distance of the second mark at one place from the first.
uniform float u_stack_spacing_px;
// Minutes [start, end).
uniform uvec2 u_window;
// 0 does not fade.
uniform uint u_fade_minutes;
// Categories; verifications and, as bit 8, imprecise dates.
uniform uvec2 u_masks;
uniform vec3 u_category_colours[32];
uniform uint u_category_shapes[32];
// 1 while the selected mark is drawn.
uniform uint u_selected;

flat out vec3 v_colour;
// Shape, verification, geo precision, selected.
flat out uvec4 v_kind;
// Radius of the mark, of its soft halo and of the sprite in CSS pixels; opacity.
flat out vec4 v_size;

const uint IN_LONG_UNITS = 32768u;
const uint ENDLESS = 65535u;
const uint PRECISION_AREA = 1u;
const uint PRECISION_REGION = 2u;
// Rim, hairline and a pixel to smooth them.
const float RIM_PX = 3.5;
const float SELECTED_RING_PX = 7.0;

bool in_window(uint start, uint end) {
    return start < u_window.y && (end > u_window.x || start >= u_window.x);
}

// Marks at one place open like the seeds of a sunflower; the core has the same formula.
vec2 stack_offset_px(uint place) {
    float angle = 2.39996323 * float(place);
    return u_stack_spacing_px * sqrt(float(place)) * vec2(cos(angle), sin(angle));
}

void main() {
    uint category = a_packed & 31u;
    uint verification = (a_packed >> 5) & 7u;
    uint precision_kind = (a_packed >> 8) & 3u;
    bool imprecise = ((a_packed >> 10) & 1u) == 1u;
    bool selected = u_selected == 1u;
    uint duration = a_packed >> 16;
    uint hours = duration < IN_LONG_UNITS ? duration : (duration - IN_LONG_UNITS) * 48u;
    uint end = duration == ENDLESS ? 0xFFFFFFFFu : a_start_minute + hours * 60u;
    bool shown = ((u_masks.x >> category) & 1u) == 1u
        && ((u_masks.y >> verification) & 1u) == 1u
        && (!imprecise || ((u_masks.y >> 8) & 1u) == 1u)
        && in_window(a_start_minute, end);
    if (!shown) {
        // Beyond the far plane: clipped before a fragment is made.
        gl_Position = vec4(0.0, 0.0, 2.0, 1.0);
        gl_PointSize = 1.0;
        return;
    }
    float age = 0.0;
    if (u_fade_minutes > 0u && end < u_window.y && !selected) {
        age = clamp(float(u_window.y - end) / float(u_fade_minutes), 0.0, 1.0);
    }
    float radius = 0.5 * u_size_px * (selected ? 1.5 : mix(1.0, 0.7, age));
    float halo = precision_kind == PRECISION_AREA ? radius * 2.2
        : precision_kind == PRECISION_REGION ? radius * 3.4 : 0.0;
    float sprite = max(radius * 1.25 + (selected ? SELECTED_RING_PX : RIM_PX), halo + 1.0);
    v_colour = u_category_colours[category];
    v_kind = uvec4(u_category_shapes[category], verification, precision_kind, selected ? 1u : 0u);
    v_size = vec4(radius, halo, sprite, mix(1.0, 0.35, age));
    vec2 offset = stack_offset_px((a_packed >> 11) & 31u);
    gl_Position = vec4(clip_from_world(a_world) + clip_from_px(offset), 0.0, 1.0);
    gl_PointSize = 2.0 * sprite * u_pixel_ratio;
}
