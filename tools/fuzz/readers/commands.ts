/** Arguments, floors, and promotion: what it rests on, and the store that it writes. */
import { z } from 'zod';
import { recordedRow } from '../../../eval/backends/predictions.ts';
import { inputRow, sliceRow, truthRow } from '../../../eval/contracts/corpus.ts';
import { run as makeFloor } from '../../../eval/floor/run.ts';
import { corpusFiles, wholeNumber } from '../../../eval/gallery/inputs.ts';
import { parseArguments } from '../../../eval/io/arguments.ts';
import { readJson, readText } from '../../../eval/io/files.ts';
import { readRows } from '../../../eval/io/ndjson.ts';
import { parseCommand } from '../../../eval/promote/command.ts';
import { parseScoresKey } from '../../../eval/tabulate/roles.ts';
import type { Read, Reader } from '../reader.ts';
import { file, json } from '../reader.ts';
import { filesNamed } from './stages.ts';

/** One argument a line, as in a parameter file. */
const lines = (...words: readonly string[]) => file('words', `${words.join('\n')}\n`);

function typedWords(): string[] {
  return readText('typed')
    .split('\n')
    .filter((word) => word !== '');
}

function floored(): Read {
  const rows = makeFloor({
    kind: 'mean_mask',
    config: readJson('config.json', z.unknown()),
    corpus: 'heldout',
    truth: [...readRows('truth.ndjson', truthRow)],
    slices: [...readRows('slices.ndjson', sliceRow)],
    inputs: [...readRows('inputs.ndjson', inputRow)],
  });
  return { outputs: rows.map((value) => ({ schema: recordedRow, value })) };
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
      wholeNumber('count', args.count ?? '6');
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
  {
    name: 'floor',
    weight: 3,
    inputs: async () =>
      (await filesNamed('truth.ndjson', 'slices.ndjson', 'inputs.ndjson')).slice(0, 1).map((files) => ({ ...files, 'config.json': json({}) })),
    read: floored,
  },
];
