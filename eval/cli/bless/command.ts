import { type Blessing, blessing } from '../../contracts/cli_results.ts';
import { canonicalJson } from '../../io/canonical_json.ts';
import { counted } from '../../io/words.ts';
import { section } from '../../report/text/layout.ts';
import { defineCommand } from '../command.ts';
import { changesText, details, obstaclesText } from '../diff/text.ts';
import { isFolder, readGolden, readReport } from '../inputs.ts';
import { numbersOf } from '../record/golden.ts';
import type { Paint } from '../text/paint.ts';
import { shortDigest } from '../text/words.ts';
import { bless } from './bless.ts';
import { writeAtomically } from './write.ts';

export const blessCommand = defineCommand(
  {
    name: 'bless',
    summary: 'move the golden record of an evaluation',
    about: [
      'Shows what a report would change in a golden record: the file in version control that says what was found when somebody',
      'last looked. It writes only with --write, never a void report, and the new record names the one it takes the place of.',
    ],
    words: [],
    options: {
      report: { value: 'PATH', needed: true, about: 'the report to bless' },
      out: { value: 'PATH', needed: true, about: 'the golden record; it need not exist yet' },
      write: { about: 'write the record' },
    },
    examples: [
      ['--report bazel-bin/eval/report --out golden.json', 'what would change?'],
      ['--report bazel-bin/eval/report --out golden.json --write', 'change it'],
    ],
    exitCodes: [
      [0, 'the record says the same already, or is written'],
      [1, 'the record would change, and --write is not given'],
      [2, 'the report is void, one of the two cannot be read or written, wrong usage'],
    ],
  },
  blessing,
  ({ options: { report, out, write } }) => {
    const old = isFolder(out) === undefined ? undefined : readGolden(out);
    const found = bless({ report: readReport(report), location: report, old });
    const written = write && found.outcome === 'proposed';
    if (written) writeAtomically(out, canonicalJson(found.record));
    const data: Blessing = written ? { ...found, outcome: 'written' } : found;
    return { data, text: (blessed, paint) => blessingText(blessed, out, paint), exitCode: data.outcome === 'proposed' ? 1 : 0 };
  },
);

/** @param out path of the record, as it was typed */
function blessingText({ outcome, record, difference }: Blessing, out: string, paint: Paint): string[] {
  const { verdict, deciding, criteria, digest, replaces } = record;
  const numbers = numbersOf(record);
  if (outcome === 'kept') return [paint.good(`${out} says the same already: verdict ${verdict}, ${counted(numbers.length, 'number')}`)];
  const [verb, note] =
    outcome === 'written' ? ['is written', ''] : [difference === null ? 'would be new' : 'would change', ' (nothing is written without --write)'];
  const changes =
    difference === null
      ? `verdict ${verdict}, decided by ${deciding}; ${counted(criteria.length, 'result')} and ${counted(numbers.length, 'number')}`
      : [...(difference.obstacles.length === 0 ? [] : [obstaclesText(difference.obstacles)]), changesText(difference)].join('; ');
  return [
    paint.strong(`${out} ${verb}: ${changes}${note}`),
    ...section('record', [`digest ${shortDigest(digest)}, in place of ${shortDigest(replaces)}`]),
    ...(difference === null ? [] : details(difference)),
  ];
}
