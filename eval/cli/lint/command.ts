import { type LintResult, lintResult } from '../../contracts/cli_results.ts';
import { metricLibrary } from '../../contracts/metric_definition.ts';
import { shorten } from '../../errors/errors.ts';
import { readJson } from '../../io/files.ts';
import { counted } from '../../io/words.ts';
import { withOwn } from '../../metrics/table.ts';
import { defineCommand } from '../command.ts';
import type { Paint } from '../text/paint.ts';
import { findFiles } from './find.ts';
import { lint } from './lint.ts';

export const lintCommand = defineCommand(
  {
    name: 'lint',
    summary: 'mistakes in criteria, sanity policies and taxonomies, without running a model',
    about: [
      'Tells every mistake of every file at once, with file, line and column, and warns of criteria that are right and probably',
      'not meant: they judge nothing, vanish with their evidence, or lean on too few samples. In folders, files of other kinds',
      'are passed over; one that is no YAML at all is a warning.',
    ],
    words: ['file-or-folder…'],
    options: {
      tier: { value: 'TIER', about: 'look at this tier of criteria that have tiers (at all of them)' },
      library: { value: 'PATH', about: 'metric_library.json of a metric_library that the criteria name' },
    },
    examples: [
      ['criteria', 'everything below a folder'],
      ['criteria/scorecard/promotion_scorecard.yaml --tier base', 'one tier of one file'],
    ],
    exitCodes: [
      [0, 'no mistakes; there may be warnings'],
      [2, 'mistakes, nothing to lint, wrong usage'],
    ],
  },
  lintResult,
  ({ words, options: { tier, library } }) => {
    const metrics = withOwn(library === undefined ? [] : readJson(library, metricLibrary).metrics);
    const data = lint({ ...findFiles(words), tier, metrics });
    return { data, text: lintText, exitCode: data.problems.length === 0 ? 0 : 2 };
  },
);

function lintText({ files, problems, warnings }: LintResult, paint: Paint): string[] {
  const parts = [
    ...(problems.length === 0 ? [] : [counted(problems.length, 'mistake')]),
    ...(warnings.length === 0 ? [] : [counted(warnings.length, 'warning')]),
  ];
  const tone = problems.length > 0 ? paint.bad : warnings.length > 0 ? paint.doubtful : paint.good;
  return [
    tone(`${counted(files.length, 'file')}: ${parts.length === 0 ? 'nothing wrong' : parts.join(', ')}`),
    ...problems.flatMap(({ code, location, message, got, expected, cure }) => [
      '',
      `${paint.bad(`error ${code}`)}  ${location}`,
      `  ${message}`,
      ...(got === undefined ? [] : [`  got: ${shorten(got)}`]),
      ...(expected === undefined ? [] : [`  expected: ${shorten(expected)}`]),
      `  do: ${cure}`,
    ]),
    ...warnings.flatMap(({ rule, location, message, cure }) => [
      '',
      `${paint.doubtful(`warning ${rule}`)}  ${location}`,
      `  ${message}`,
      `  do: ${cure}`,
    ]),
  ];
}
