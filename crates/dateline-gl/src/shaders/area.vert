// The fill of areas: looks up once per corner who holds the area.
layout(location = 0) in uvec2 a_world;
layout(location = 1) in uint a_area;

flat out vec3 v_actor;
flat out vec3 v_rival;
flat out uvec2 v_status_flags;

uniform vec4 u_background;

void main() {
    uvec4 control = control_of(a_area);
    v_actor = colour_of(control.r);
    // Without a named rival the other stripe is the actor's own, paler.
    v_rival = control.g == NOBODY ? mix(v_actor, u_background.rgb, 0.6) : colour_of(control.g);
    v_status_flags = uvec2(status_of(control), control.b);
    gl_Position = vec4(clip_from_world(a_world), 0.0, 1.0);
}
