/** Errors a person can act on: code, place, what was got, what was expected, what to do. All problems at once. */

import { type Code, codes } from './codes.ts';

export interface Problem {
  readonly code: Code;
  /** file:line:column for text, a label for Bazel, a sample id for data. Never an absolute path. */
  readonly location: string;
  /** What is wrong here, naming got and expected. */
  readonly message: string;
  readonly got?: string | undefined;
  readonly expected?: string | undefined;
  /** The last lines that a program printed; few, whoever quotes them sees to that. */
  readonly printed?: readonly string[];
  /** What to do here; the code's general cure when left out. */
  readonly cure?: string | undefined;
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

/** What an InputError of this step says; nothing where it has no objection. */
export function problemsOf(step: () => unknown): readonly Problem[] {
  try {
    step();
    return [];
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
}

/** Collects problems so that all of them are told at once. */
export class Problems {
  readonly #list: Problem[] = [];

  add(problem: Problem): void {
    this.#list.push(problem);
  }

  addAll(problems: readonly Problem[]): void {
    for (const problem of problems) this.add(problem);
  }

  /** Collects the problems of an InputError; any other error goes on. */
  absorb(error: unknown): void {
    if (!(error instanceof InputError)) throw error;
    this.addAll(error.problems);
  }

  /** Takes a step and collects what it finds wrong, so that later steps can still tell what they find. */
  collect<T>(step: () => T): T | undefined {
    try {
      return step();
    } catch (error) {
      this.absorb(error);
      return undefined;
    }
  }

  /** Everything that was collected, for whoever goes on all the same. */
  get all(): readonly Problem[] {
    return [...this.#list];
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
  lines.push(`  do: ${problem.cure ?? codes[problem.code]}`);
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
