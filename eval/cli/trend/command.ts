import { trendAnswer } from '../../contracts/cli_results.ts';
import { defineCommand } from '../command.ts';
import { readReport } from '../inputs.ts';
import { trendText } from './text.ts';
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
