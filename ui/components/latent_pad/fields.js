// Grounds that say something of every place: how dense the test digits lie, which class their neighbours vote for, and
// how far a place lands off when it is decoded and encoded again.

const NEIGHBOURS = 5;
const FIELD_COLUMNS = 280;

/** @param {string} colour such as '#3f90da' */
const rgbOf = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));

/**
 * A picture of `columns` x `rows` pixels over `range`.
 * @param {Extent} range
 * @param {number} columns
 * @param {number} rows
 * @param {(column: number, row: number, z: Pair) => number[]} fill gives the RGBA of one pixel
 * @param {boolean} smooth
 * @returns {Ground}
 */
function makeField(range, columns, rows, fill, smooth) {
  const canvas = new OffscreenCanvas(columns, rows);
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const image = context.createImageData(columns, rows);
  const [left, right, bottom, top] = range;
  let row = 0;
  /** @param {number} deadline */
  function work(deadline) {
    while (row < rows && performance.now() < deadline) {
      const y = top - ((top - bottom) * (row + 0.5)) / rows;
      for (let column = 0; column < columns; column++) {
        const rgba = fill(column, row, [left + ((right - left) * (column + 0.5)) / columns, y]);
        image.data.set(rgba, 4 * (row * columns + column));
      }
      row++;
    }
    context.putImageData(image, 0, 0);
    field.done = row === rows;
  }
  /**
   * @param {CanvasRenderingContext2D} target
   * @param {View} view
   */
  function paint(target, view) {
    const [x, y] = view.onScreen([left, top]);
    target.imageSmoothingEnabled = smooth;
    target.imageSmoothingQuality = "high";
    target.drawImage(canvas, x, y, (right - left) * view.scale, (top - bottom) * view.scale);
  }
  const field = { done: false, work, paint, snap: () => null };
  return field;
}

/**
 * The majority of a code's neighbours. Codes are sorted into square bins: only those around it are looked at.
 * @param {Coded} coded
 * @param {Extent} range
 * @returns {(z: Pair) => { label: number, votes: number }}
 */
function makeNeighbours({ codes, labels }, range) {
  const side = 64;
  const [left, right, bottom, top] = range;
  const bin = Math.max(right - left, top - bottom) / side;
  /** @param {number} v */
  const clamp = (v) => Math.min(Math.max(Math.floor(v), 0), side - 1);
  const bins = Array.from({ length: side * side }, () => /** @type {number[]} */ ([]));
  // A straggler goes into a bin at the edge, which is nearer than it is: a search that stops there has missed nothing.
  for (let i = 0; i < labels.length; i++) {
    bins[side * clamp((codes[2 * i + 1] - bottom) / bin) + clamp((codes[2 * i] - left) / bin)].push(i);
  }
  const found = new Float64Array(NEIGHBOURS);
  const classes = new Uint8Array(NEIGHBOURS);

  /**
   * @param {number} i
   * @param {Pair} z
   */
  function offer(i, z) {
    const distance = (codes[2 * i] - z[0]) ** 2 + (codes[2 * i + 1] - z[1]) ** 2;
    if (distance >= found[NEIGHBOURS - 1]) return;
    let at = NEIGHBOURS - 1;
    for (; at > 0 && found[at - 1] > distance; at--) {
      found[at] = found[at - 1];
      classes[at] = classes[at - 1];
    }
    found[at] = distance;
    classes[at] = labels[i];
  }

  return (z) => {
    const [column, row] = [clamp((z[0] - left) / bin), clamp((z[1] - bottom) / bin)];
    found.fill(Infinity);
    for (let ring = 0; ring < side; ring++) {
      for (let y = Math.max(row - ring, 0); y <= Math.min(row + ring, side - 1); y++) {
        const edge = Math.abs(y - row) === ring;
        for (let x = column - ring; x <= column + ring; x += edge ? 1 : 2 * ring || 1) {
          if (x >= 0 && x < side) for (const i of bins[side * y + x]) offer(i, z);
        }
      }
      if (found[NEIGHBOURS - 1] <= (ring * bin) ** 2) break;
    }
    const counts = new Uint8Array(10);
    classes.forEach((label) => { counts[label]++; });
    const most = Math.max(...counts);
    return { label: counts.indexOf(most), votes: most };
  };
}

/**
 * Which class the neighbours of a place vote for, the stronger the more of them agree.
 * @param {Coded & { home: Extent, area: Extent }} map
 * @param {Badge[]} badges
 */
function regionsField(map, badges) {
  const votes = makeNeighbours(map, map.home);
  const colours = badges.map(([colour]) => rgbOf(colour));
  const [left, right, bottom, top] = map.area;
  const rows = Math.round((FIELD_COLUMNS * (top - bottom)) / (right - left));
  return makeField(map.area, FIELD_COLUMNS, rows, (_column, _row, z) => {
    const { label, votes: agreed } = votes(z);
    return [...colours[label], 60 + 22 * agreed];
  }, false);
}

/**
 * How dense the test digits lie.
 * @param {Coded & { area: Extent }} map
 * @param {string} colour
 */
function densityField(map, colour) {
  const [left, right, bottom, top] = map.area;
  const columns = FIELD_COLUMNS;
  const rows = Math.round((columns * (top - bottom)) / (right - left));
  let counts = new Float32Array(columns * rows);
  for (let i = 0; i < map.labels.length; i++) {
    const x = Math.floor(((map.codes[2 * i] - left) / (right - left)) * columns);
    const y = Math.floor(((top - map.codes[2 * i + 1]) / (top - bottom)) * rows);
    if (x >= 0 && y >= 0 && x < columns && y < rows) counts[y * columns + x]++;
  }
  // Three box filters along each axis are almost a Gaussian.
  for (const [step, length] of [[1, columns], [columns, rows], [1, columns], [columns, rows], [1, columns], [columns, rows]]) {
    const blurred = new Float32Array(counts.length);
    for (let at = 0; at < counts.length; at++) {
      const place = Math.floor(at / step) % length;
      for (let off = -2; off <= 2; off++) {
        if (place + off >= 0 && place + off < length) blurred[at] += counts[at + off * step] / 5;
      }
    }
    counts = blurred;
  }
  const most = counts.reduce((a, b) => Math.max(a, b), 0);
  const rgb = rgbOf(colour);
  return makeField(map.area, columns, rows,
    (column, row) => [...rgb, 235 * (Math.log1p(counts[row * columns + column] * 20) / Math.log1p(most * 20))], true);
}

/**
 * How far a place lands off when it is decoded and encoded again.
 * @param {Packed} blob holds the errors on a raster of its own; the colour is full at `blob.full`
 * @param {string} colour
 * @returns {Ground}
 */
function errorField(blob, colour) {
  const [rows, columns] = blob.shape;
  const rgb = rgbOf(colour);
  const field = makeField(blob.range, columns, rows,
    (column, row) => [...rgb, 200 * Math.min(blob.errors[row * columns + column] / blob.full, 1)], true);
  return Object.assign(field, { legend: { colour, text: `0 … ${blob.full.toPrecision(2)}` } });
}
