// The control texture, one texel per area in rows of 2048: red actor, green rival (255 is
// nobody), blue status in bits 0-3 with flags above, alpha how new the state is. The
// numbers are those of the core's control texels.
const uint NOBODY = 255u;
const uint HELD = 0u;
const uint CONTESTED = 1u;
const uint CLAIMED = 2u;
const uint BESIEGED = 3u;
const uint UNKNOWN = 4u;
const uint SELECTED = 32u;

uniform highp usampler2D u_control;
uniform uint u_control_count;
uniform vec3 u_actor_colours[192];

uvec4 control_of(uint area) {
    if (area >= u_control_count) {
        return uvec4(NOBODY, NOBODY, UNKNOWN, 0u);
    }
    return texelFetch(u_control, ivec2(int(area & 2047u), int(area >> 11)), 0);
}

uint status_of(uvec4 control) {
    return control.r == NOBODY ? UNKNOWN : control.b & 15u;
}

vec3 colour_of(uint actor) {
    return u_actor_colours[min(actor, 191u)];
}
