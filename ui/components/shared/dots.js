// Ten thousand dots, painted by hand.

/**
 * A dot as coverage 0..255, once for each quarter of a pixel that its middle may be off the grid.
 * @param {number} radius
 */
function makeSprites(radius) {
  const side = 2 * Math.ceil(radius) + 3;
  /** @type {Uint8Array[]} */
  const sprites = [];
  for (let quarter = 0; quarter < 16; quarter++) {
    const [offX, offY] = [(quarter % 4 + 0.5) / 4, (Math.floor(quarter / 4) + 0.5) / 4];
    const sprite = new Uint8Array(side * side);
    for (let i = 0; i < sprite.length; i++) {
      const middle = (side - 1) / 2;
      const distance = Math.hypot((i % side) + 0.5 - middle - offX, Math.floor(i / side) + 0.5 - middle - offY);
      sprite[i] = 255 * Math.min(Math.max(radius + 0.5 - distance, 0), 1);
    }
    sprites.push(sprite);
  }
  return { side, sprites };
}

// Paints ten thousand dots by hand into one image: a few milliseconds with or without a graphics card, where as many
// calls to a 2-D context take several frames.
function makeDots() {
  let image = new ImageData(1, 1);
  let words = new Uint32Array(image.data.buffer);
  let stamp = { radius: 0, ...makeSprites(0) };

  /**
   * @param {number} at
   * @param {number} colour
   * @param {number} alpha
   */
  function blend(at, colour, alpha) {
    const old = words[at];
    const oldAlpha = old >>> 24;
    if (!oldAlpha) {
      words[at] = (alpha << 24) | colour;
      return;
    }
    const under = (oldAlpha * (255 - alpha)) / 255;
    const total = alpha + under;
    const red = ((colour & 255) * alpha + (old & 255) * under) / total;
    const green = (((colour >> 8) & 255) * alpha + ((old >> 8) & 255) * under) / total;
    const blue = (((colour >> 16) & 255) * alpha + ((old >> 16) & 255) * under) / total;
    words[at] = (total << 24) | (blue << 16) | (green << 8) | red;
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {View} view
   * @param {number} ratio pixels of the canvas to one of CSS
   * @param {{ places: Numbers, labels: Numbers }} dots places: the codes on the bent plane
   * @param {number[]} colours one word 0xBBGGRR a class
   * @param {{ radius: number, opacity: number }} look
   */
  return (context, view, ratio, { places, labels }, colours, { radius, opacity }) => {
    const { width, height } = context.canvas;
    if (image.width !== width || image.height !== height) {
      image = context.createImageData(width, height);
      words = new Uint32Array(image.data.buffer);
    }
    words.fill(0);
    if (stamp.radius !== radius) stamp = { radius, ...makeSprites(radius) };
    const { side, sprites } = stamp;
    const reach = (side - 1) / 2;
    const scale = view.scale * ratio;
    const [left, top] = view.onScreen([0, 0]).map((v) => v * ratio - reach);
    for (let i = 0; i < labels.length; i++) {
      const x = left + places[2 * i] * scale;
      const y = top - places[2 * i + 1] * scale;
      const column = Math.floor(x);
      const row = Math.floor(y);
      if (column < 0 || row < 0 || column + side > width || row + side > height) continue;
      const sprite = sprites[4 * Math.floor((y - row) * 4) + Math.floor((x - column) * 4)];
      const colour = colours[labels[i]];
      for (let j = 0, at = 0; j < side; j++) {
        const line = (row + j) * width + column;
        for (let k = 0; k < side; k++, at++) {
          if (sprite[at]) blend(line + k, colour, (sprite[at] * opacity) | 0);
        }
      }
    }
    context.putImageData(image, 0, 0);
  };
}
