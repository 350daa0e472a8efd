#version 300 es
// The fills of the base map.
precision highp float;

flat in vec4 v_colour;

out vec4 colour;

void main() {
    colour = v_colour;
}
