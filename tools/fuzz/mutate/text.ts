/** Changes of lines and words: YAML, tables, lists, arguments. */
import type { Random } from '../random.ts';
import { nastyKeys, strings } from './nasty.ts';

export function mutateText(text: string, random: Random, times: number): string {
  let lines = text.split('\n');
  // A change may leave nothing to change.
  for (let i = 0; i < times && lines.length > 0; i++) lines = random.pick(changes)(lines, random);
  return lines.join('\n');
}

type Change = (lines: readonly string[], random: Random) => string[];

const dropLine: Change = (lines, random) => lines.toSpliced(random.below(lines.length), 1);

const repeatLine: Change = (lines, random) => {
  const at = random.below(lines.length);
  return lines.toSpliced(random.below(lines.length), 0, lines[at] ?? '');
};

const swapLines: Change = (lines, random) => {
  const [a, b] = [random.below(lines.length), random.below(lines.length)];
  return lines.with(a, lines[b] ?? '').with(b, lines[a] ?? '');
};

const indent: Change = (lines, random) => {
  const at = random.below(lines.length);
  const line = lines[at] ?? '';
  return lines.with(at, random.pick([` ${line}`, `\t${line}`, line.slice(1), line.trimStart(), `- ${line}`]));
};

/** A word is what stands between blanks, commas and brackets. */
const word = /[^\s,{}[\]:"]+/g;

const replaceWord: Change = (lines, random) => {
  const at = random.below(lines.length);
  const line = lines[at] ?? '';
  const found = [...line.matchAll(word)];
  if (found.length === 0) return [...lines];
  const { index, 0: old } = random.pick(found);
  const others = [...strings, ...nastyKeys, ...odd, `${old}x`, old.slice(1), `-${old}`, `${old}${old}`, `${old}e400`];
  return lines.with(at, line.slice(0, index) + random.pick(others) + line.slice(index + old.length));
};

/** What YAML, CSV and Python read in their own ways. */
const odd = [
  '.nan',
  '.inf',
  '-.inf',
  '~',
  'NaN',
  'inf',
  'yes',
  '0o17',
  '1e400',
  '!!binary x',
  '!!js/function x',
  '&a',
  '*a',
  '<<: {x: 1}',
  '? x',
  '|',
  '>',
  '%',
  '---',
  '"',
  "'",
  '""',
  ',',
  '[',
  '{',
  '#',
  '\ufeff',
  '1,5',
  '１２',
];

const insertOdd: Change = (lines, random) => {
  const at = random.below(lines.length);
  const line = lines[at] ?? '';
  const cut = random.below(line.length + 1);
  return lines.with(at, line.slice(0, cut) + random.pick(odd) + line.slice(cut));
};

const nest: Change = (lines, random) => [...lines, `x: ${random.pick(['[', '{a: '])}`.padEnd(200 + random.below(3_000), '['), ''];
const aliases: Change = (lines) => ['a0: &a0 [x, x]', ...Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`), ...lines];
const cut: Change = (lines, random) => lines.slice(0, random.below(lines.length));

const changes: readonly Change[] = [
  dropLine,
  dropLine,
  repeatLine,
  swapLines,
  indent,
  replaceWord,
  replaceWord,
  replaceWord,
  replaceWord,
  insertOdd,
  insertOdd,
  nest,
  aliases,
  cut,
];
