#version 300 es
// A picture, and how much of its light is left.
precision highp float;

uniform vec4 u_ground[2];
uniform sampler2D u_picture;

in vec2 v_place;

out vec4 colour;

void main() {
    colour = texture(u_picture, v_place) * u_ground[1];
}
