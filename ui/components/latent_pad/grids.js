// uses: shared/pixels.js

// Decoded grids: digits all over the plane, each where its code lies.

const GRIDS = { grid20: 20, grid30: 30, gauss20: 20 };

// A grid of square cells over `range` ([x low, x high, y low, y high] of the bent plane). It is decoded a few cells at a
// time, so that the page never stalls: `work(deadline)` goes on until then.
function makeGrid(side, range, warp, decode) {
  const extent = Math.max(range[1] - range[0], range[3] - range[2]);
  const left = (range[0] + range[1] - extent) / 2;
  const top = (range[2] + range[3] + extent) / 2;
  const middle = (column, row) => [
    warp.unbend(left + (extent * (column + 0.5)) / side), warp.unbend(top - (extent * (row + 0.5)) / side),
  ];
  const canvas = new OffscreenCanvas(28 * side, 28 * side);
  const context = canvas.getContext("2d");
  const tile = context.createImageData(28, 28);
  let next = 0;
  const grid = { done: false };

  grid.work = (deadline) => {
    while (next < side * side && performance.now() < deadline) {
      const [column, row] = [next % side, Math.floor(next / side)];
      writeDigit(decode(middle(column, row)), tile.data, 28, 0, 0);
      context.putImageData(tile, 28 * column, 28 * row);
      next++;
    }
    grid.done = next === side * side;
  };

  // The middle of the cell that a code lies in, or null outside.
  grid.snap = (z) => {
    const column = Math.floor(((warp.bend(z[0]) - left) / extent) * side);
    const row = Math.floor(((top - warp.bend(z[1])) / extent) * side);
    return column >= 0 && row >= 0 && column < side && row < side ? middle(column, row) : null;
  };

  grid.paint = (target, view) => {
    const pixels = extent * view.scale;
    target.imageSmoothingEnabled = pixels < 2 * canvas.width;
    target.imageSmoothingQuality = "high";
    target.drawImage(canvas, ...view.onScreen([left, top]), pixels, pixels);
  };
  return grid;
}
