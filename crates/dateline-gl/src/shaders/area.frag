// The fill of areas: one treatment per status, so that colour is never the only sign.
flat in vec3 v_actor;
flat in vec3 v_rival;
flat in uvec2 v_status_flags;

uniform vec4 u_unknown_fill;
uniform vec4 u_background;

out vec4 colour;

const uint CONTESTED = 1u;
const uint CLAIMED = 2u;
const uint BESIEGED = 3u;
const uint UNKNOWN = 4u;
const uint IN_DOUBT = 16u;

// Dots on a staggered grid of 16 pattern pixels.
float dots(vec2 at, float radius) {
    vec2 near = (fract(at / 16.0) - 0.5) * 16.0;
    vec2 far = (fract(at / 16.0 + 0.5) - 0.5) * 16.0;
    return covered(min(length(near), length(far)), radius);
}

void main() {
    vec2 at = pattern_px();
    uint status = v_status_flags.x;
    vec4 blank = vec4(u_unknown_fill.rgb * u_unknown_fill.a, u_unknown_fill.a);
    vec4 actor = vec4(v_actor, 1.0);
    vec4 rival = vec4(v_rival, 1.0);
    if (status == UNKNOWN) {
        colour = blank;
        return;
    }
    colour = actor;
    if (status == CONTESTED) {
        colour = mix(rival, actor, stripes(at.x + at.y, 8.0, 2.828427));
    } else if (status == CLAIMED) {
        colour = mix(blank, actor, stripes(at.x + at.y, 8.0, 2.0));
    } else if (status == BESIEGED) {
        colour = mix(actor, rival, dots(at, 2.0));
    }
    if ((v_status_flags.y & IN_DOUBT) != 0u) {
        vec4 pale = vec4(u_background.rgb, 1.0) * colour.a;
        colour = mix(colour, mix(colour, pale, 0.5), stripes(at.x - at.y, 16.0, 1.5));
    }
}
