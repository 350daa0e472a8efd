#version 300 es
// A group as a ring of its kinds in rims, around the room for its number; or a figure of it.
precision highp float;
precision highp int;

flat in vec2 v_middle;
flat in uvec2 v_kind;
flat in float v_side;
flat in uvec4 v_starts[4];

// Second: middle of the selected mark in device pixels, and how far around it nothing is drawn.
uniform vec4 u_ground[2];
// Ring, rims and gap between two kinds, CSS pixels.
uniform vec4 u_rims;
uniform float u_pixel_ratio;
uniform vec3 u_halo;
uniform vec3 u_ink;
uniform vec3 u_category_colours[32];
uniform sampler2D u_figures;

out vec4 colour;

const float TURN = 6.28318531;

float inside(float distance_px) {
    return clamp(0.5 - distance_px * u_pixel_ratio, 0.0, 1.0);
}

void over(vec3 paint, float alpha) {
    colour = vec4(paint * alpha, alpha) + colour * (1.0 - alpha);
}

uint start_of(int kind) {
    uint both = v_starts[kind >> 3][(kind >> 1) & 3];
    return (kind & 1) == 0 ? both & 0xFFFFu : both >> 16;
}

void figure() {
    ivec2 cell = ivec2(uvec2(v_kind.y >> 8, v_kind.y >> 16) & 255u);
    ivec2 place = cell * int(v_side) + ivec2(gl_PointCoord * v_side);
    over(u_ink, texelFetch(u_figures, place, 0).a);
}

void ring(vec2 at, float r) {
    float away = length(at);
    float band = inside(abs(away - r + u_rims.x * 0.5) - u_rims.x * 0.5);
    if (band == 0.0) {
        return;
    }
    // Clockwise from the top.
    float angle = atan(at.x, -at.y);
    float gap = u_rims.w / r;
    uint begins = 0u;
    for (int kind = 0; kind < 32; kind += 1) {
        uint ends = kind == 31 ? 0xFFFFu : start_of(kind + 1);
        if (ends > begins) {
            float from = float(begins) / 65535.0 * TURN;
            float share = float(ends - begins) / 65535.0 * TURN;
            // However few there are, their colour is seen.
            float wide = ends - begins == 0xFFFFu ? 2.0 * TURN : max(share - gap, gap);
            float aside = abs(mod(angle - from - wide * 0.5 + 1.5 * TURN, TURN) - 0.5 * TURN);
            over(u_category_colours[kind], band * inside((aside - wide * 0.5) * away));
        }
        begins = ends;
    }
}

void main() {
    vec2 at = (gl_PointCoord - 0.5) * v_side;
    colour = vec4(0.0);
    if (v_kind.x == 0u) {
        figure();
    } else {
        float r = float(v_kind.x) / 16.0;
        float away = length(at) / u_pixel_ratio;
        over(u_ink, inside(away - r - u_rims.y));
        over(u_halo, inside(away - r - u_rims.z));
        ring(at / u_pixel_ratio, r);
    }
    vec2 hole = v_middle + at - u_ground[1].xy;
    colour *= 1.0 - inside(length(hole) / u_pixel_ratio - u_ground[1].z);
}
