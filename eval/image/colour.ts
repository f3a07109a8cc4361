/** Conversions of whole pictures, with the integer arithmetic of the libraries that they are named after. */

/**
 * CMYK (0 = no ink) to RGB: channel = white - ink * white / 255 with white = 255 - black, the quotient rounded.
 * Pillow's `convert("RGB")`.
 */
export function cmykByPillow(cmyk: Uint8Array): Uint8Array {
  // (p + 128 + ((p + 128) >> 8)) >> 8 is p / 255 rounded, for every product p of two bytes.
  return withoutInk(cmyk, (product) => (product + 128 + ((product + 128) >> 8)) >> 8);
}

/** The same, divided by 256 and cut: OpenCV's `imread`. */
export function cmykByOpenCv(cmyk: Uint8Array): Uint8Array {
  return withoutInk(cmyk, (product) => product >> 8);
}

function withoutInk(cmyk: Uint8Array, share: (product: number) => number): Uint8Array {
  const rgb = new Uint8Array((cmyk.length / 4) * 3);
  for (let from = 0, to = 0; to < rgb.length; from += 4) {
    const white = 255 - (cmyk[from + 3] as number);
    for (let channel = 0; channel < 3; channel++) rgb[to++] = white - share((cmyk[from + channel] as number) * white);
  }
  return rgb;
}

/** 16-bit grey values to RGB, values above 255 as 255: Pillow's `convert("RGB")` of mode I;16. */
export function grey16ByPillow(values: Uint16Array): Uint8Array {
  return repeated(values, (value) => Math.min(value, 255));
}

/** 16-bit grey values to RGB by their high byte: OpenCV's `imread`. */
export function grey16ByOpenCv(values: Uint16Array): Uint8Array {
  return repeated(values, (value) => value >> 8);
}

/** 16-bit channels to the nearest of 8 bits: libtiff, to which OpenCV leaves TIFF files. */
export function rgb16ByLibtiff(values: Uint16Array): Uint8Array {
  return Uint8Array.from(values, (value) => Math.floor((value + 128) / 257));
}

function repeated(values: Uint16Array, toByte: (value: number) => number): Uint8Array {
  const rgb = new Uint8Array(3 * values.length);
  for (let i = 0; i < values.length; i++) rgb.fill(toByte(values[i] as number), 3 * i, 3 * i + 3);
  return rgb;
}

/** Grey value of each pixel: ITU-R 601 weights in units of 2^-16, rounded. Pillow's `convert("L")`. */
export function luma(data: Uint8Array, channels: 3 | 4): Uint8Array {
  const grey = new Uint8Array(data.length / channels);
  for (let from = 0, to = 0; to < grey.length; from += channels) {
    grey[to++] = ((data[from] as number) * 19595 + (data[from + 1] as number) * 38470 + (data[from + 2] as number) * 7471 + 0x8000) >> 16;
  }
  return grey;
}

/** The fourth channel of each pixel. */
export function alphaOf(rgba: Uint8Array): Uint8Array {
  const alpha = new Uint8Array(rgba.length / 4);
  for (let i = 0; i < alpha.length; i++) alpha[i] = rgba[4 * i + 3] as number;
  return alpha;
}
