import { difference } from '../../contracts/cli_results.ts';
import { defineCommand } from '../command.ts';
import { readRecordOrReport } from '../inputs.ts';
import { compare } from './compare.ts';
import { differenceText } from './text.ts';

const exitCodes = { same: 0, different: 1, incomparable: 4 } as const;

export const diffCommand = defineCommand(
  {
    name: 'diff',
    summary: 'what differs between two evaluations',
    about: [
      'Joins two reports (or golden records) by corpus, slice, metric and role, and lists verdict, criteria, sanity findings',
      'and numbers that differ. Numbers on other samples, by another metric version, by other criteria of measuring or',
      'against another baseline are not compared: then it says what differs and stops. Of two reports it also says which',
      'candidate is better in each number, whether decisively, and which one wins; a report and that of its baseline are',
      'compared by pairs.',
    ],
    words: ['A', 'B'],
    options: { anyway: { about: 'compare what can be compared; the first line says what cannot' } },
    examples: [
      ['bazel-bin/eval/report other/report.json', 'two reports'],
      ['golden.json bazel-bin/eval/report --anyway', 'although the corpus grew'],
    ],
    exitCodes: [
      [exitCodes.same, 'nothing that was compared differs'],
      [exitCodes.different, 'something differs'],
      [2, 'a report cannot be read, wrong usage'],
      [exitCodes.incomparable, 'they must not be compared'],
    ],
  },
  difference,
  ({ words: [a = '', b = ''], options: { anyway } }) => {
    const [before, after] = [readRecordOrReport(a), readRecordOrReport(b)];
    const reports = before.report === undefined || after.report === undefined ? undefined : ([before.report, after.report] as const);
    const data = compare({ a: before.record, b: after.record, anyway, reports });
    return { data, text: (difference, paint) => differenceText(difference, { a, b }, paint), exitCode: exitCodes[data.outcome] };
  },
);
