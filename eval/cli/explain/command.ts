import { explanation } from '../../contracts/cli_results.ts';
import { defineCommand } from '../command.ts';
import { readRecordOrReport, readReportAndPairs, usualReport } from '../inputs.ts';
import { explain } from './explain.ts';
import { explanationText } from './text.ts';

export const explainCommand = defineCommand(
  {
    name: 'explain',
    summary: 'why a criterion or a sanity check came out as it did',
    about: [
      'Says what a criterion asks for, how its metric is defined, what was found on how many samples, how far the value is',
      'from its limit, and whether more samples would tell (an estimate). A criterion over `each` value is explained at each.',
    ],
    words: ['criterion'],
    options: {
      report: { value: 'PATH', about: `the report (${usualReport})` },
      against: { value: 'PATH', about: 'a golden record, or an earlier report: says what changed since' },
    },
    examples: [
      ['flagged_pass_rate', 'one criterion'],
      ['class_no_regression/handle_hole', 'one of its places'],
      ['sanity:same_truth', 'a sanity check'],
      ['heldout_mean_iou --against golden.json', 'and what changed since the record'],
    ],
    exitCodes: [
      [0, 'explained, whatever the result'],
      [2, 'no such criterion, no such report, wrong usage'],
    ],
  },
  explanation,
  ({ words: [asked = ''], options: { report = usualReport, against } }) => {
    const data = explain({ ...readReportAndPairs(report), asked, against: against === undefined ? undefined : readRecordOrReport(against).record });
    return { data, text: explanationText, exitCode: 0 };
  },
);
