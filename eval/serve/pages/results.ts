/** What evaluations and comparisons found, in words and numbers. */
import { type CompareResult, type EvalResult, evalResult, type JobAnswer, type TrainResult } from '../../contracts/service.ts';
import { type Content, html } from '../../report/html/html.ts';
import { badge, decimal, signed } from './frame.ts';
import { modelsText } from './jobs.ts';
import { type Column, scrollingTable } from './table.ts';

/** What a page says of a job: the headline, and what stands below it. */
export interface Told {
  readonly headline: Content;
  readonly tone?: string;
  readonly lead?: Content;
  readonly body?: Content;
}

/** Of an evaluation, a comparison or a training that completed. */
export function resultOf(job: JobAnswer): Told {
  if (job.kind === 'compare') return comparisonOf(job.result as CompareResult);
  if (job.kind === 'eval') return evaluationOf(modelsText(job), job.result as EvalResult);
  const { model, version, evaluation, promotion } = job.result as TrainResult;
  if (evaluation === null) return { headline: `${model} ${version} was trained`, lead: html`<p class="why">It was not evaluated.</p>` };
  const told = evaluationOf(`${model} ${version}`, evaluation);
  return { ...told, lead: html`${told.lead}${promotion && html`<pre>${promotion.text}</pre>`}` };
}

function evaluationOf(model: string, result: EvalResult): Told {
  const { verdict, why, score, score_reason: reason, weights, judged_candidates: judged, model_size_mb: size } = result;
  const measured = Object.entries(result).filter(([name]) => !Object.hasOwn(evalResult.shape, name));
  const single = measured.filter(([, value]) => value === null || typeof value === 'number');
  const key = (name: string, value: unknown): Content => html`<div><dt>${name}</dt><dd>${decimal(value)}</dd></div>`;
  const lead = html`<p class="why">${why}.</p><dl class="key">${key('score', score)}${single.map(([name, value]) => key(name, value))}</dl>
${reason && html`<p class="small">No score: ${reason}.</p>`}`;
  const shares = Object.entries(weights).map(([name, share]) => `${name} ${(100 * share).toFixed(1)} %`);
  const facts = {
    weights: shares.join(', '),
    size: `${size.toFixed(2)} MB`,
    'candidates judged on these data': judged,
    'baseline digest': result.baseline ?? 'none',
  };
  const all = { ...facts, 'candidate digest': result.candidate, 'suite digest': result.suite, 'report digest': result.report, label: result.label };
  const details = html`<section><h2>What was run</h2><dl class="pair">${Object.entries(all).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl></section>`;
  return { headline: html`${model}: ${verdict}`, tone: verdict, lead, body: html`${measured.map(partsOf)}${details}` };
}

/** The number of every part (a class of objects, a region). */
function partsOf([name, value]: [string, unknown]): Content {
  if (value === null || typeof value !== 'object') return null;
  const rows = Object.entries(value);
  const columns: Column<(typeof rows)[number]>[] = [
    { head: 'Part', kind: 'text', cell: ([part]) => part },
    { head: name, kind: 'number', cell: ([, number]) => decimal(number) },
  ];
  return html`<section><h2>${name}</h2>${scrollingTable(name, { columns, rows })}</section>`;
}

function comparisonOf({ model_a: a, model_b: b, winner, score_diff: difference, metrics }: CompareResult): Told {
  const rows = Object.entries(metrics);
  const columns: Column<(typeof rows)[number]>[] = [
    { head: 'Number', kind: 'text', cell: ([name]) => name },
    { head: a, kind: 'number', cell: ([, row]) => decimal(row.a) },
    { head: b, kind: 'number', cell: ([, row]) => decimal(row.b) },
    { head: 'Difference', kind: 'strong', cell: ([, row]) => signed(row.diff) },
    { head: 'Interval', kind: 'number', cell: ([, { low, high }]) => (low === null || high === null ? '' : html`${signed(low)} to ${signed(high)}`) },
    { head: 'Better', kind: 'text', cell: ([, { better }]) => (better === 'a' ? a : better === 'b' ? b : (better ?? '')) },
    { head: 'Decided', kind: 'text', cell: ([, { outcome }]) => outcome && badge(outcome === 'unknown' ? 'no interval' : outcome) },
  ];
  const [better, other] = winner === b ? [b, a] : [a, b];
  const headline = difference === null ? `${a} and ${b}` : winner === null ? `${a} and ${b} are equally good` : `${better} is better than ${other}`;
  const reason =
    difference === null
      ? 'One of them has no score.'
      : winner === null
        ? 'Both have the same score.'
        : html`By score, ${difference.toFixed(4)} apart.`;
  const body = html`<section>${scrollingTable('Two models side by side', { columns, rows })}</section>`;
  return { headline, lead: html`<p class="why">${reason}</p>`, body };
}
