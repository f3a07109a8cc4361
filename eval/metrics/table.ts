/** All metrics, in the order in which reports show them. */
import type { CorpusDefinition, CorpusMetric, ScoredMetric } from '../annotations/metric.ts';
import { annotations } from '../annotations/registry.ts';
import type { MetricDefinition, OwnMetric } from '../contracts/metric_definition.ts';
import { InputError, type Problem } from '../errors/errors.ts';
import type { Metric, PassMetric } from './metric.ts';
import { passRate } from './pass_rate.ts';

export type { Metric } from './metric.ts';

const [first, ...others] = annotations.flatMap((annotation) => annotation.metrics);

/** The pass rate stands beside what it is commonly made of. */
export const metrics: readonly (ScoredMetric | PassMetric)[] = [...(first === undefined ? [] : [first]), passRate, ...others];

const byId: ReadonlyMap<string, ScoredMetric | PassMetric> = new Map(metrics.map((metric) => [metric.id, metric]));

export function metricById(id: string): ScoredMetric | PassMetric | undefined {
  return byId.get(id);
}

/** Metrics that an evaluation can have, by id. */
export interface MetricTable {
  /** In the order of reports. */
  readonly all: readonly Metric[];
  definitionOf(id: string): Metric | undefined;
  /** Ids to suggest where one is not known. */
  readonly known: readonly string[];
}

/** Without libraries of a user. */
export const shipped: MetricTable = { all: metrics, definitionOf: metricById, known: [...byId.keys()] };

/**
 * With the metrics of a user's libraries, before those that everybody has.
 * @param loaded the same with their functions, which tabulate needs of metrics of whole slices
 * @throws InputError EV5503 for an id that another metric has
 */
export function withOwn(own: readonly OwnMetric[] = [], loaded: readonly ScoredMetric[] = []): MetricTable {
  const problems = own.flatMap(({ id, library }, i): Problem[] => {
    const taken =
      shipped.definitionOf(id) !== undefined ? 'a metric that these rules measure' : own.findIndex((one) => one.id === id) < i && 'another metric';
    return taken === false ? [] : [{ code: 'EV5503', location: `metric ${id}`, message: `${taken} has this id`, got: `the library ${library}` }];
  });
  if (problems.length > 0) throw new InputError(problems);
  if (own.length === 0) return shipped;
  const added = own.map((metric): Metric => {
    const { aggregate } = metric;
    if (aggregate !== 'slice') return { ...metric, aggregate, kind: 'sample' };
    return (
      loaded.filter(({ kind }) => kind === 'corpus').find(({ id, library }) => id === metric.id && library === metric.library) ??
      ofSlices(metric, notLoaded)
    );
  });
  return {
    all: [...added, ...metrics],
    definitionOf: (id) => added.find((one) => one.id === id) ?? metricById(id),
    known: [...added.map(({ id }) => id), ...shipped.known],
  };
}

/** A user's metric of whole slices: a definition with one number. */
export function ofSlices(
  metric: OwnMetric,
  { prepare, observe }: Pick<CorpusDefinition<never>, 'prepare'> & Pick<CorpusMetric, 'observe'>,
): CorpusMetric {
  const { id, truthKind, type } = metric;
  const definition = { id, isOwn: true, truthKind, numbers: [metric], withoutFailed: false, prepare } as CorpusDefinition;
  const told = { ...definitionOf(metric), kind: 'corpus', truthKind, definition, position: 0 } as const;
  return { ...told, ...(type !== undefined && { type }), ...(observe !== undefined && { observe }) };
}

const notLoaded = {
  prepare(): never {
    throw new InputError({ code: 'EV5204', location: 'arguments', message: 'a metric of whole slices of a library that was not given' });
  },
};

/** Definitions of metrics of whole slices, each once. */
export const corpusDefinitions: readonly CorpusDefinition[] = [
  ...new Set(metrics.flatMap((metric) => (metric.kind === 'corpus' ? [metric.definition] : []))),
];

/** What readers are told about a metric, as it stands in metrics.json. */
export function definitionOf(metric: MetricDefinition): MetricDefinition {
  const { id, version, title, summary, unit, range, better, secondary, undefinedWhen, parts, parameters, library } = metric;
  const told = { id, version, title, summary, unit, range, better, secondary, undefinedWhen };
  return {
    ...told,
    ...(parts !== undefined && { parts }),
    ...(parameters !== undefined && { parameters }),
    ...(library !== undefined && { library }),
  };
}
