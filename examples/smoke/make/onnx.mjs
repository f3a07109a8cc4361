/** The smallest model that the chain of U-2-Net can run: one weighted sum of the three channels, as an ONNX file. */

/** Wire format of protocol buffers: numbers as varints, everything else with its length before it. */
const varint = (value) => (value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))]);
const number = (field, value) => [...varint(8 * field), ...varint(value)];
const bytes = (field, value) => [...varint(8 * field + 2), ...varint(value.length), ...value];
const text = (field, value) => bytes(field, [...new TextEncoder().encode(value)]);

const float = 1;
const side = 320;
const deviation = [0.229, 0.224, 0.225]; // what the chain divides by

/**
 * Fields are numbered as in onnx.proto of ONNX 1.14 (IR version 8).
 *
 * @param {readonly [number, number, number]} weights of red, green and blue as they are in the picture
 */
export function weightedSum(weights) {
  const values = new Uint8Array(Float32Array.from(weights, (weight, i) => weight * deviation[i]).buffer);
  const dimension = (value) => bytes(1, number(1, value));
  const tensor = (name, shape) => [...text(1, name), ...bytes(2, bytes(1, [...number(1, float), ...bytes(2, shape.flatMap(dimension))]))];
  const node = [...text(1, 'picture'), ...text(1, 'weights'), ...text(2, 'map'), ...text(3, 'sum'), ...text(4, 'Conv')];
  const initializer = [...[1, 3, 1, 1].flatMap((d) => number(1, d)), ...number(2, float), ...text(8, 'weights'), ...bytes(9, values)];
  const graph = [
    ...bytes(1, node),
    ...text(2, 'leaves'),
    ...bytes(5, initializer),
    ...bytes(11, tensor('picture', [1, 3, side, side])),
    ...bytes(12, tensor('map', [1, 1, side, side])),
  ];
  return Uint8Array.from([...number(1, 8), ...bytes(7, graph), ...bytes(8, number(2, 13))]);
}
