// Pointers, wheels and pinches on the map, told to it event by event with times of their own,
// so that what they mean does not depend on how fast a machine is.

/**
 * Tells the first map of a list of events on its stage, one task for all. Each is
 * `{ type, x, y, at, … }`: `x` and `y` in CSS pixels from the stage's top left corner, `at` in
 * milliseconds, the rest as the event's constructor takes it.
 */
export function tell(page, events) {
  return page.evaluate((list) => {
    const stage = document.querySelector("dateline-map").shadowRoot.querySelector(".dl-stage");
    const { left, top } = stage.getBoundingClientRect();
    for (const { type, x, y, at, scale, ...init } of list) {
      const Kind = type.startsWith("pointer") ? PointerEvent : type === "wheel" ? WheelEvent : UIEvent;
      const event = new Kind(type, {
        bubbles: true, composed: true, cancelable: true, clientX: left + x, clientY: top + y, button: 0, pointerId: 1,
        buttons: ["pointerdown", "pointermove"].includes(type) ? 1 : 0, ...init,
      });
      if (at !== undefined) Object.defineProperty(event, "timeStamp", { value: at });
      if (scale !== undefined) Object.assign(event, { scale, clientX: left + x, clientY: top + y });
      stage.dispatchEvent(event);
    }
  }, events);
}

/** The events of a pointer that comes down at the first place, goes on to the others, 16 ms each, and is lifted. */
export function stroke(places, { from = 1_000, step = 16, pointerType = "touch", lifts = true, ...init } = {}) {
  const last = places.length - 1;
  const events = places.map(([x, y], index) => ({
    type: index === 0 ? "pointerdown" : "pointermove", x, y, at: from + index * step, pointerType, ...init,
  }));
  const [x, y] = places[last];
  if (lifts) events.push({ type: "pointerup", x, y, at: from + last * step + 5, pointerType, ...init });
  return events;
}

/** Places on a line, `count` steps after the first. */
export function line([x, y], [dx, dy], count) {
  return Array.from({ length: count + 1 }, (_, step) => [x + dx * step, y + dy * step]);
}

const TILE = 256;

/** Where a place is on a map with such a view and size, CSS pixels. */
export function screenOf(view, { width, height }, { lon, lat }) {
  const [x, y] = world(lon, lat, view.zoom);
  const [cx, cy] = world(view.lon, view.lat, view.zoom);
  return [width / 2 + x - cx, height / 2 + y - cy];
}

/** Which place is at a point of a map with such a view and size. */
export function placeAt(view, { width, height }, [x, y]) {
  const [cx, cy] = world(view.lon, view.lat, view.zoom);
  const size = TILE * 2 ** view.zoom;
  const lon = ((cx + x - width / 2) / size) * 360 - 180;
  const northing = Math.PI * (1 - (2 * (cy + y - height / 2)) / size);
  return { lon, lat: (Math.atan(Math.sinh(northing)) * 180) / Math.PI };
}

function world(lon, lat, zoom) {
  const size = TILE * 2 ** zoom;
  const northing = Math.asinh(Math.tan((lat * Math.PI) / 180));
  return [((lon + 180) / 360) * size, ((1 - northing / Math.PI) / 2) * size];
}
