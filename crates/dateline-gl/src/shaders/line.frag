// Lines with smooth edges and dashes, or the rims under them.
uniform uint u_rims;
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
    if (u_rims == 1u) {
        colour = vec4(v_rim.rgb, 1.0) * v_rim.a * inside(v_reach.y);
        return;
    }
    float seen = 1.0;
    if (v_dash.x > 0.0) {
        float period = v_dash.x + v_dash.y;
        seen = covered(abs(fract(v_along / period) - 0.5) * period, 0.5 * v_dash.x);
    }
    // A line thinner than a pixel of the screen grows pale, not ragged.
    colour = vec4(v_core.rgb, 1.0) * v_core.a * inside(v_reach.x) * seen;
}
