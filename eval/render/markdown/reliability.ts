/** Whether confident predictions are the better ones. */
import { number } from '../../report/phrases/numbers.ts';
import { aboutReliability, binText, reachedTitle, reliabilities } from '../reliability.ts';
import type { View } from '../view.ts';
import { cut, left, prose, right, sections, table } from './text.ts';

export function reliabilitySection(view: View, most: number): string {
  const found = cut(reliabilities(view), most);
  if (found.shown.length === 0) return '';
  const tables = found.shown.map(({ corpus, backend, metric, bins }) =>
    table(
      [...left(`confidence of ${prose(backend)} on ${prose(corpus)}`), ...right('samples', 'mean confidence', prose(reachedTitle(metric)))],
      bins.map((bin) => [binText(bin), String(bin.n), number(bin.confidence), number(bin.reached)]),
    ),
  );
  return sections('## Confidence', prose(aboutReliability), ...tables, found.pointer);
}
