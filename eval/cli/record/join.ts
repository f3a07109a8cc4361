/** Numbers of two records, joined by their keys. */
import type { ChangedNumber } from '../../contracts/cli_results.ts';
import type { Golden, NumberKey, NumberValue } from '../../contracts/golden.ts';
import { byText } from '../../io/order.ts';
import { hindranceAmong, obstaclesBetween } from './comparable.ts';
import { type KeyedNumber, numbersOf } from './golden.ts';
import { keyOf } from './key.ts';

/** Every number that one of the two has, in the order of the keys. */
export function joinNumbers(a: Golden, b: Golden): ChangedNumber[] {
  const hinders = hindranceBetween(a, b);
  const [inA, inB] = [byKey(a), byKey(b)];
  const keys = [...new Set([...inA.keys(), ...inB.keys()])].sort(byText);
  return keys.flatMap((key) => {
    const [before, after] = [inA.get(key), inB.get(key)];
    const number = before ?? after;
    if (number === undefined) return [];
    const { of, where, metric } = number;
    const hinderedBy = hinders(number);
    const change = hinderedBy === null ? changeOf(before?.value, after?.value) : null;
    return [{ of, where, metric, a: pickValue(before), b: pickValue(after), change, hinderedBy }];
  });
}

/** What keeps a number of the two from being compared. */
export function hindranceBetween(a: Golden, b: Golden): (number: NumberKey) => string | null {
  const external = new Set([...Object.keys(a.digests.evidence), ...Object.keys(b.digests.evidence)]);
  return hindranceAmong(obstaclesBetween(a, b), external);
}

/** b - a; null where one of them is not there. */
export function changeOf(a: number | null | undefined, b: number | null | undefined): number | null {
  return typeof a === 'number' && typeof b === 'number' ? b - a : null;
}

function byKey(record: Golden): Map<string, KeyedNumber> {
  return new Map(numbersOf(record).map((number) => [keyOf(number), number]));
}

function pickValue(number: NumberValue | undefined): NumberValue | null {
  return number === undefined ? null : { value: number.value, n: number.n };
}
