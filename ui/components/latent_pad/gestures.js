// Mouse, fingers, wheel and keys on the plane, told as what they mean.

const CLICK_PIXELS = 5;   // a pointer that moved less between down and up has clicked

/**
 * A place is [left, top] in CSS pixels of the element.
 * @typedef {object} Acts
 * @property {(place: Pair) => void} point
 * @property {(place: Pair, begins: boolean) => void} path
 * @property {() => void} pathEnd
 * @property {() => void} pathDrop
 * @property {(place: Pair) => void} pin
 * @property {() => void} pinHere
 * @property {() => void} leave
 * @property {(right: number, up: number) => void} nudge
 * @property {(right: number, down: number) => void} pan
 * @property {(factor: number, place: Pair | null) => void} zoom about the middle where no place is given
 * @property {() => void} reset
 */

/**
 * @param {HTMLElement} element
 * @param {() => Acts | null} acts what gestures do now; null while there is nothing to do it to
 */
function listen(element, acts) {
  /** @type {Map<number, Pair>} */
  const pointers = new Map();
  /**
   * The one pointer that is down.
   * @type {{ start: Pair, moved: boolean, pans: boolean } | null}
   */
  let pressed = null;

  /** @type {(event: MouseEvent) => Pair} */
  const place = (event) => {
    const box = element.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  const spread = () => {
    const [[ax, ay], [bx, by]] = [...pointers.values()];
    const middle = /** @type {Pair} */ ([(ax + bx) / 2, (ay + by) / 2]);
    return { middle, distance: Math.max(Math.hypot(ax - bx, ay - by), 1) };
  };

  element.onpointerdown = (event) => {
    event.preventDefault();
    element.focus({ preventScroll: true });
    element.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, place(event));
    // A second finger turns the gesture into moving and zooming; what the first began is dropped.
    const pans = pointers.size > 1 || event.button > 0 || event.shiftKey;
    if (pans && pressed && !pressed.pans) {
      if (pressed.moved) acts()?.pathDrop();
      acts()?.leave();
    }
    pressed = { start: place(event), moved: pans && pointers.size > 1, pans };
    if (!pans) acts()?.point(place(event));
  };

  element.onpointermove = (event) => {
    const act = acts();
    if (!act) return;
    const now = place(event);
    if (!pressed) {
      act.point(now);
      return;
    }
    const before = pointers.get(event.pointerId);
    if (!before) return;
    if (pointers.size === 2) {
      const old = spread();
      pointers.set(event.pointerId, now);
      const fresh = spread();
      act.pan(fresh.middle[0] - old.middle[0], fresh.middle[1] - old.middle[1]);
      act.zoom(fresh.distance / old.distance, fresh.middle);
      return;
    }
    pointers.set(event.pointerId, now);
    const [x, y] = pressed.start;
    const begins = !pressed.moved && Math.hypot(now[0] - x, now[1] - y) > CLICK_PIXELS;
    pressed.moved ||= begins;
    if (!pressed.moved) return;
    if (pressed.pans) act.pan(now[0] - before[0], now[1] - before[1]);
    else {
      if (begins) act.path(pressed.start, true);
      const events = event.getCoalescedEvents?.() ?? [];
      (events.length ? events : [event]).forEach((e) => act.path(place(e), false));
    }
  };

  element.onpointerup = element.onpointercancel = (event) => {
    if (!pointers.delete(event.pointerId) || pointers.size || !pressed) return;
    const { moved, pans } = pressed;
    pressed = null;
    if (event.type === "pointerup" && !moved && !pans) acts()?.pin(place(event));
    else if (moved && !pans) acts()?.pathEnd();
    if (event.pointerType === "touch") acts()?.leave();
  };
  element.onpointerleave = () => { if (!pressed) acts()?.leave(); };
  element.oncontextmenu = (event) => event.preventDefault();
  element.ondblclick = () => acts()?.reset();
  element.addEventListener("wheel", (event) => {
    event.preventDefault();
    const lines = event.deltaMode === 1 ? 16 : 1;
    // A pinch on a trackpad arrives as a wheel with the control key and small steps.
    acts()?.zoom(Math.exp(-event.deltaY * lines * (event.ctrlKey ? 0.01 : 0.0018)), place(event));
  }, { passive: false });

  element.onkeydown = (event) => {
    const act = acts();
    if (!act) return;
    const far = event.shiftKey ? 5 : 1;
    /** @type {Record<string, () => void>} */
    const keys = {
      ArrowLeft: () => act.nudge(-far, 0),
      ArrowRight: () => act.nudge(far, 0),
      ArrowUp: () => act.nudge(0, far),
      ArrowDown: () => act.nudge(0, -far),
      Enter: () => act.pinHere(),
      " ": () => act.pinHere(),
      "+": () => act.zoom(1.25, null),
      "=": () => act.zoom(1.25, null),
      "-": () => act.zoom(0.8, null),
      0: () => act.reset(),
      Escape: () => act.leave(),
    };
    if (event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  };
}
