// uses: shared/pixels.js

// Decoded grids: digits all over the plane, each where its code lies.

/**
 * A picture below the points that is made a little at a time. snap: the place of the picture that a code lies in, null
 * where it has none. legend: what its colour means.
 * @typedef {object} Ground
 * @property {boolean} done
 * @property {(deadline: number) => void} work goes on until then, in milliseconds as performance.now() has them
 * @property {(target: CanvasRenderingContext2D, view: View) => void} paint
 * @property {(z: Pair) => Pair | null} snap
 * @property {{ colour: string, text: string }} [legend]
 */

/** @type {Record<string, number>} */
const GRIDS = { grid20: 20, grid30: 30, gauss20: 20 };

/**
 * A grid of square cells. It is decoded a few cells at a time, so that the page never stalls.
 * @param {number} side cells
 * @param {Extent} range of the bent plane
 * @param {Warp} warp
 * @param {Decode} decode
 * @returns {Ground}
 */
function makeGrid(side, range, warp, decode) {
  const extent = Math.max(range[1] - range[0], range[3] - range[2]);
  const left = (range[0] + range[1] - extent) / 2;
  const top = (range[2] + range[3] + extent) / 2;
  /** @type {(column: number, row: number) => Pair} */
  const middle = (column, row) => [
    warp.unbend(left + (extent * (column + 0.5)) / side), warp.unbend(top - (extent * (row + 0.5)) / side),
  ];
  const canvas = new OffscreenCanvas(28 * side, 28 * side);
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const tile = context.createImageData(28, 28);
  let next = 0;
  /** @param {number} deadline */
  function work(deadline) {
    while (next < side * side && performance.now() < deadline) {
      const [column, row] = [next % side, Math.floor(next / side)];
      writeDigit(decode(middle(column, row)), tile.data, 28, 0, 0);
      context.putImageData(tile, 28 * column, 28 * row);
      next++;
    }
    grid.done = next === side * side;
  }

  /**
   * The middle of the cell.
   * @param {Pair} z
   */
  function snap(z) {
    const column = Math.floor(((warp.bend(z[0]) - left) / extent) * side);
    const row = Math.floor(((top - warp.bend(z[1])) / extent) * side);
    return column >= 0 && row >= 0 && column < side && row < side ? middle(column, row) : null;
  }

  /**
   * @param {CanvasRenderingContext2D} target
   * @param {View} view
   */
  function paint(target, view) {
    const pixels = extent * view.scale;
    target.imageSmoothingEnabled = pixels < 2 * canvas.width;
    target.imageSmoothingQuality = "high";
    target.drawImage(canvas, ...view.onScreen([left, top]), pixels, pixels);
  }

  const grid = { done: false, work, paint, snap };
  return grid;
}
