/** What every program of a command_backend must do, checked one by one. */
import { predictions } from '../backends/predictions.ts';
import type { InputRow } from '../contracts/corpus.ts';
import { InputError, shorten } from '../errors/errors.ts';
import { type Answer, type CheckedProgram, corpus } from './checked_program.ts';

export interface Result {
  readonly check: string;
  /** What is wrong; undefined when it passed. */
  readonly problem: string | undefined;
}

/** Everything is checked on one answer to all samples; the rest asks again. */
interface Seen {
  readonly program: CheckedProgram;
  readonly samples: readonly InputRow[];
  readonly first: Answer;
  readonly rows: ReadonlyMap<string, string>;
}

type Check = (seen: Seen) => string | undefined | Promise<string | undefined>;

const answers = 'it ends well, in time, with a response';

const checks: Readonly<Record<string, Check>> = {
  'every row is well formed and about a sample of the request': async (seen) => problemsIn(seen, (code) => !sizeCodes.has(code)),
  'every sample has a row': ({ samples, rows }) =>
    listed(
      'no row for',
      samples.map(({ id }) => id).filter((id) => !rows.has(id)),
    ),
  'not all samples have failed': ({ rows }) =>
    rows.size > 0 && [...rows.values()].every((row) => 'failed' in (JSON.parse(row) as object)) ? `all ${rows.size} have` : undefined,
  'masks have the displayed size of their pictures': async (seen) => problemsIn(seen, (code) => sizeCodes.has(code)),
  'series have a value for each frame': ({ samples, rows }) =>
    listed(
      'another number of values for',
      samples.filter((s) => !fits(s, rows)).map(({ id }) => id),
    ),
  'it writes nothing but its response': ({ first }) => listed('changed:', first.changed),
  'asked again, it answers byte by byte the same': async ({ program, samples, first }) =>
    (await program.ask(samples)).text === first.text ? undefined : 'the second response is another one',
  'the order of the samples does not matter': async ({ program, samples, rows }) =>
    differences(rows, rowsOf((await program.ask([...samples].reverse())).text), samples),
  'a sample alone is predicted as among others': async ({ program, samples, rows }) => {
    for (const sample of someOf(samples)) {
      const problem = differences(rows, rowsOf((await program.ask([sample])).text), [sample]);
      if (problem !== undefined) return problem;
    }
    return undefined;
  },
  'a request that is no JSON is refused': ({ program }) => refusalOf(program, '{"schemaVersion": 1, '),
  'an empty request is refused': ({ program }) => refusalOf(program, ''),
  'a request of another schemaVersion is refused': ({ program }) =>
    refusalOf(program, `${JSON.stringify({ schemaVersion: 2, corpus, config: {}, data: {}, samples: [] })}\n`),
};

/** Where there is no answer at all, nothing else can be checked, and all of it counts as failed. */
export async function run(program: CheckedProgram, samples: readonly InputRow[]): Promise<Result[]> {
  let first: Answer;
  try {
    first = await program.ask(samples);
  } catch (error) {
    const problem = toldBy(error);
    return [{ check: answers, problem }, ...Object.keys(checks).map((check) => ({ check, problem: 'not tried: there is no answer' }))];
  }
  const seen = { program, samples, first, rows: rowsOf(first.text) };
  const results: Result[] = [{ check: answers, problem: undefined }];
  for (const [check, look] of Object.entries(checks)) {
    let problem: string | undefined;
    try {
      problem = await look(seen);
    } catch (error) {
      problem = toldBy(error);
    }
    results.push({ check, problem });
  }
  return results;
}

/** A line for each check, then `N passed, N failed`. */
export function textOf(results: readonly Result[]): string {
  const lines = results.map(({ check, problem }) =>
    problem === undefined ? `pass  ${check}` : `FAIL  ${check}\n        ${problem.replaceAll('\n', '\n        ')}`,
  );
  const failed = results.filter(({ problem }) => problem !== undefined).length;
  return `${[...lines, `${results.length - failed} passed, ${failed} failed`].join('\n')}\n`;
}

function toldBy(error: unknown): string {
  if (error instanceof InputError) return error.message;
  throw error;
}

const sizeCodes: ReadonlySet<string> = new Set(['EV4003', 'EV1201', 'EV1203']);

/** What infer would say about the response, as far as it is about this. */
async function problemsIn({ first, samples }: Seen, about: (code: string) => boolean): Promise<string | undefined> {
  try {
    await predictions.open({}, { kind: 'imported', files: [{ location: 'response.ndjson', text: first.text }] }, { corpus, samples });
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const problems = error.problems.filter(({ code }) => about(code));
    return problems.length === 0 ? undefined : new InputError(problems.slice(0, 5)).message;
  }
  return undefined;
}

/** Sample id -> its row; what is no row is left out. */
function rowsOf(text: string): Map<string, string> {
  const rows = new Map<string, string>();
  for (const line of text.split('\n')) {
    let row: unknown;
    try {
      row = JSON.parse(line);
    } catch {
      continue;
    }
    if (typeof row === 'object' && row !== null && 'id' in row && typeof row.id === 'string') rows.set(row.id, JSON.stringify(row));
  }
  return rows;
}

function fits(sample: InputRow, rows: ReadonlyMap<string, string>): boolean {
  if (sample.kind !== 'features') return true;
  const { values } = JSON.parse(rows.get(sample.id) ?? '{}') as { values?: unknown };
  return !Array.isArray(values) || values.length === sample.rows.length;
}

function differences(expected: ReadonlyMap<string, string>, got: ReadonlyMap<string, string>, samples: readonly InputRow[]): string | undefined {
  const ids = samples.map(({ id }) => id).filter((id) => expected.get(id) !== got.get(id));
  return listed('another row for', ids);
}

/** The first, the middle and the last: each takes a run. */
function someOf(samples: readonly InputRow[]): InputRow[] {
  const places = new Set([0, Math.floor(samples.length / 2), samples.length - 1]);
  return samples.filter((_, i) => places.has(i));
}

async function refusalOf(program: CheckedProgram, request: string): Promise<string | undefined> {
  const { how, detail } = await program.start(request);
  if (how === 'exited' && detail !== '0') return undefined;
  return how === 'exited' ? 'it ended with exit status 0' : `${how}: ${detail}`;
}

function listed(what: string, names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined;
  const shown = names.slice(0, 5).map((name) => shorten(name, 80));
  return `${what} ${shown.join(', ')}${names.length > shown.length ? ` and ${names.length - shown.length} more` : ''}`;
}
