/** What a result rests on. */
import type { ExplainedCriterion } from '../../contracts/cli_results.ts';
import type { AcrossRow, ComparisonRow, DeltaRow, MetricRow } from '../../contracts/metrics.ts';
import { have } from '../../io/words.ts';
import { passRate } from '../../metrics/pass_rate.ts';
import { type Block, paragraph, textTable } from '../../report/blocks.ts';
import { number } from '../../report/phrases/numbers.ts';

export function countsBlocks({ result, candidate, baseline, difference }: ExplainedCriterion): Block[] {
  if (candidate === null) return [paragraph('the table has no row for this')];
  const isDifference = result.of !== 'candidate';
  if ('values' in candidate) {
    const table = valuesTable(candidate, baseline !== null && 'values' in baseline ? baseline : null);
    return [table, ...(isDifference && difference !== null && 'signFlip' in difference ? testsText(difference) : []).map((line) => paragraph(line))];
  }
  const judged = `n ${result.n}, at least ${result.minimumN} needed`;
  const own = ownCounts(candidate);
  const rest = isDifference && difference !== null && 'unpaired' in difference ? pairsText(difference) : distribution(candidate);
  return [judged, ...own, ...rest].map((line) => paragraph(line));
}

function pairsText({ improved, regressed, unpaired }: DeltaRow): string[] {
  const alone = unpaired === 0 ? '' : `; ${unpaired} more ${have(unpaired)} a value for one backend only`;
  return [`${improved} better than the baseline, ${regressed} worse${alone}`];
}

function ownCounts({ n, defined, failed, undefinedReasons }: MetricRow): string[] {
  const reasons = Object.keys(undefinedReasons).sort();
  return [
    ...(defined === n ? [] : [`${defined} of ${n} have a value for the candidate`]),
    ...reasons.map((reason) => `without a value: ${undefinedReasons[reason]} (${reason})`),
    ...(failed === 0 ? [] : [`the candidate failed on ${failed}`]),
  ];
}

/** Nothing for a rate: each of its samples is 0 or 1. */
function distribution({ metric, p10, median, p90 }: MetricRow): string[] {
  return median === null || metric === passRate.id
    ? []
    : [`median ${number(median)}, 10th percentile ${number(p10)}, 90th percentile ${number(p90)}`];
}

/** Each value of the dimension with what it rests on, and the mean without it. */
function valuesTable({ dimension, values, influence, worstValue }: AcrossRow, baseline: AcrossRow | null): Block {
  const rows = values.map(({ value, observed, n, reason }) => {
    const own = influence.find((entry) => entry.value === value);
    const theirs = baseline?.values.find((entry) => entry.value === value);
    const remarks = [...(value === worstValue ? ['worst'] : []), ...(own?.outlier ?? []), ...(reason === null ? [] : [reason])];
    return [value, number(observed), number(theirs?.observed ?? null), String(n), number(own?.meanWithout ?? null), remarks.join(', ')];
  });
  return textTable(`values of ${dimension}`, [dimension, 'candidate', 'baseline', 'n', 'mean without it', 'remarks'], rows, [1, 2, 3, 4]);
}

function testsText({ better, worse, equal, signFlip, wilcoxon, holm }: ComparisonRow): string[] {
  const told = `better at ${better}, worse at ${worse}, equal at ${equal}`;
  if (signFlip === null) return [told];
  return [told, `two-sided p: sign flips ${number(signFlip)} (after Holm's correction ${number(holm)}), signed ranks ${number(wilcoxon)}`];
}
