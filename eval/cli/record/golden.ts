/** A report as a golden record: everything of it that must not change unnoticed, without intervals, samples and pictures. */
import { type Golden, type GoldenFinding, goldenCriterion, type NumberKey, type NumberValue } from '../../contracts/golden.ts';
import type { Interval, MetricsTable } from '../../contracts/metrics.ts';
import type { Report } from '../../contracts/report.ts';
import { digestOf } from '../../io/digest.ts';
import { byText } from '../../io/order.ts';
import { acrossWhere } from '../../table/subsets.ts';
import { placeKey } from './key.ts';

/** @param replaces digest of the record that this one takes the place of; null for the first */
export function goldenRecord({ decision, metrics }: Report, replaces: string | null): Golden {
  const { evaluation, verdict, recommendation, deciding, failed } = decision;
  const { policy, measure, corpora, evidence } = decision.digests;
  const { id, version, tier } = decision.policy;
  const content: Omit<Golden, 'digest'> = {
    schemaVersion: 1,
    kind: 'golden',
    evaluation,
    verdict,
    recommendation,
    deciding,
    failed,
    policy: { id, version, tier },
    backends: metrics.backends.map((backend) => {
      const { name, digest, checkpoint } = backend.identity;
      return { of: whoseNumber(backend.role, name), name, digest, checkpoint };
    }),
    digests: { policy, measure, corpora, evidence },
    metrics: Object.fromEntries(metrics.definitions.map((definition) => [definition.id, definition.version])),
    tools: metrics.tools,
    // Parsing strips what a record does not keep.
    criteria: decision.criteria.map((result) => goldenCriterion.strip().parse(result)),
    sanity: findingsOf({ decision, metrics }),
    rows: rowsOf(metrics),
    replaces,
  };
  return { ...content, digest: digestOf(content) };
}

/** The digest that the record must have: over everything else in it. */
export function expectedDigest({ digest: _, ...content }: Golden): string {
  return digestOf(content);
}

/** Whether two records say the same, whatever either of them replaced. */
export function sayTheSame(a: Golden, b: Golden): boolean {
  const said = ({ digest: _, replaces: __, ...content }: Golden): string => digestOf(content);
  return said(a) === said(b);
}

export function candidateOf({ backends }: Pick<Golden, 'backends'>): Golden['backends'][number] | undefined {
  return backends.find(({ of }) => of === 'candidate');
}

/** A number with its key. */
export interface KeyedNumber extends NumberKey, NumberValue {}

/** The numbers of a record, one by one. */
export function numbersOf({ rows }: Golden): KeyedNumber[] {
  return rows.flatMap(({ where, metric, values }) => Object.entries(values).map(([of, value]) => ({ of, where, metric, ...value })));
}

function rowsOf(metrics: MetricsTable): Golden['rows'] {
  const rows = Map.groupBy(tableNumbers(metrics), placeKey);
  return [...rows]
    .sort(([a], [b]) => byText(a, b))
    .flatMap(([, numbers]) => {
      const [first] = numbers;
      const values = Object.fromEntries(numbers.map(({ of, value, n }) => [of, { value, n }]));
      return first === undefined ? [] : [{ where: first.where, metric: first.metric, values }];
    });
}

/** A number with what a record does not keep. */
export interface TableNumber extends KeyedNumber {
  readonly interval: Pick<Interval, 'low' | 'high' | 'level'> | null;
}

/** Every number that another table can have too. */
export function tableNumbers({ rows, deltas, across, comparisons, backends }: MetricsTable): TableNumber[] {
  const nameOf = (role: string): string | undefined => backends.find((backend) => backend.role === role)?.identity.name;
  const compared = comparisons.filter(({ a, b }) => a === nameOf('candidate') && b === nameOf('baseline'));
  return [
    ...rows.map(({ role, backend, where, metric, value, defined, interval }) => {
      return { of: whoseNumber(role, backend), where, metric, value, n: defined, interval };
    }),
    ...deltas.flatMap(({ where, metric, value, n, interval, ratio }) => [
      { of: difference, where, metric, value, n, interval },
      ...(ratio === undefined ? [] : [{ of: 'candidate / baseline', where, metric, value: ratio.value, n, interval: ratio.interval }]),
    ]),
    ...across.map((row) => {
      const { role, backend, metric, mean, defined, interval } = row;
      return { of: whoseNumber(role, backend), where: acrossWhere(row), metric, value: mean, n: defined, interval };
    }),
    ...compared.map((row) => {
      return { of: difference, where: acrossWhere(row), metric: row.metric, value: row.difference, n: row.n, interval: row.interval };
    }),
  ];
}

const difference = 'candidate - baseline';

/** The same word for the same part of an evaluation, whatever its backends are called. */
function whoseNumber(role: string, backend: string): string {
  return role === 'reference' ? `reference.${backend}` : role;
}

function findingsOf({ decision, metrics }: Pick<Report, 'decision' | 'metrics'>): GoldenFinding[] {
  const names = new Map(metrics.backends.map(({ role, identity: { name } }) => [name, whoseNumber(role, name)]));
  return decision.sanity
    .filter(({ status }) => status !== 'quiet')
    .map(({ check, level, status, corpus, metric, value, backend }) => {
      return { check, level, status, corpus, metric, value, of: names.get(backend) ?? backend };
    });
}
