/**
 * `reuse: {at_most: 20}`: how many candidates the data may have judged before. What is chosen by numbers on the same data fits
 * them a little better each time, by chance alone. The number comes from outside, from whoever counts: an index of reports.
 */
import { type CriteriaFile, type Criterion, type ExternalMetric, reuseNames } from '../contracts/criteria.ts';
import type { PathProblem } from './problem.ts';

const metric: ExternalMetric = {
  id: reuseNames.metric,
  title: 'candidates that the data judged before',
  unit: 'candidates',
  range: [0, null],
  better: 'lower',
  summary: 'How many other candidates were evaluated on the corpus that judged the most.',
};

/** The criteria with the criterion and its metric, which are like any others from here on; missing evidence blocks. */
export function withReuse<T extends { readonly criteria: Criterion[]; readonly measure: CriteriaFile['measure'] }>(
  file: T,
  reuse: CriteriaFile['reuse'],
): T {
  if (reuse === undefined) return file;
  const criterion: Criterion = {
    id: reuseNames.criterion,
    title: 'The data have not judged too many candidates',
    metric: metric.id,
    statistic: 'value',
    where: { corpus: reuseNames.corpus },
    of: 'candidate',
    holds: 'value',
    limit: reuse.at_most,
    minimum_n: 1,
    level: 'block',
    missing: 'block',
  };
  const measure = { ...file.measure, external_metrics: [...(file.measure.external_metrics ?? []), metric] };
  return { ...file, criteria: [...file.criteria, criterion], measure };
}

/** A file that asks for it may not use its names. */
export function reuseProblems(
  criteria: readonly { readonly value: { readonly id: string } }[],
  external: readonly { readonly id: string }[],
): PathProblem[] {
  const message = (name: string): string => `"${name}" is a name that \`reuse\` adds`;
  return [
    ...criteria.flatMap(({ value: { id } }, i): PathProblem[] =>
      id === reuseNames.criterion ? [{ code: 'EV2003', path: ['criteria', i, 'id'], message: message(id), got: id }] : [],
    ),
    ...external.flatMap(({ id }, i): PathProblem[] =>
      id === reuseNames.metric ? [{ code: 'EV2003', path: ['measure', 'external_metrics', i, 'id'], message: message(id), got: id }] : [],
    ),
  ];
}
