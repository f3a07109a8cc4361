/** What a schema cannot see in `measure`: names that clash or are not known, and sums of what has no value on a sample. */

import type { CorpusDefinition } from '../annotations/metric.ts';
import type { Composite, Measure } from '../contracts/criteria.ts';
import type { MetricDefinition } from '../contracts/metrics.ts';
import { nearestText } from '../errors/nearest.ts';
import { check } from '../io/issues.ts';
import { passRate } from '../metrics/pass_rate.ts';
import { corpusDefinitions } from '../metrics/table.ts';
import { sum } from '../stats/sum.ts';
import { judgeable, judgeableTerm, type Metrics, outside, width, withDeclared } from './metrics.ts';
import { doubled, type PathProblem, type Placed } from './problem.ts';

type Parametrised = Pick<CorpusDefinition, 'id' | 'parameters'>;

/**
 * @param measured the metrics that exist without this file
 * @param declared those that it adds
 */
export function checkMeasure(measure: Measure, measured: Metrics, declared: readonly Placed<MetricDefinition>[]): PathProblem[] {
  const { pass, composites = [], external_metrics: external = [], across = [], compare = [], parameters = {} } = measure;
  // Numbers of rows and from outside are no samples', hence have no values across a dimension.
  const onSamples = withDeclared(
    measured,
    declared.slice(0, composites.length).filter((_, index) => composites[index]?.over !== 'rows'),
  );
  const ofRows = composites.filter(({ over }) => over === 'rows').map(({ id }) => id);
  const all = withDeclared(measured, declared.slice(composites.length));
  return [
    ...(pass === undefined ? [] : checkPass(pass, withDeclared(measured, declared), new Set([...external.map(({ id }) => id), ...ofRows]))),
    ...declared.flatMap((metric) => checkDeclared(metric, measured)),
    ...doubled(declared.map(({ path, value }) => ({ path, value: value.id }))),
    ...composites.flatMap((composite, index) => {
      const declaredIds = new Set(declared.map(({ value }) => value.id));
      const ofTerms = composite.over === 'rows' ? checkRowTerms(composite, index, all) : checkTerms(composite, index, measured, declaredIds);
      return [...ofTerms, ...checkScales(composite, index)];
    }),
    ...doubled(compare.map((value, index) => ({ path: ['measure', 'compare', index], value }))),
    ...compare.flatMap((metric, index) => judgeable(metric, 'measure.compare', ['measure', 'compare', index], onSamples).problems),
    ...doubled(across.map((value, index) => ({ path: ['measure', 'across', index], value }))),
    ...checkParameters(parameters, corpusDefinitions),
  ];
}

/** EV2020 for parameters of what has none, and for values that a definition does not know. */
export function checkParameters(chosen: NonNullable<Measure['parameters']>, definitions: readonly Parametrised[]): PathProblem[] {
  const known = definitions.filter(({ parameters }) => parameters !== undefined);
  return Object.entries(chosen).flatMap(([id, value]): PathProblem[] => {
    const path = ['measure', 'parameters', id];
    const own = known.find((definition) => definition.id === id);
    if (own?.parameters === undefined) {
      const ids = known.map((definition) => definition.id);
      return [{ code: 'EV2020', path, message: `no metric has the parameters "${id}"${nearestText(id, ids)}`, expected: ids.join(', ') || 'none' }];
    }
    const checked = check(own.parameters, value);
    if (checked.ok) return [];
    return checked.problems.map((problem) => ({ code: 'EV2020', path: [...path, ...problem.path], message: `${id}: ${problem.message}` }));
  });
}

function checkDeclared({ path, value: { id, range } }: Placed<MetricDefinition>, measured: Metrics): PathProblem[] {
  const problems: PathProblem[] = [];
  if (measured.definitionOf(id) !== undefined) {
    problems.push({ code: 'EV2014', path, message: `"${id}" is the name of a metric that is measured`, got: id });
  }
  const extent = width(range);
  if (extent !== null && extent <= 0) {
    problems.push({ code: 'EV2018', path, message: `the range of "${id}" has no width`, got: range.join(' to ') });
  }
  return problems;
}

function checkPass(pass: NonNullable<Measure['pass']>, metrics: Metrics, external: ReadonlySet<string>): PathProblem[] {
  const path = ['measure', 'pass'];
  if (pass.metric === passRate.id || external.has(pass.metric)) {
    const message = `measure.pass: a sample passes by a value of its own, and ${pass.metric} has none`;
    return [{ code: 'EV2004', path: [...path, 'metric'], message, got: pass.metric }];
  }
  const { definition, problems } = judgeableTerm(pass, 'measure.pass', path, metrics);
  if (definition === undefined) return problems;
  return [...problems, ...outside(`measure.pass: no ${definition.id} reaches the limit`, [...path, 'at'], pass.at, definition.range)];
}

/** Shares are summed by shares: EV2022 where the weights of a composite with a scale are none, EV2018 where a scale has no width. */
function checkScales({ id, terms }: Composite, index: number): PathProblem[] {
  if (terms.every(({ scale }) => scale === undefined)) return [];
  const path = ['measure', 'composites', index, 'terms'];
  const flat = terms.flatMap(({ metric, scale }, term): PathProblem[] => {
    if (scale === undefined || scale.zero !== scale.one) return [];
    const message = `composite "${id}": the scale of ${metric} ends where it begins`;
    return [{ code: 'EV2018', path: [...path, term, 'scale'], message, got: String(scale.zero) }];
  });
  const negative = terms.flatMap(({ metric, weight }, term): PathProblem[] => {
    const message = `composite "${id}": the weight of ${metric} is negative`;
    return weight >= 0 ? [] : [{ code: 'EV2022', path: [...path, term, 'weight'], message, got: String(weight), expected: '0 or more' }];
  });
  const total = sum(terms.map(({ weight }) => weight));
  if (Math.abs(total - 1) <= roundingOfWeights) return [...flat, ...negative];
  const message = `composite "${id}": the weights sum to ${Number(total.toPrecision(12))}`;
  return [...flat, ...negative, { code: 'EV2022', path, message, got: String(Number(total.toPrecision(12))), expected: '1' }];
}

/** Weights are decimal fractions, which doubles are not. */
const roundingOfWeights = 1e-9;

/** A number of rows can be made of everything that rows hold but of other such numbers. */
function checkRowTerms({ id, terms }: Composite, index: number, all: Metrics): PathProblem[] {
  return terms.flatMap((term, i) => judgeableTerm(term, `composite "${id}"`, ['measure', 'composites', index, 'terms', i], all).problems);
}

function checkTerms({ id, terms }: Composite, index: number, measured: Metrics, declared: ReadonlySet<string>): PathProblem[] {
  const who = `composite "${id}"`;
  return terms.flatMap((term, i): PathProblem[] => {
    const { metric, when_undefined } = term;
    const path = ['measure', 'composites', index, 'terms', i];
    if (metric === passRate.id || (measured.definitionOf(metric) === undefined && declared.has(metric))) {
      const message = `${who}: ${metric} is not measured on samples`;
      return [{ code: 'EV2015', path: [...path, 'metric'], message, got: metric }];
    }
    const { definition, problems } = judgeableTerm(term, who, path, measured);
    if (definition === undefined || when_undefined === undefined) return problems;
    const message = `${who}: no ${metric} has the value that stands in`;
    return [...problems, ...outside(message, [...path, 'when_undefined'], when_undefined, definition.range)];
  });
}
