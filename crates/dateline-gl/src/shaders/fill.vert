// The fills of the base map: a colour per style row.
layout(location = 0) in uvec2 a_world;
layout(location = 1) in uint a_style;

uniform vec4 u_style_colours[16];

flat out vec4 v_colour;

void main() {
    vec4 colour = a_style < 16u ? u_style_colours[a_style] : vec4(0.0);
    v_colour = vec4(colour.rgb * colour.a, colour.a);
    gl_Position = vec4(clip_from_world(a_world), 0.0, 1.0);
}
