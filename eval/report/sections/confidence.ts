/** Whether confident predictions are the better ones. */
import type { Calibration, CalibrationBin } from '../../contracts/distributions.ts';
import { type Block, type ColumnOf, paragraph, type Table, tableOf } from '../blocks.ts';
import { dumbbellOf } from '../charts.ts';
import { inSentence } from '../phrases/names.ts';
import { number } from '../phrases/numbers.ts';
import type { View } from '../view.ts';

const about = 'Confidences come from the backends themselves and never from the truth. Where a backend is justly confident, surer samples do better.';

export function confidenceBlocks(view: View): Block[] {
  const shown = view.metrics.calibration.filter(({ metric }) => metric === null || metric === view.leading?.id);
  return shown.length === 0 ? [] : [paragraph(about), ...shown.map((one) => calibrationTable(one, view))];
}

function calibrationTable({ corpus, backend, metric, bins }: Calibration, view: View): Table {
  const dumbbell = dumbbellOf({ range: [0, 1] }, []);
  // Only a share lies on the confidence's own scale.
  const chart: ColumnOf<CalibrationBin>[] =
    metric === null ? [{ head: 'share and confidence', kind: 'chart', cell: ({ reached, confidence }) => dumbbell(reached, confidence) }] : [];
  return tableOf<CalibrationBin>({
    label: `confidence of ${backend} on ${corpus}`,
    caption: `${backend} on ${corpus}`,
    ...(metric === null ? { legend: { candidate: 'share that passes', baseline: 'mean confidence' } } : {}),
    columns: [
      { head: 'confidence', kind: 'text', cell: ({ low, high }) => `${number(low, 1)} to ${number(high, 1)}` },
      { head: 'samples', kind: 'number', cell: ({ n }) => String(n) },
      { head: 'mean confidence', kind: 'number', cell: ({ confidence }) => number(confidence) },
      ...chart,
      {
        head: metric === null ? 'share that passes' : `mean ${inSentence(view.title(metric))}`,
        kind: 'strong',
        cell: ({ reached }) => number(reached),
      },
    ],
    rows: bins,
  });
}
