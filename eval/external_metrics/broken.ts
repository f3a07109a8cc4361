/** What runners write where a task, a run or a step broke, whatever they call it. */
import { folded } from './copies.ts';

/** `timedOut`, `timed_out` and `Timed-Out` are `timed out`. */
export function wordsOf(name: string): string {
  return folded(name.replace(/([a-z])([A-Z])/g, '$1_$2').replace(/[_-]/g, ' '));
}

const what =
  'errors?|exceptions?|exc|tracebacks?|stack ?traces?|crash(ed)?|failure|failed|fatal|panic|core dumped|segfault|timed ?out|oom|oom killed';
const ended = 'timeout|killed|abort(ed)?|skip(ped)?|interrupted|terminated';
/** Members that say it: error, errors, error_type, hasError, Exception, exc_info, timedOut, crash_reason. A count of recovered failures has another name. */
const names = new RegExp(
  `^((has|is|did|was|final|fatal|unhandled|uncaught|task|run|runner|harness|agent|system|runtime) )*(${what}|${ended})( (type|message|kind|class|name|code|reason|text|info|details?))?$`,
);
const exitNames = /^((process )?exit|return|ret)( ?(code|status))?$|^rc$|^(term )?signal$/;
/** Members whose text says how it ended. */
const stateNames = /^(status|state|(termination|finish|stop|end|exit|halt|completion) (reason|status|state|cause))$/;
/** The same, but for longer texts, which tell what was found. */
const resultNames = /^(result|verdict|reason|cause)$/;
/** What such a text begins with. A task that is pending or was skipped did not run. */
const states =
  /^(abort(ed)?|cancell?ed|crash(ed)?|error(ed)?|exception|fail(ed|ure)?|fatal|interrupted|killed|oom|out of memory|panic|segfault|signal|sig[a-z]{3,4}|terminated|time(d )?out|timeout|skipped|not (run|started)|pending|queued|running)(?! free)\b/;
/** Members that tell more of the run itself; others hold what it found. */
const nestedNames = /^(details?|meta|metadata|info|run|process|execution|runner|harness|runtime|system)$/;

/** Whether a member says something: not empty, false, 0 or null. */
function isSaid(value: unknown): boolean {
  if (typeof value === 'string') return !['', '0', 'false', 'no', 'none', 'null'].includes(folded(value));
  if (Array.isArray(value)) return value.length > 0;
  return typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : Boolean(value);
}

/** What says that it broke, in words. @param allowed names of members that do not say it here */
export function breakOf(said: Readonly<Record<string, unknown>>, allowed: readonly string[] = []): string | undefined {
  for (const [name, value] of Object.entries(said)) {
    const words = wordsOf(name);
    if (allowed.includes(words)) continue;
    const isBroken =
      names.test(words) && words !== 'timeout'
        ? isSaid(value)
        : exitNames.test(words) || words === 'timeout'
          ? isSaid(value) && isExit(words, value)
          : typeof value === 'string' && isState(words, wordsOf(value));
    if (isBroken)
      return names.test(words) && typeof value === 'string' ? value : `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`;
    if (nestedNames.test(words) && typeof value === 'object' && value !== null && !Array.isArray(value)) {
      const nested = breakOf(value as Readonly<Record<string, unknown>>, allowed);
      if (nested !== undefined) return nested;
    }
  }
  return undefined;
}

function isState(name: string, text: string): boolean {
  const [found] = states.exec(text) ?? [];
  return found !== undefined && (stateNames.test(name) || (resultNames.test(name) && found === text));
}

/** A code is a number, a signal may have a name; seconds of a limit are no timeout. */
function isExit(words: string, value: unknown): boolean {
  const isNumber = typeof value === 'number' || (typeof value === 'string' && Number.isFinite(Number(value)));
  if (words === 'timeout') return !isNumber;
  return isNumber || value === true || (typeof value === 'string' && (words.endsWith('signal') || states.test(wordsOf(value))));
}

const successNames = /^(is )?(success|succeeded|successful|completed|done|finished)$/;

/** The member that denies that it succeeded: false, 0, null or no. */
export function denialOf(said: Readonly<Record<string, unknown>>): string | undefined {
  const found = Object.entries(said).find(
    ([name, value]) => successNames.test(wordsOf(name)) && value !== undefined && value !== '' && !isSaid(value),
  );
  return found && `${found[0]}: ${String(found[1])}`;
}

/** Members in which graders write what they think of the whole task, and those that say whether anybody graded it. */
const verdictNames =
  /^((is|was|final|total|overall|task|eval|judge) )*(score|reward|correct|correctness|accuracy|acc|exact match|resolved|solved|pass|passed|pass rate|success rate|grade|verdict)$|^(is |was )?(evaluated|graded|scored|judged|attempted|executed)$/;
/** Members that hold verdicts, by name or one after the other. */
const graderNames =
  /^(scores?|scorers?|metrics?( data)?|grad(es|ing)( results?)?|grader( results?)?|evaluation( results?)?|judge?ments?|verifier( result)?)$/;
/** What graders call a task that was not done; `I` and `N` are Inspect's incorrect and no answer. */
const against =
  /^(0+(\.0*)?|false|no|f|i|n|fail(ed|ure|s)?|incorrect|wrong|unsolved|unresolved|rejected|not (passed|solved|resolved|correct|graded|evaluated))$/;

/**
 * The member by which a grader says that the task was not done: a score of 0, `correct: false`, `scores: {accuracy: "I"}`.
 * @param signed names, in words, of members whose numbers go below 0: there 0 can be the best, as of rewards that count what went wrong
 */
export function verdictAgainst(said: Readonly<Record<string, unknown>>, signed: ReadonlySet<string> = new Set()): string | undefined {
  for (const [name, value] of Object.entries(said)) {
    const words = wordsOf(name);
    if (signed.has(words)) continue;
    if (verdictNames.test(words) && isAgainst(value)) return `${name}: ${JSON.stringify(value)}`;
    if (!graderNames.test(words) || typeof value !== 'object' || value === null) continue;
    for (const one of Array.isArray(value) ? value.map(byName) : [value]) {
      const nested = verdictAgainst(one as Readonly<Record<string, unknown>>, signed);
      if (nested !== undefined) return `${name}: ${nested}`;
    }
  }
  return undefined;
}

function isAgainst(value: unknown): boolean {
  if (typeof value === 'object' && value !== null && 'value' in value) return isAgainst(value.value);
  return value === 0 || value === false || (typeof value === 'string' && against.test(folded(value)));
}

/** `{name: "accuracy", value: 0}` as `{accuracy: 0}`. */
function byName(one: unknown): unknown {
  if (typeof one !== 'object' || one === null || !('name' in one) || typeof one.name !== 'string') return one ?? {};
  return { [one.name]: 'value' in one ? one.value : 'score' in one ? one.score : null };
}
