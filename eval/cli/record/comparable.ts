/** What keeps two evaluations, or some of their numbers, from being compared. */
import type { Unlike } from '../../contracts/cli_results.ts';
import type { Golden, NumberKey } from '../../contracts/golden.ts';
import { byText } from '../../io/order.ts';
import { passRate } from '../../metrics/pass_rate.ts';
import { metricById } from '../../metrics/table.ts';
import { candidateOf } from './golden.ts';

/**
 * In the order in which they weigh: other criteria of measuring, other samples, another baseline, other versions of a
 * metric. Another candidate, policy or file of external metrics is what comparisons are made for.
 */
export function obstaclesBetween(a: Golden, b: Golden): Unlike[] {
  const metrics = unlikeIn('metric', a.metrics, b.metrics).filter((metric) => metric.a !== null && metric.b !== null);
  return [
    ...unlikeIn('', { measure: a.digests.measure }, { measure: b.digests.measure }),
    ...unlikeIn('corpus', a.digests.corpora, b.digests.corpora),
    ...unlikeIn('', baselineOf(a), baselineOf(b)),
    ...metrics,
  ];
}

/** Whether b was held against the candidate of a: then it has measured the difference of the two. */
export function succeeds(b: Golden, a: Golden): boolean {
  const candidate = candidateOf(a);
  return candidate !== undefined && baselineOf(b)['baseline'] === candidate.digest;
}

/** What differs and explains why numbers do. */
export function contextOf(a: Golden, b: Golden): Unlike[] {
  const candidateOf = ({ backends }: Golden) => digestsOf(backends.filter(({ of }) => of === 'candidate'));
  const referencesOf = ({ backends }: Golden) => digestsOf(backends.filter(({ of }) => of !== 'candidate' && of !== 'baseline'));
  return [
    ...unlikeIn('', { evaluation: a.evaluation }, { evaluation: b.evaluation }),
    ...unlikeIn('', candidateOf(a), candidateOf(b)),
    ...unlikeIn('', referencesOf(a), referencesOf(b)),
    ...unlikeIn('', { policy: a.digests.policy }, { policy: b.digests.policy }),
    ...unlikeIn('evidence', a.digests.evidence, b.digests.evidence),
    ...unlikeIn('tool', a.tools, b.tools),
  ];
}

/**
 * The obstacle that a number meets, by its key; null for none. What decides is whether the number can have changed its
 * meaning: external metrics depend on no corpus, a difference on the baseline too.
 */
export function hindranceAmong(obstacles: readonly Unlike[], external: ReadonlySet<string>): (number: NumberKey) => string | null {
  return ({ of, where: { corpus }, metric }) => {
    const applies = (key: string): boolean => {
      if (key === 'baseline') return of === 'candidate - baseline' || of === 'candidate / baseline';
      if (key === `metric ${metric}`) return true;
      if (external.has(corpus)) return false;
      return key === 'measure' || key === `corpus ${corpus}` || (key.startsWith('metric ') && isDerived(metric));
    };
    return obstacles.find(({ key }) => applies(key))?.key ?? null;
  };
}

/** Made of other metrics, by criteria that a record does not hold: any of them may be among its parts. */
function isDerived(metric: string): boolean {
  return metric === passRate.id || metricById(metric) === undefined;
}

function baselineOf({ backends }: Golden): Record<string, string> {
  return digestsOf(backends.filter(({ of }) => of === 'baseline'));
}

function digestsOf(backends: Golden['backends']): Record<string, string> {
  return Object.fromEntries(backends.map(({ of, digest }) => [of, digest]));
}

/** Entries of two maps that are not equal, by name. */
function unlikeIn(kind: string, a: Values, b: Values): Unlike[] {
  const [inA, inB] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
  const text = (value: string | number | undefined): string | null => (value === undefined ? null : String(value));
  return [...new Set([...inA.keys(), ...inB.keys()])]
    .sort(byText)
    .filter((name) => inA.get(name) !== inB.get(name))
    .map((name) => ({ key: kind === '' ? name : `${kind} ${name}`, a: text(inA.get(name)), b: text(inB.get(name)) }));
}

type Values = Readonly<Record<string, string | number>>;
