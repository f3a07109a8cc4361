import { lintResult } from '../../contracts/cli_results.ts';
import { metricLibrary } from '../../contracts/metric_definition.ts';
import { readJson } from '../../io/files.ts';
import { withOwn } from '../../metrics/table.ts';
import { defineCommand } from '../command.ts';
import { findFiles } from './find.ts';
import { lint } from './lint.ts';
import { lintText } from './text.ts';

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
