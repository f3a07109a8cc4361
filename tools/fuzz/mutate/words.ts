/** Changes of arguments, one a line. They name outputs, so no change makes a path that leaves the working folder. */
import type { Random } from '../random.ts';

export function mutateWords(text: string, random: Random, times: number): string {
  let words = text.split('\n').filter((word) => word !== '');
  for (let i = 0; i < times && words.length > 0; i++) words = random.pick(changes)(words, random);
  return `${words.join('\n')}\n`;
}

type Change = (words: readonly string[], random: Random) => string[];

const others = ['--', '--unknown', 'x', 'x=y', '=', '0', '-1', '1e9', 'true', '@', '@missing', '--help', 'out', 'a'.repeat(3_000)];

const changes: readonly Change[] = [
  (words, random) => words.toSpliced(random.below(words.length), 1),
  (words, random) => words.toSpliced(random.below(words.length), 2),
  (words, random) => words.toSpliced(random.below(words.length), 0, random.pick(words)),
  (words, random) => words.with(random.below(words.length), random.pick(words)),
  (words, random) => words.with(random.below(words.length), random.pick(others)),
  (words, random) => {
    const at = random.below(words.length);
    return words.with(at, random.pick([`${words[at]}x`, (words[at] ?? '').slice(1), (words[at] ?? '').slice(0, -1)]));
  },
];
