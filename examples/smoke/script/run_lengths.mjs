/**
 * COCO's compressed run lengths: lengths of runs down the columns, background first; from the fourth on as differences to
 * the one two places before; in groups of 5 bits, low ones first, each with 32 added where more follow, plus 48.
 *
 * @param {(x: number, y: number) => boolean} isForeground
 */
export function runLengths(width, height, isForeground) {
  const lengths = [0];
  let last = false;
  for (let x = 0; x < width; x++) {
    for (let y = 0; y < height; y++) {
      if (isForeground(x, y) !== last) lengths.push(0);
      last = isForeground(x, y);
      lengths[lengths.length - 1]++;
    }
  }
  return lengths.map((length, i) => compressed(i > 2 ? length - lengths[i - 2] : length)).join('');
}

function compressed(value) {
  const more = value >> 5 !== (value & 16 ? -1 : 0);
  const character = String.fromCharCode((value & 31) + (more ? 80 : 48));
  return more ? character + compressed(value >> 5) : character;
}
