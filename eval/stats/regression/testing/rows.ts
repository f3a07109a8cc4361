/** Generated rows for property tests. */
import { randomStream } from '../../random.ts';

export interface Rows {
  readonly predicted: readonly number[];
  readonly target: readonly number[];
}

/** Uniform numbers from 0 to 1, in steps of `1 / steps`: few steps make many ties. */
export function uniforms(seed: number, count: number, steps = 2 ** 32): number[] {
  const random = randomStream(seed, 'rows');
  return Array.from({ length: count }, () => Math.floor((random.next() / 2 ** 32) * steps) / steps);
}

/** Targets from 0 to 100, and predictions that follow them with a slope, an offset and scatter. */
export function regressionRows(seed: number, count: number, steps?: number): Rows {
  const numbers = uniforms(seed, 2 * count, steps);
  const target = numbers.slice(0, count).map((u) => 100 * u);
  const predicted = target.map((y, i) => 0.4 * y + 30 + 25 * ((numbers[count + i] as number) - 0.5));
  return { predicted, target };
}

/** The rows in another order. */
export function shuffled(seed: number, { predicted, target }: Rows): Rows {
  const keys = uniforms(seed, predicted.length);
  const order = [...keys.keys()].sort((i, j) => (keys[i] as number) - (keys[j] as number));
  return { predicted: order.map((i) => predicted[i] as number), target: order.map((i) => target[i] as number) };
}
