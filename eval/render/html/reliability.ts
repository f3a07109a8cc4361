/** Whether confident predictions are the better ones. */

import { scale } from '../../charts/scale.ts';
import { number } from '../../report/phrases/numbers.ts';
import type { Bin, Reliability } from '../reliability.ts';
import { aboutReliability, binText, reachedTitle, reliabilities } from '../reliability.ts';
import type { View } from '../view.ts';
import { dumbbell } from './dumbbell.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import type { Column } from './table.ts';
import { scrollingTable } from './table.ts';

export function reliabilitySection(view: View): Html | null {
  const found = reliabilities(view);
  if (found.length === 0) return null;
  return html`
<section id="confidence">
<h2>Confidence</h2>
<p>${aboutReliability}</p>
${found.map(reliabilityTable)}
</section>`;
}

function reliabilityTable({ corpus, backend, metric, bins }: Reliability): Html {
  const at = scale([0, 1], 100);
  // Only a share lies on the confidence's own scale.
  const chart: Column<Bin>[] =
    metric === null
      ? [
          {
            head: 'share that passes (filled) against confidence (ring)',
            kind: 'chart',
            cell: ({ reached, confidence }) => dumbbell(at, reached, confidence),
          },
        ]
      : [];
  return scrollingTable(`confidence of ${backend} on ${corpus}`, {
    caption: html`${backend} on ${corpus}${metric === null ? html` <span class="legend">filled: share that passes, ring: mean confidence</span>` : null}`,
    columns: [
      { head: 'confidence', kind: 'text', cell: binText },
      { head: 'samples', kind: 'number', cell: ({ n }) => n },
      { head: 'mean confidence', kind: 'number', cell: ({ confidence }) => number(confidence) },
      ...chart,
      { head: reachedTitle(metric), kind: 'strong', cell: ({ reached }) => number(reached) },
    ],
    rows: bins,
  });
}
