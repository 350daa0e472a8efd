#version 300 es
// Opens every vertex shader: from world positions to clip space.
precision highp float;
precision highp int;

uniform uvec2 u_origin;
uniform vec2 u_offset;
uniform vec2 u_scale;
uniform vec2 u_viewport;

// Whole numbers are subtracted first, so that the float that comes out is small wherever
// it can be seen. East and west wrap around the world, north and south do not.
vec2 clip_from_world(uvec2 world) {
    float east = float(int(world.x - u_origin.x));
    float south = world.y >= u_origin.y
        ? float(world.y - u_origin.y) : -float(u_origin.y - world.y);
    return (vec2(east, south) - u_offset) * u_scale;
}

// A step in CSS pixels, y growing downwards.
vec2 clip_from_px(vec2 px) {
    return px * vec2(2.0, -2.0) / u_viewport;
}
