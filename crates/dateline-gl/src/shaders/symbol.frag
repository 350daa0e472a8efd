#version 300 es
// Events as points: a mark is a distance to its outline, painted in rims.
precision highp float;
precision highp int;

flat in vec3 v_colour;
flat in uvec4 v_kind;
flat in vec4 v_size;

uniform float u_pixel_ratio;
uniform vec3 u_halo;
uniform vec3 u_ink;

out vec4 colour;

const float PI = 3.14159265;
const float LIGHT_RIM_PX = 1.25;
const float HAIRLINE_PX = 0.9;
// However a line this wide falls on the pixels of the screen, one of them is dark enough
// for 3:1 on a middling ground.
const float HAIRLINE_SCREEN_PX = 1.45;

// Distance to a star with `tips` tips at `tip`, one of them up, and notches at `notch`
// from the middle; a regular polygon where the notches lie on the sides. Not further than
// to the circle of the tips, so that rims do not run out into spikes.
float star(vec2 at, float tips, float tip, float notch) {
    float sector = PI / tips;
    float turn = abs(mod(atan(at.x, -at.y) + sector, 2.0 * sector) - sector);
    vec2 folded = length(at) * vec2(sin(turn), cos(turn));
    vec2 side = notch * vec2(sin(sector), cos(sector)) - vec2(0.0, tip);
    return max(dot(folded - vec2(0.0, tip), normalize(vec2(-side.y, side.x))), length(at) - tip);
}

float polygon(vec2 at, float corners, float tip) {
    return star(at, corners, tip, tip * cos(PI / corners));
}

float box(vec2 at, vec2 half_size) {
    vec2 beyond = abs(at) - half_size;
    return length(max(beyond, 0.0)) + min(max(beyond.x, beyond.y), 0.0);
}

// Distance to the outer outline of a shape about as heavy as a disc of radius `r`; the
// numbers are the discriminants of the model's shapes.
float outline(uint shape, vec2 at, float r) {
    switch (shape) {
        case 1u: return box(at, vec2(0.88 * r));
        case 2u: return polygon(at + vec2(0.0, -0.2 * r), 3.0, 1.4 * r);
        case 3u: return polygon(at, 4.0, 1.3 * r);
        case 4u: return min(box(at, vec2(1.15, 0.4) * r), box(at, vec2(0.4, 1.15) * r));
        case 5u: return star(at, 5.0, 1.4 * r, 0.66 * r);
        case 6u: return polygon(at, 6.0, 1.12 * r);
        case 8u: return box(at, vec2(1.25, 0.5) * r);
        case 9u: return polygon(vec2(at.x, -at.y - 0.2 * r), 3.0, 1.4 * r);
        case 7u: return length(at) - 1.15 * r;
        default: return length(at) - r;
    }
}

float inside(float distance_px) {
    return clamp(0.5 - distance_px * u_pixel_ratio, 0.0, 1.0);
}

// Paints `paint` over what is there; both premultiplied.
void over(vec3 paint, float alpha) {
    colour = vec4(paint * alpha, alpha) + colour * (1.0 - alpha);
}

void main() {
    float r = v_size.x;
    // The tiny step keeps the angle defined in the very middle.
    vec2 at = (gl_PointCoord - 0.5) * 2.0 * v_size.z + vec2(1e-4, -1e-4);
    float away = outline(v_kind.x, at, r);
    uint verification = v_kind.y;
    colour = vec4(0.0);

    if (v_size.y > 0.0) {
        float fall = clamp(1.0 - length(at) / v_size.y, 0.0, 1.0);
        over(v_colour, 0.55 * sqrt(fall) * inside(length(at) - v_size.y));
    }
    if (v_kind.w == 1u) {
        over(u_halo, inside(away - 6.0));
        over(u_ink, inside(away - 5.0));
        over(u_halo, inside(away - 3.0));
    } else {
        float hairline = max(HAIRLINE_PX, HAIRLINE_SCREEN_PX / u_pixel_ratio);
        over(u_ink, inside(away - LIGHT_RIM_PX - hairline));
        over(u_halo, inside(away - LIGHT_RIM_PX));
    }
    float hole = length(at) - 0.5 * r;
    bool ring = v_kind.x == 7u;
    float filled = ring ? max(away, -hole) : away;
    over(v_colour, inside(filled));
    if (verification == 3u || verification == 4u) {
        // Disputed, or claimed by one party: hollow.
        over(u_halo, inside(filled + max(1.1, 0.22 * r)));
    }
    if (ring) {
        // Open: the map shows through.
        colour *= 1.0 - inside(hole);
    }
    if (verification == 2u || verification == 5u) {
        // One source, or the file does not say: a dot in the middle.
        over(ring ? v_colour : u_halo, inside(length(at) - (ring ? 0.25 : 0.32) * r));
    }
    colour *= v_size.w;
}
