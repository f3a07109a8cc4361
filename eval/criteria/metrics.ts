/** Every metric that a criteria file may name: those that are measured, and those that the file declares. */

import type { Measure } from '../contracts/criteria.ts';
import type { MetricDefinition } from '../contracts/metrics.ts';
import { shorten } from '../errors/errors.ts';
import { nearestText } from '../errors/nearest.ts';
import type { Path } from '../io/issues.ts';
import { compositeDefinition, externalDefinition } from '../metrics/declared.ts';
import type { PathProblem, Placed } from './problem.ts';

export interface Metrics {
  readonly definitionOf: (id: string) => MetricDefinition | undefined;
  /** Ids to suggest where one is not known. */
  readonly known: readonly string[];
}

/** Definitions of what the file declares, each with the place of its id. */
export function declaredMetrics(measured: Metrics, { composites = [], external_metrics = [] }: Measure): Placed<MetricDefinition>[] {
  const external = external_metrics.map((metric, index) => ({
    path: ['measure', 'external_metrics', index, 'id'],
    value: externalDefinition(metric),
  }));
  const all = withDeclared(measured, external);
  return [
    ...composites.map((composite, index) => ({
      path: ['measure', 'composites', index, 'id'],
      value: compositeDefinition(composite, (composite.over === 'rows' ? all : measured).definitionOf),
    })),
    ...external,
  ];
}

export function withDeclared(measured: Metrics, declared: readonly Placed<MetricDefinition>[]): Metrics {
  const byId = new Map(declared.map(({ value }) => [value.id, value]));
  return {
    definitionOf: (id) => measured.definitionOf(id) ?? byId.get(id),
    known: [...measured.known, ...byId.keys()],
  };
}

interface Judged {
  readonly definition?: MetricDefinition;
  readonly problems: PathProblem[];
}

/** The metric, and what speaks against judging by it. */
export function judgeable(metric: string, who: string, path: Path, metrics: Metrics): Judged {
  const definition = metrics.definitionOf(metric);
  if (definition === undefined) {
    const known = metrics.known.filter((id) => metrics.definitionOf(id)?.secondary !== true);
    const message = `${who}: no metric named "${shorten(metric, 60)}"${partHint(metric, metrics) ?? nearestText(metric, known)}`;
    return { problems: [{ code: 'EV2004', path, message, got: metric, expected: known.join(', ') }] };
  }
  if (!definition.secondary) return { definition, problems: [] };
  const message = `${who}: ${metric} is secondary (box numbers are), nothing may be decided by it`;
  return { definition, problems: [{ code: 'EV2005', path, message, got: metric }] };
}

/** The same of a term, which may name a part. */
export function judgeableTerm(
  { metric, part }: { readonly metric: string; readonly part?: string | undefined },
  who: string,
  path: Path,
  metrics: Metrics,
): Judged {
  const judged = judgeable(metric, who, [...path, 'metric'], metrics);
  return { ...judged, problems: [...judged.problems, ...partProblem(who, path, judged.definition, part !== undefined)] };
}

/** EV2019 where a number of parts is asked for without a part, or one of whole samples with one. */
export function partProblem(who: string, path: Path, definition: MetricDefinition | undefined, ofPart: boolean): PathProblem[] {
  if (definition === undefined) return [];
  const { id, parts: { sets, whole } = { sets: [], whole: true } } = definition;
  if (ofPart ? sets.length > 0 : whole) return [];
  const message = ofPart
    ? `${who}: ${id} is a number of whole samples, it has none of a part`
    : `${who}: ${id} is a number of parts, and none is named`;
  return [{ code: 'EV2019', path, message, expected: ofPart ? 'no part' : `part: …, or in a criterion each: {part: ${sets[0]}}` }];
}

/** Until version 1 the part stood in the metric's name: `region_iou.nose`. */
function partHint(metric: string, { definitionOf }: Metrics): string | undefined {
  const [id = '', ...parts] = metric.split('.');
  if (parts.length === 0 || definitionOf(id)?.parts === undefined) return undefined;
  return `; write metric: ${id} and where: {…, part: ${parts.join(' into ')}}`;
}

/** The values a number can have; null where it is open. */
export type Range = MetricDefinition['range'];

/** Largest minus smallest value; null where the range is open. */
export function width([low, high]: Range): number | null {
  return low === null || high === null ? null : high - low;
}

/** A problem where the number is outside the range. */
export function outside(message: string, path: Path, number: number, [low, high]: Range): PathProblem[] {
  if ((low === null || number >= low) && (high === null || number <= high)) return [];
  return [{ code: 'EV2006', path, message, got: String(number), expected: `${low ?? 'any number'} to ${high ?? 'any number'}` }];
}
