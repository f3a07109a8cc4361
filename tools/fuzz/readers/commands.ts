/** Arguments, naive baselines, and promotion: what it rests on, and the store that it writes. */
import { corpusFiles } from '../../../eval/gallery/inputs.ts';
import { parseArguments, wholeArgument } from '../../../eval/io/arguments.ts';
import { readText } from '../../../eval/io/files.ts';
import { parseCommand } from '../../../eval/promote/command.ts';
import { parseScoresKey } from '../../../eval/tabulate/roles.ts';
import { programs } from '../program.ts';
import { file, json, type Reader } from '../reader.ts';
import { filesNamed } from './stages.ts';

/** One argument a line, as in a parameter file. */
const lines = (...words: readonly string[]) => file('words', `${words.join('\n')}\n`);

function typedWords(): string[] {
  return readText('typed')
    .split('\n')
    .filter((word) => word !== '');
}

export const commandReaders: readonly Reader[] = [
  {
    name: 'parameter file',
    weight: 4,
    inputs: () => [
      {
        parameters: lines(
          '--out',
          'x.json',
          '--scores',
          'candidate:heldout=a',
          '--scores',
          'baseline:heldout=b',
          '--count',
          '6',
          '--truth',
          'heldout=t',
        ),
      },
    ],
    read: () => {
      const args = parseArguments(['@parameters'], { out: 'one', scores: 'map', count: 'optional', truth: 'many' });
      for (const key of args.scores.keys()) parseScoresKey(key);
      corpusFiles('truth', args.truth);
      wholeArgument('count', args.count ?? '6', 0);
      return {};
    },
  },
  {
    name: 'promotion command',
    weight: 4,
    inputs: () => [
      {
        typed: lines(
          '--store',
          's',
          '--actor',
          'Ada',
          '--channel',
          'production',
          '--force',
          '--reason',
          'r',
          '--expect-current',
          'none',
          '--decision',
          'd',
          '--metrics',
          'm',
          '--policy',
          'p',
          '--measure',
          'm',
        ),
      },
      { typed: lines('rollback', '--store', 's', '--actor', 'Ada', '--to', `sha256:${'0'.repeat(64)}`, '--reason', 'r') },
      { typed: lines('status', '--store', 's') },
    ],
    read: () => {
      parseCommand(typedWords(), []);
      return {};
    },
  },
  programs(
    'naive',
    3,
    async () =>
      (await filesNamed('truth.ndjson', 'slices.ndjson', 'inputs.ndjson')).slice(0, 1).map((files) => ({ ...files, 'config.json': json({}) })),
    {
      folder: 'eval/naive',
      words: `--kind mean_mask --config config.json --corpus heldout --truth truth.ndjson --slices slices.ndjson --inputs inputs.ndjson
              --out out/rows.ndjson`,
    },
  ),
];
