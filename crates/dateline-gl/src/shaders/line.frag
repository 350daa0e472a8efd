// Lines with smooth edges, dashes and a rim.
flat in vec4 v_core;
flat in vec4 v_rim;
flat in vec3 v_reach;
flat in vec2 v_dash;
in float v_across;
in float v_along;

out vec4 colour;

float inside(float half_width) {
    float blur = max(1.0 / u_pixel_ratio, 2.0 * v_reach.z);
    return clamp((half_width - abs(v_across)) / blur + 0.5, 0.0, 1.0);
}

void main() {
    float seen = 1.0;
    if (v_dash.x > 0.0) {
        float period = v_dash.x + v_dash.y;
        seen = covered(abs(fract(v_along / period) - 0.5) * period, 0.5 * v_dash.x);
    }
    // A line thinner than a pixel of the screen grows pale, not ragged.
    float core = v_core.a * inside(v_reach.x) * seen;
    float rim = v_reach.y > 0.0 ? v_rim.a * inside(v_reach.y) : 0.0;
    colour = vec4(v_core.rgb, 1.0) * core + vec4(v_rim.rgb, 1.0) * rim * (1.0 - core);
}
