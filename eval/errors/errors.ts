/** Errors a person can act on: code, place, what was got, what was expected, what to do. All problems at once. */

import type { Code } from './codes.ts';
import { codes } from './codes.ts';

export interface Problem {
  readonly code: Code;
  /** file:line:column for text, a label for Bazel, a sample id for data. Never an absolute path. */
  readonly location: string;
  /** What is wrong here, naming got and expected. */
  readonly message: string;
  readonly got?: string;
  readonly expected?: string;
  /** The last lines that a program printed; few, whoever quotes them sees to that. */
  readonly printed?: readonly string[];
  /** What to do here; the code's general cure when left out. */
  readonly cure?: string;
}

/** The input is wrong: exit code 2, no stack trace, no output. */
export class InputError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: Problem | readonly Problem[]) {
    const list = Array.isArray(problems) ? (problems as readonly Problem[]) : [problems as Problem];
    super(formatProblems(list));
    this.name = 'InputError';
    this.problems = list;
  }
}

/** Collects problems so that all of them are told at once. */
export class Problems {
  readonly #list: Problem[] = [];

  add(problem: Problem): void {
    this.#list.push(problem);
  }

  /** Collects the problems of an InputError; any other error goes on. */
  absorb(error: unknown): void {
    if (!(error instanceof InputError)) throw error;
    for (const problem of error.problems) this.add(problem);
  }

  get empty(): boolean {
    return this.#list.length === 0;
  }

  /** Throws when anything was collected. */
  check(): void {
    if (!this.empty) throw new InputError(this.#list);
  }
}

const maximumShown = 50;

/** Messages quote what was read, and that can be anything. */
const longestLine = 500;

/** One problem as text. */
export function formatProblem(problem: Problem): string {
  const lines = [`error ${problem.code}  ${shorten(problem.location, longestLine)}`, `  ${shorten(problem.message, longestLine)}`];
  lines.push(...(problem.printed ?? []).map((line) => `  | ${shorten(line, longestLine)}`));
  if (problem.got !== undefined) lines.push(`  got: ${shorten(problem.got)}`);
  if (problem.expected !== undefined) lines.push(`  expected: ${shorten(problem.expected)}`);
  lines.push(`  do: ${problem.cure ?? codes[problem.code].cure}`);
  return lines.join('\n');
}

/** All problems as text, at most 50 of them with the number of the rest. */
export function formatProblems(problems: readonly Problem[]): string {
  const shown = problems.slice(0, maximumShown).map(formatProblem);
  const rest = problems.length - shown.length;
  return [...shown, ...(rest > 0 ? [`and ${rest} more problems`] : [])].join('\n');
}

/** Cuts a quoted value at a sensible length. */
export function shorten(text: string, length = 200): string {
  return text.length <= length ? text : `${text.slice(0, length)}… (${text.length} characters)`;
}

/** Names are shorter; what is longer is no misspelt one, and the time to compare two texts grows with the product of their lengths. */
const longestName = 300;

/** The known name nearest to a misspelt one (edit distance), or undefined when none is near. */
export function nearest(wanted: string, known: Iterable<string>): string | undefined {
  if (wanted.length > longestName) return undefined;
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of known) {
    // So many letters at least would have to be put in or taken out.
    if (Math.abs(candidate.length - wanted.length) >= bestDistance) continue;
    const distance = editDistance(wanted, candidate);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replace = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(replace, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    previous = row;
  }
  return previous[b.length] ?? 0;
}
