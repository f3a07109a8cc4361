/** One run that is there under two names. Its steps would count twice. */
import type { Problem } from '../errors/errors.ts';
import { folded } from './copies.ts';

export interface ComparedTrace {
  readonly location: string;
  /** Empty where the trace does not say. */
  readonly runId: string;
  /** What each step says, its position included. */
  readonly contents: readonly string[];
  /** The same without the positions: how many different steps there are. */
  readonly kinds: number;
}

/**
 * EV6024 for every trace that repeats one before it. Equal steps are a copy where the runs do not say that they are two, and where chance cannot
 * have made them equal; of one run also the first steps of it are a copy.
 */
export function copiedTraces(traces: readonly ComparedTrace[]): Problem[] {
  const before = new Map<string, ComparedTrace[]>();
  const ofRun = new Map<string, ComparedTrace[]>();
  return traces.flatMap((trace): Problem[] => {
    if (trace.contents.length === 0) return [];
    const run = folded(trace.runId);
    const equal = listAt(before, trace.contents.join('\n')).find((other) => isCopy(trace, other));
    const partial = run === '' ? undefined : listAt(ofRun, run).find((other) => isPartOf(trace, other) || isPartOf(other, trace));
    listAt(before, trace.contents.join('\n')).push(trace);
    if (run !== '') listAt(ofRun, run).push(trace);
    const other = equal ?? partial;
    if (other === undefined) return [];
    const part = equal === undefined ? 'the first steps of one are all steps of the other' : 'their steps are equal';
    return [{ code: 'EV6024', location: trace.location, message: `it is the run that ${other.location} holds: ${part}`, got: trace.runId }];
  });
}

/** Scripted runs may go the same way; where every step is like the others, or there are only a few, that says nothing. */
const fewSteps = 5;

function isCopy(a: ComparedTrace, b: ComparedTrace): boolean {
  const [runA, runB] = [folded(a.runId), folded(b.runId)];
  return runA === '' || runB === '' || runA === runB || (a.kinds > 1 && a.contents.length >= fewSteps);
}

function isPartOf(part: ComparedTrace, whole: ComparedTrace): boolean {
  return part.contents.length < whole.contents.length && part.contents.every((content, i) => content === whole.contents[i]);
}

function listAt(map: Map<string, ComparedTrace[]>, key: string): ComparedTrace[] {
  const list = map.get(key) ?? [];
  map.set(key, list);
  return list;
}
