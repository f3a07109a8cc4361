import * as z from 'zod';
import type { MetricDefinition } from '../../contracts/metrics.ts';
import { quotient } from '../metric.ts';
import { defineJsonCorpusMetric } from './metric.ts';

const classes = ['digits', 'letters', 'other characters'] as const;
type CharacterClass = (typeof classes)[number];

const definition: MetricDefinition = {
  id: 'character_f1',
  version: 1,
  title: 'Character F1',
  summary: 'Characters that both lines of a sample have, wherever they stand, twice over those of the predictions and of the truth together.',
  unit: 'ratio',
  range: [0, 1],
  better: 'higher',
  secondary: false,
  undefinedWhen: 'neither truth nor predictions have such a character',
  parts: { sets: ['characters'], whole: true },
};

/**
 * 2 both / (predicted + true), over the bags of characters of all lines together: a line's own F1 does not add up to it. Of a line
 * that nobody read, every character is missing.
 */
export const characterF1 = defineJsonCorpusMetric({
  id: 'character_f1',
  type: 'text_line',
  schema: z.string(),
  numbers: [definition],
  partsOf: (truth) => ({ characters: classes.filter((name) => charactersOf(truth, name).length > 0) }),
  prepare(pairs, parts) {
    const places = [null, ...parts];
    const counted = pairs.map(({ truth, prediction }) => places.map((part) => bagsOf(truth, prediction ?? '', part)));
    return (weights) =>
      places.map((_, place) => {
        const sum = (which: 'both' | 'all'): number => counted.reduce((total, bags, i) => total + (weights[i] ?? 0) * (bags[place]?.[which] ?? 0), 0);
        return quotient(2 * sum('both'), sum('all'), 'there is no such character');
      });
  },
});

function bagsOf(truth: string, prediction: string, part: string | null): { readonly both: number; readonly all: number } {
  const [wanted, got] = [charactersOf(truth, part), charactersOf(prediction, part)];
  const left = Map.groupBy(wanted, (character) => character);
  const both = got.filter((character) => left.get(character)?.pop() !== undefined).length;
  return { both, all: wanted.length + got.length };
}

/** Code points of the composed form without blanks, all or those of one class. */
function charactersOf(text: string, part: string | null): string[] {
  return [...text.normalize('NFC')].filter((character) => !/\s/u.test(character) && (part === null || classOf(character) === part));
}

function classOf(character: string): CharacterClass {
  if (/\p{N}/u.test(character)) return 'digits';
  return /\p{L}/u.test(character) ? 'letters' : 'other characters';
}
