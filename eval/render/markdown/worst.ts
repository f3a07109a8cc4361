/** A table of the candidate's worst samples. */
import { absent, number } from '../../report/phrases/numbers.ts';
import { sampleValue } from '../../table/pairs.ts';
import { sliceValues } from '../../table/subsets.ts';
import type { View } from '../view.ts';
import { aboutWorst, worstSamples } from '../worst.ts';
import { code, cut, left, prose, right, sections, table } from './text.ts';

export function worstSection(view: View, most: number): string {
  const found = worstSamples(view);
  if (found === undefined) return '';
  const { ranking, others, samples } = found;
  const { shown, pointer } = cut(samples, most);
  const failures = shown.some(({ failure }) => failure !== null);
  const columns = [
    ...right('rank'),
    ...left('sample', 'slices'),
    ...right(...[ranking, ...others].map(({ title }) => prose(title))),
    ...(failures ? left('why it failed') : []),
  ];
  const rows = shown.map(({ rank, sample, failure }) => [
    String(rank),
    `${code(sample.id)} on ${prose(sample.corpus)}`,
    sliceValues(sample).map(code).join(', ') || absent,
    ...[ranking, ...others].map(({ id }) => number(sampleValue(sample, view.candidate, id))),
    ...(failures ? [prose(failure ?? '')] : []),
  ]);
  return sections('## Worst samples', prose(aboutWorst(view, found)), table(columns, rows), pointer);
}
