/** Changes of JSON that leave it mostly JSON: what gets past a parser and has to be caught behind it. */
import type { Random } from '../random.ts';
import { nastyKeys, nastyValues } from './nasty.ts';
import { parseTree, raw, type Spot, spotsOf, type Tree, treeText } from './tree.ts';

/** @param text valid JSON */
export function mutateJson(text: string, random: Random, times: number): string {
  const root = { tree: parseTree(text) };
  for (let i = 0; i < times; i++) random.pick(changes)(spotsOf(root), random);
  return treeText(root.tree);
}

type Change = (spots: readonly Spot[], random: Random) => void;

const setNasty: Change = (spots, random) => random.pick(spots).replace(raw(random.pick(random.pick(nastyValues))));

/** A number by a number, a text by a text: what only a range or a reference check can find. */
const nudge: Change = (spots, random) => {
  const scalars = spots.filter(({ tree }) => tree.kind === 'raw');
  if (scalars.length === 0) return;
  const { tree, replace } = random.pick(scalars);
  const value: unknown = tree.kind === 'raw' ? parsed(tree.text) : null;
  if (typeof value === 'number') {
    const others = [value + 1, value - 1, -value, value * 10, value * 1e6, value / 2, value + 0.5, Math.trunc(value), 0, 1];
    replace(raw(String(random.pick(others))));
  } else if (typeof value === 'string') {
    const at = random.below(value.length + 1);
    const others = [value.slice(0, at), value.slice(at), value + value, value.toUpperCase(), `../${value}`, `/${value}`, `${value} `];
    replace(raw(JSON.stringify(random.pick(others))));
  } else replace(raw(String(value !== true)));
};

const swap: Change = (spots, random) => {
  const [a, b] = [random.pick(spots), random.pick(spots)];
  const [first, second] = [copyOf(a.tree), copyOf(b.tree)];
  a.replace(second);
  b.replace(first);
};

/** Of one type, so that a schema sees no difference. */
const swapAlike: Change = (spots, random) => {
  const a = random.pick(spots);
  const alike = spots.filter(({ tree }) => typeOf(tree) === typeOf(a.tree));
  const b = random.pick(alike);
  const [first, second] = [copyOf(a.tree), copyOf(b.tree)];
  a.replace(second);
  b.replace(first);
};

function typeOf(tree: Tree): string {
  return tree.kind === 'raw' ? typeof parsed(tree.text) : tree.kind;
}

const changeMembers: Change = (spots, random) => {
  const { tree } = random.pick(spots.filter(({ tree: { kind } }) => kind !== 'raw').concat(spots.slice(0, 1)));
  if (tree.kind === 'object') random.pick(memberChanges)(tree.entries, random);
  else if (tree.kind === 'array') random.pick(itemChanges)(tree.items, random);
};

const changes: readonly Change[] = [
  setNasty,
  setNasty,
  nudge,
  nudge,
  nudge,
  nudge,
  swapAlike,
  swapAlike,
  swap,
  changeMembers,
  changeMembers,
  changeMembers,
];

type Entries = [key: string, value: Tree][];

const memberChanges: readonly ((entries: Entries, random: Random) => void)[] = [
  (entries, random) => void entries.splice(random.below(entries.length), 1),
  (entries, random) => void entries.push([random.pick(nastyKeys), raw(random.pick(random.pick(nastyValues)))]),
  (entries, random) => {
    if (entries.length === 0) return;
    const entry = random.pick(entries);
    entry[0] = random.pick([...nastyKeys, `${entry[0]}s`, entry[0].slice(1), entry[0].toUpperCase()]);
  },
  // Twice the same key: the last one counts in JavaScript, the first one elsewhere.
  (entries, random) => {
    if (entries.length > 0) entries.push([random.pick(entries)[0], raw(random.pick(random.pick(nastyValues)))]);
  },
];

const itemChanges: readonly ((items: Tree[], random: Random) => void)[] = [
  (items, random) => void items.splice(random.below(items.length), 1),
  (items, random) => {
    if (items.length > 0) items.splice(random.below(items.length), 0, copyOf(random.pick(items)));
  },
  (items) => void items.reverse(),
  (items) => void items.splice(0),
  (items, random) => void items.push(raw(random.pick(random.pick(nastyValues)))),
];

function copyOf(tree: Tree): Tree {
  return structuredClone(tree);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
