#version 300 es
// A picture in a square of clip space: west, north, east, south.
precision highp float;

uniform vec4 u_ground[2];

out vec2 v_place;

void main() {
    v_place = vec2(gl_VertexID & 1, gl_VertexID >> 1);
    gl_Position = vec4(mix(u_ground[0].xy, u_ground[0].zw, v_place), 0.0, 1.0);
}
