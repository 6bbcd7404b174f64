// uses: shared/blobs.js
// uses: shared/decoder.js
// uses: shared/ink.js
// uses: shared/warps.js
// uses: shared/plane.js
// uses: shared/marks.js, latent_pad/fields.js, latent_pad/grids.js

// What the plane shows: the map of a model, and how its layers are painted.

const CODES_ON_GRID = 0.25;   // opacity of the points above decoded digits
const DOT = 1.7;              // radius in pixels of one of MANY codes; a code among fewer is larger
const MANY = 10000;
const BEYOND = 0.02;          // share of codes off the map that is worth a word

/**
 * As `Settings` in __init__.py has them.
 * @typedef {object} PadSettings
 * @property {string} blob
 * @property {Pair} pinned
 * @property {number} answered
 * @property {string} answer
 * @property {string[]} layers
 * @property {string} ground
 * @property {Extent} home
 * @property {Extent} area
 * @property {string} errors
 * @property {boolean} prior
 * @property {Pair | null} drawing
 * @property {Pair[]} path
 * @property {string} title
 * @property {Record<string, string>} labels
 * @property {Badge[]} badges
 * @property {boolean} drawable
 */

/**
 * What the blob of a model holds, and what was made of it. places: the codes on the plane as `warp` bends it. names:
 * where the classes are named. reach: what one can go to.
 * @typedef {Coded & { key: string, home: Extent, reach: Extent, area: Extent, decode: Decode, warp: Warp, places: Float32Array,
 *   names: Pair[], grounds: Map<string, Ground | null> }} CodeMap
 */

/**
 * @typedef {object} Scene
 * @property {CodeMap} map
 * @property {View} view
 * @property {Ink} ink
 * @property {number} ratio pixels of a canvas to one of CSS
 * @property {PadSettings} settings
 * @property {{ layers: Set<string>, ground: string }} chosen what is switched on
 */

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {PadSettings} settings
 * @returns {CodeMap}
 */
function readMap(bytes, { blob, home, area }) {
  const [decoder, coded] = readBlobs(bytes);
  const { codes, labels } = /** @type {Coded} */ (coded);
  return {
    key: blob, codes, labels, home, area, reach: reachOf({ codes }, home), decode: makeDecoder(/** @type {DecoderBlob} */ (decoder)),
    warp: WARPS.straight, places: codes, names: classPlaces({ codes, labels }), grounds: new Map(),
  };
}

/**
 * The picture below the points, made when it is first wanted; none for a plain ground or one still on its way.
 * @param {Omit<Scene, "view">} scene
 */
function groundOf({ map, ink, settings, chosen: { ground: kind } }) {
  const make = () => {
    const errors = blobNamed(settings.errors);
    if (kind in GRIDS) return makeGrid(GRIDS[kind], map.warp.range ?? map.home, map.warp, map.decode);
    if (kind === "regions") return regionsField(map, settings.badges);
    if (kind === "density") return densityField(map, ink.code);
    return kind === "error" && errors ? errorField(readBlobs(errors)[0], ink.output) : null;
  };
  const ground = map.grounds.get(kind) ?? make();
  map.grounds.set(kind, ground);
  return ground;
}

/**
 * Axes and the ground.
 * @param {CanvasRenderingContext2D} pen
 * @param {Scene} scene
 */
function paintBelow(pen, scene) {
  const { view, ratio, ink, settings } = scene;
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, view.width, view.height);
  const ticks = paintAxes(pen, view, ink, settings.prior);
  groundOf(scene)?.paint(pen, view);
  return ticks;
}

/**
 * @param {ReturnType<typeof makeDots>} paint
 * @param {CanvasRenderingContext2D} pen
 * @param {Scene} scene
 */
function paintPoints(paint, pen, { map, view, ratio, settings, chosen }) {
  pen.canvas.hidden = !chosen.layers.has("points");
  if (pen.canvas.hidden) return;
  const usual = DOT * (MANY / map.labels.length) ** 0.25 * (view.width < 420 ? 0.75 : 1);
  const radius = Math.min(Math.max(usual * Math.sqrt(view.zoomed()), 1.1), 3 * usual);
  const opacity = (chosen.ground in GRIDS ? CODES_ON_GRID : 0.62) + 0.06 * Math.min(view.zoomed(), 5);
  paint(pen, view, ratio, map, settings.badges.map(([colour]) => colourWord(colour)), { radius: radius * ratio, opacity });
}

/**
 * How many codes lie off the map: said where that is many, as long as nobody has moved or zoomed.
 * @param {Scene} scene
 */
function beyondOf({ map, view, settings }) {
  const count = view.atHome() && map.warp === WARPS.straight ? countBeyond(map, view) : 0;
  if (count < BEYOND * map.labels.length || view.width < 320) return "";
  return settings.labels.beyond.replace("{count}", count.toLocaleString("en"))
    .replace("{all}", map.labels.length.toLocaleString("en"));
}

/**
 * All that stands on top.
 * @param {CanvasRenderingContext2D} pen
 * @param {Scene} scene
 * @param {{ ticks: Ticks, beyond: string, path: Pair[], pinned: Pair | null }} shown
 */
function paintMarks(pen, scene, { ticks, beyond, path, pinned }) {
  const { map, view, ink, ratio, settings, chosen } = scene;
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, view.width, view.height);
  paintTicks(pen, view, ink, ticks);
  const legend = groundOf(scene)?.legend;
  if (legend) paintLegend(pen, view, ink, legend);
  if (beyond && chosen.layers.has("points")) paintBeyond(pen, view, ink, beyond);
  if (chosen.layers.has("points")) paintNames(pen, view, ink, map.names, settings.badges);
  if (path.length > 1) paintPath(pen, view, ink, path);
  if (chosen.layers.has("drawing") && settings.drawing) {
    paintDrawing(pen, view, ink, settings.drawing, settings.labels.drawing);
  }
  if (pinned) paintPin(pen, view, ink, pinned);
}
