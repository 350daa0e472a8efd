#version 300 es
// Opens the fragment shaders that hatch: patterns fixed to the ground.
precision highp float;
precision highp int;

uniform vec2 u_viewport;
uniform float u_pixel_ratio;
uniform vec2 u_pattern_origin;
uniform float u_pattern_stretch;

// Where the fragment lies in pattern pixels, x to the east and y to the south.
vec2 pattern_px() {
    vec2 px = gl_FragCoord.xy / u_pixel_ratio - 0.5 * u_viewport;
    return vec2(px.x, -px.y) / u_pattern_stretch + u_pattern_origin;
}

// How much of the fragment lies nearer than `reach` pattern pixels.
float covered(float distance_px, float reach) {
    return clamp((reach - distance_px) * u_pattern_stretch * u_pixel_ratio + 0.5, 0.0, 1.0);
}

// Stripes of `width` pattern pixels across the diagonal; `diagonal` is x + y or x - y,
// `period` a power of two up to 32 along x.
float stripes(float diagonal, float period, float width) {
    float away = abs(fract(diagonal / period) - 0.5) * period * 0.70710678;
    return covered(away, 0.5 * width);
}
