/** Pictures of leaves with their masks, drawn from a number: the same bytes of pixels on every machine. */

export const width = 96;
export const height = 72;

const backgrounds = {
  paper: () => [232, 230, 226],
  // Planks: as bright as a leaf, so that brightness does not tell them apart.
  wood: (x) => [150, 105, 60].map((value) => value + (Math.floor(x / 7) % 2 === 0 ? 8 : -8)),
  slate: () => [60, 62, 66],
};

/**
 * @param {keyof typeof backgrounds} background
 * @param {number} number of the leaf: decides place, size, direction and how large its spots are
 * @returns {{ picture: Uint8Array, mask: Uint8Array }} red, green, blue and opacity of each pixel, row by row
 */
export function drawLeaf(background, number) {
  const leaf = shapeOf(number);
  const picture = new Uint8Array(4 * width * height);
  const mask = new Uint8Array(4 * width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const inside = leaf.has(x, y);
      const ground = backgrounds[background](x).map((value) => value * (leaf.has(x - 3, y - 3) ? 0.8 : 1));
      const colour = leaf.spot(x, y) ?? [80 - leaf.vein(x, y), 145 - leaf.vein(x, y), 50];
      picture.set([...(inside ? colour : ground).map((value) => Math.round(value)), 255], 4 * (y * width + x));
      mask.set([...Array(3).fill(inside ? 255 : 0), 255], 4 * (y * width + x));
    }
  }
  return { picture, mask };
}

/** Two arcs that meet in both tips, turned and placed by the number; whole steps, so that no rounding decides a pixel. */
function shapeOf(number) {
  const [centreX, centreY] = [36 + ((number * 7) % 25), 28 + ((number * 5) % 17)];
  const length = 22 + ((number * 3) % 9);
  const [dx, dy] = [
    [1, 0],
    [0.8, 0.6],
    [0.6, -0.8],
    [0.96, -0.28],
  ][number % 4];
  const along = (x, y) => ((x - centreX) * dx + (y - centreY) * dy) / length;
  const across = (x, y) => ((y - centreY) * dx - (x - centreX) * dy) / length;
  return {
    has: (x, y) => Math.abs(across(x, y)) < 0.42 * (1 - along(x, y) ** 2),
    // One dead and one bleached: each model misses some of them, and none draws a leaf exactly as the mask does.
    spot: (x, y) => {
      const size = 0.006 * (1 + (number % 3));
      if ((along(x, y) - 0.3) ** 2 + across(x, y) ** 2 < size) return [70, 60, 50];
      return (along(x, y) + 0.3) ** 2 + across(x, y) ** 2 < size ? [200, 190, 120] : undefined;
    },
    vein: (x, y) => (Math.abs(across(x, y)) < 0.04 ? 20 : 0),
  };
}
