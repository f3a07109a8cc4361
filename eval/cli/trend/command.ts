import { domainOf, scale } from '../../charts/scale.ts';
import { type Trend, trendAnswer } from '../../contracts/cli_results.ts';
import { counted } from '../../io/words.ts';
import { fullSubsetText } from '../../report/phrases/names.ts';
import { interval, number, percent, signed } from '../../report/phrases/numbers.ts';
import { columns, section } from '../../report/text/layout.ts';
import { defineCommand } from '../command.ts';
import { readReport } from '../inputs.ts';
import type { Paint } from '../text/paint.ts';
import { trend } from './trend.ts';

const exitCodes = { told: 0, incomparable: 4 } as const;

export const trendCommand = defineCommand(
  {
    name: 'trend',
    summary: 'how numbers moved over many reports',
    about: [
      'Draws each number over the reports, in the order given, with its interval. Numbers on other samples, by another metric version, by other',
      'criteria of measuring or, for differences, against another baseline never stand in one line: a new part begins, and says what differs.',
    ],
    words: ['report…'],
    options: {
      metric: { value: 'NAMES', about: "the candidate's numbers of these metrics on whole corpora (what the criteria of the reports judge)" },
    },
    examples: [
      ['january/report.json february/report.json bazel-bin/eval/report', 'what the criteria judge'],
      ['reports/* --metric mask_iou,pass_rate', 'two metrics'],
    ],
    exitCodes: [
      [exitCodes.told, 'told, and at least two reports have a number that may be compared'],
      [2, 'a report cannot be read, no report has the metric, wrong usage'],
      [exitCodes.incomparable, 'told, and no two numbers may be compared'],
    ],
  },
  trendAnswer,
  ({ words, options: { metric } }) => {
    const data = trend({ reports: words.map((path) => ({ path, report: readReport(path) })), metrics: metric?.split(',') });
    const joined = data.series.some(({ segments }) => segments.some(({ points }) => points.length > 1));
    return { data, text: trendText, exitCode: joined ? exitCodes.told : exitCodes.incomparable };
  },
);

type Series = Trend['series'][number];
type Segment = Series['segments'][number];

const plotWidth = 40;

function trendText({ reports, series }: Trend, paint: Paint): string[] {
  const broken = series.filter(({ segments }) => segments.length > 1).length;
  const apart = broken === 0 ? '' : `; ${broken} of them in parts that must not be compared`;
  const names = reports.map(({ path, candidate, verdict }, i) => [`${i + 1}`, path, candidate, verdict]);
  return [
    paint.strong(`${counted(series.length, 'number')} over ${reports.length} reports${apart}`),
    ...section('reports', columns(names, [0])),
    ...series.flatMap((one) => section(heading(one), one.segments.flatMap(segmentLines))),
  ];
}

function heading({ of, where, metric, unit, better, segments }: Series): string {
  const level = segments.flatMap(({ points }) => points.flatMap((point) => point.interval?.level ?? []))[0];
  const intervals = level === undefined ? '' : `, ${percent(level)} intervals`;
  return `${metric} of ${of} on ${fullSubsetText(where)} (${unit}, ${better} is better${intervals})`;
}

/** Each part has a scale of its own. */
function segmentLines({ apart, points }: Segment): string[] {
  return [...(apart === null ? [] : ['', `not joined with what is above: ${apart} differs`]), ...pointTable(points)];
}

function pointTable(points: Segment['points']): string[] {
  const ends = points.flatMap((point) => [point.value ?? [], point.interval?.low ?? [], point.interval?.high ?? []].flat());
  const at = scale(domainOf([null, null], ends.length === 0 ? [0] : ends), plotWidth - 1);
  const rows = points.map(({ report, value, n, interval: bounds, change }) => {
    return [`${report + 1}`, number(value), interval(bounds), signed(change), String(n), drawn(value, bounds, at)];
  });
  return columns([['report', 'value', 'interval', 'change', 'n', ''], ...rows], [0, 1, 3, 4]);
}

/** `   ├────●──┤   ` */
function drawn(value: number | null, bounds: Segment['points'][number]['interval'], at: (value: number) => number): string {
  const cells = Array.from({ length: plotWidth }, () => ' ');
  const position = (x: number): number => Math.round(at(x));
  if (bounds !== null) {
    cells.fill('─', position(bounds.low), position(bounds.high));
    cells[position(bounds.low)] = '├';
    cells[position(bounds.high)] = '┤';
  }
  if (value !== null) cells[position(value)] = '●';
  return cells.join('');
}
