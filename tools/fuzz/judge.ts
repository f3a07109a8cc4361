/** The oracle: a changed input is read, or refused in words that help. Anything else is a finding. */
import { type Code, codes } from '../../eval/errors/codes.ts';
import { formatProblem, InputError } from '../../eval/errors/errors.ts';
import { canonicalJson } from '../../eval/io/canonical_json.ts';
import type { Read } from './reader.ts';

export type Ending =
  | { readonly kind: 'read' }
  /** `text` is the first problem. */
  | { readonly kind: 'refused'; readonly codes: readonly Code[]; readonly text: string }
  /** What is wrong with the reader, in words. */
  | { readonly kind: 'finding'; readonly what: string };

/** Runs a reader once. */
export async function judge(read: () => Read | Promise<Read>): Promise<Ending> {
  let result: Read;
  try {
    result = await read();
  } catch (error) {
    return polluted() ?? judgeError(error);
  }
  return polluted() ?? judgeResult(result);
}

/** Longer than any line that helps somebody. */
const longestProblem = 2_000;

function judgeError(error: unknown): Ending {
  if (!(error instanceof InputError)) {
    return { kind: 'finding', what: `threw ${error instanceof Error ? (error.stack ?? error.message) : String(error)}` };
  }
  const { problems } = error;
  if (problems.length === 0) return { kind: 'finding', what: 'refused without saying why' };
  for (const problem of problems) {
    const { code, location, message } = problem;
    if (!Object.hasOwn(codes, code)) return { kind: 'finding', what: `the code ${code} is not in the table` };
    if (code === 'EV5003') return { kind: 'finding', what: `our bug by its own account: ${location}: ${message}` };
    if (location === '' || message === '') return { kind: 'finding', what: `${code} without a place or a message: "${location}", "${message}"` };
    const text = formatProblem(problem);
    if (text.length > longestProblem) return { kind: 'finding', what: `${code} is told in ${text.length} characters: ${text.slice(0, 200)}` };
    if (/^\s+at .*:\d+:\d+\)?$/m.test(text)) return { kind: 'finding', what: `a stack trace in ${code}: ${text}` };
  }
  return { kind: 'refused', codes: [...new Set(problems.map(({ code }) => code))].sort(), text: problems.slice(0, 1).map(formatProblem).join() };
}

function judgeResult({ outputs = [], go = false }: Read): Ending {
  if (go) return { kind: 'finding', what: 'a promotion: what was no go became one' };
  for (const { schema, value } of outputs) {
    const checked = schema.safeParse(value);
    if (!checked.success) return { kind: 'finding', what: `wrote what no reader takes: ${checked.error.message.slice(0, 500)}` };
    try {
      canonicalJson(value);
    } catch (error) {
      return { kind: 'finding', what: `wrote what is no JSON: ${String(error)}` };
    }
  }
  return { kind: 'read' };
}

/** A key of the input that became one of every object. */
function polluted(): Ending | undefined {
  const keys = [Object.prototype, Array.prototype].flatMap((prototype) => Object.keys(prototype));
  return keys.length === 0 ? undefined : { kind: 'finding', what: `prototypes have new keys: ${keys.join(', ')}` };
}
