/** How the numbers were made. */
import type { MetricDefinition } from '../../contracts/metrics.ts';
import { counted } from '../../io/words.ts';
import { isBetter } from '../../table/direction.ts';
import { aside, type Block, code, details, paragraph } from '../blocks.ts';
import { inSentence } from '../phrases/names.ts';
import { number, percent } from '../phrases/numbers.ts';
import type { View } from '../view.ts';

const aboutNumbers =
  'Differences are candidate minus baseline over the samples where both have a value. Percentiles are interpolated. Numbers are rounded in this ' +
  'report and nowhere before.';

const aboutResampling =
  'Whole groups of related samples are drawn, for a difference the same ones for both backends. An interval speaks for one comparison at a time: ' +
  'among many slices, some miss zero by chance.';

export function methodBlocks(view: View): Block[] {
  const { definitions } = view.metrics;
  const intervals = intervalSentences(view);
  const passing = passingSentence(view);
  return [
    paragraph(aboutNumbers),
    ...(intervals.length === 0 ? [] : [paragraph(intervals.join(' '))]),
    ...(passing === undefined ? [] : [paragraph(passing)]),
    ...details(`Definitions of ${counted(definitions.length, 'metric')}`, [{ kind: 'facts', look: 'lines', entries: definitions.map(definition) }]),
  ];
}

/** One sentence for each way in which intervals were made; empty where there are none. */
function intervalSentences({ metrics }: View): string[] {
  const found = [...metrics.rows, ...metrics.deltas].flatMap((row) => row.interval ?? []);
  const ways = found.map(
    ({ level, method, resamples }) => `${percent(level)} intervals: ${method}${resamples === 0 ? '' : `, ${resamples} resamples`}.`,
  );
  const across = [...metrics.across, ...metrics.comparisons].flatMap((row) => row.interval ?? []);
  const means = across.map(
    ({ level }) => `${percent(level)} intervals across a dimension: Student's t over its values, cut at the ends of the metric's range.`,
  );
  const resampled = found.some(({ resamples }) => resamples > 0);
  return [...[...new Set([...ways, ...means])].sort(), ...(resampled ? [aboutResampling] : [])];
}

function passingSentence(view: View): string | undefined {
  const { pass } = view.metrics;
  if (pass === null) return undefined;
  const reaches = isBetter(1, view.definition(pass.metric)) ? 'reaches' : 'is at most';
  return `A sample passes when its ${inSentence(view.title(pass.metric))} ${reaches} ${number(pass.at)}; equality passes.`;
}

function definition({ id, version, title, summary, unit, range, better, secondary, undefinedWhen }: MetricDefinition) {
  const bounds = range.map((bound) => bound ?? 'open').join(' to ');
  const kind = `Unit: ${unit}; range: ${bounds}; ${better} is better${secondary ? '; secondary' : ''}. No value: ${undefinedWhen}.`;
  return { term: [title, aside(code(`${id}@${version}`))], value: `${summary} ${kind}` };
}
