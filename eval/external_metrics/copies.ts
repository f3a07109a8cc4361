/** Copies of one thing under several names: each would be counted, and n would be larger than what was observed. */
import type { Json } from '../contracts/common.ts';
import { canonicalJson } from '../io/canonical_json.ts';
import { decimalIn } from '../io/decimal.ts';

/** Names that differ in nothing but case, blanks, hyphens, invisible characters, Unicode form or letters that look alike are one name. */
export function folded(name: string): string {
  const plain = name
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
    .replace(/\p{Pd}/gu, '-')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
    // Not before a sign: -1 is another number than 1.
    .replace(/(?<=[\p{L}\p{N}])[ _-](?=[\p{L}\p{N}])/gu, ' ');
  return plain.replace(/[\p{L}\p{M}\p{N}]+/gu, (word) => (isMixed(word) ? word.replace(/./gu, (letter) => lookAlikes.get(letter) ?? letter) : word));
}

/** What file managers, exporters and second runs put around a name: a copy is called by it, and by more. */
const [asFile, asAttempt] = [
  /^(copy of|kopie von|copie de|copia de) (?=.)|(?<=.)( ?-? ?\(\d{1,3}\)|[ .]?-? ?\b(copy|kopie|copie|copia|duplicate|dup|bak)( ?\(?\d{1,3}\)?)?|(?<=\d)\.(jsonl?|ya?ml|txt)|\.(bak|orig|tmp))$/u,
  /(?<=.) ?([#@]\d{1,3}|\(?\b(attempt|retry|retried|rerun|re run|repeat|trial|try|epoch|rollout|run) ?#?\d{1,3}\)?)$/u,
];

/** Names that only say that it is there again taken off: `task-01 (1)`, `Copy of task-01`, `task-01.json`; of a task also `task-01-retry-2`. */
export function originalOf(name: string, what: 'run' | 'task'): string {
  const plain = nameOf(name.replace(/^(\.?[/\\])+|[/\\]+$/g, '').replace(/^(["'`])(.*)\1$/, '$2'), what);
  const ofFile = plain.replace(asFile, '').trim();
  const original = what === 'task' && ofFile === plain ? plain.replace(asAttempt, '').trim() : ofFile;
  return original === plain || original === '' ? plain : originalOf(original, what);
}

/** Folded; task-1, task01 and Task_001 are one task. */
export function nameOf(name: string, what: 'run' | 'task'): string {
  return what === 'run' ? folded(name) : folded(name).replace(/(?<=\p{L})[ .]?0*(?=\d+(?![\p{L}\d]))/gu, ' ');
}

/** Of each task the name that it counts by: that of its original where this is among them, else its own. */
export function originalsOf(tasks: readonly string[]): readonly string[] {
  const names = tasks.map((task) => nameOf(task, 'task'));
  const known = new Set(names);
  return tasks.map((task, i) => {
    const original = originalOf(task, 'task');
    return known.has(original) ? original : (names[i] as string);
  });
}

/** Cyrillic and Greek letters, and the Latin ones that they are taken for. */
const lookAlikes = new Map([...'аеорсухіјѕкмтвнԁԛԝ'].map((letter, i) => [letter, 'aeopcyxijskmtbhdqw'[i] ?? '']));
for (const [i, letter] of [...'αορνικτυχ'].entries()) lookAlikes.set(letter, 'aopviktux'[i] ?? '');

/** Letters of two scripts in one word, of which some look alike: nobody writes a name so on purpose. */
export function isMixed(name: string): boolean {
  return /\p{Script=Latin}/u.test(name) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(name);
}

/** One text for values that differ in no more than the order of keys, the case and blanks of texts and keys, and members that say nothing. */
export function contentOf(value: Json): string {
  return canonicalJson(withFoldedTexts(value));
}

function withFoldedTexts(value: Json): Json {
  // A number or a truth value in quotes is what it says: exporters differ in it.
  if (typeof value === 'string') return decimalIn(value) ?? folded(value);
  if (typeof value === 'boolean') return String(value);
  // JSON can write numbers that are too large for one, and no canonical form has them.
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  if (Array.isArray(value)) return value.map(withFoldedTexts);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([key, own]) => [folded(key), withFoldedTexts(own)] as const);
  return Object.fromEntries(members.filter(([, own]) => own !== null && own !== ''));
}
