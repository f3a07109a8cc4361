/** One run that is there under two names, or twice in one file. Its steps would count twice. */
import type { Problem } from '../errors/errors.ts';

interface ComparedStep {
  /** Where the trace says that it stands. */
  readonly position: number | null;
  /** All else that it says. */
  readonly content: string;
}

export interface ComparedTrace {
  readonly location: string;
  /** Folded; empty where the trace does not say. */
  readonly runId: string;
  readonly steps: readonly ComparedStep[];
}

/**
 * EV6005 for every trace that repeats one before it, and for steps that stand twice in one. Equal steps are a copy where the runs do not say that they
 * are two, and where chance cannot have made them equal; of one run also the first steps of it are a copy.
 */
export function copiedTraces(traces: readonly ComparedTrace[]): Problem[] {
  const before = new Map<string, ComparedTrace[]>();
  const ofRun = new Map<string, ComparedTrace[]>();
  return traces.flatMap((trace): Problem[] => {
    const { location, runId, steps } = trace;
    if (steps.length === 0) return [];
    const twice = doubledStep(trace);
    if (twice !== undefined) return [{ code: 'EV6005', location, message: `its step ${twice} stands in it twice`, got: runId }];
    const key = contentsOf(trace).join('\n');
    const equal = listAt(before, key).find((other) => isCopy(trace, other));
    const partial = runId === '' ? undefined : listAt(ofRun, runId).find((other) => isPartOf(trace, other) || isPartOf(other, trace));
    listAt(before, key).push(trace);
    if (runId !== '') listAt(ofRun, runId).push(trace);
    const other = equal ?? partial;
    if (other === undefined) return [];
    const part = equal === undefined ? 'the first steps of one are all steps of the other' : 'their steps are equal';
    return [{ code: 'EV6005', location, message: `it is the run that ${other.location} holds: ${part}`, got: runId }];
  });
}

/** Labels alone make at most five kinds of steps: with more, steps say what was done, and their order is no evidence of another run. */
const mostLabels = 5;

function kindsOf({ steps }: ComparedTrace): number {
  return new Set(steps.map(({ content }) => content)).size;
}

/** What the steps say, without their positions. */
function contentsOf(trace: ComparedTrace): readonly string[] {
  const contents = trace.steps.map(({ content }) => content);
  return kindsOf(trace) > mostLabels ? contents.sort() : contents;
}

/** Scripted runs may go the same way; where every step is like the others, or there are only a few, that says nothing. */
const fewSteps = 5;

/** @param b a trace with equal contents */
function isCopy(a: ComparedTrace, b: ComparedTrace): boolean {
  const kinds = kindsOf(a);
  if (a.runId !== '' && b.runId !== '' && a.runId !== b.runId) return kinds > 1 && a.steps.length >= fewSteps;
  // One run may be spread over several files.
  return kinds > mostLabels || a.steps.every(({ position }, i) => position === b.steps[i]?.position);
}

function isPartOf(part: ComparedTrace, whole: ComparedTrace): boolean {
  const isEqual = ({ position, content }: ComparedStep, i: number) => position === whole.steps[i]?.position && content === whole.steps[i]?.content;
  return part.steps.length < whole.steps.length && part.steps.every(isEqual);
}

/** Position of the first step that is there with the same position and content before. */
function doubledStep({ steps }: ComparedTrace): number | undefined {
  const seen = new Set<string>();
  return steps.find(({ position, content }) => position !== null && (seen.has(`${position} ${content}`) || !seen.add(`${position} ${content}`)))
    ?.position as number | undefined;
}

function listAt(map: Map<string, ComparedTrace[]>, key: string): ComparedTrace[] {
  const list = map.get(key) ?? [];
  map.set(key, list);
  return list;
}
