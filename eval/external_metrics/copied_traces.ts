/** One run that is there under two names, or twice in one file. Its steps would count twice. */
import type { Problem } from '../errors/errors.ts';
import { originalOf } from './copies.ts';

interface ComparedStep {
  /** Where the trace says that it stands. */
  readonly position: number | null;
  /** What became of it. */
  readonly label: string;
  /** All else that it says, but for times and identities, by name. */
  readonly members: ReadonlyMap<string, string>;
}

export interface ComparedTrace {
  readonly location: string;
  /** Folded; empty where the trace does not say. */
  readonly runId: string;
  readonly steps: readonly ComparedStep[];
}

/**
 * EV6005 for every trace that repeats one before it, and for steps that stand twice in one. Equal steps are a copy where the runs do not say that they
 * are two, and where chance cannot have made them equal; of one run also the first steps of it are a copy. What only one of two steps says is not compared.
 */
export function copiedTraces(traces: readonly ComparedTrace[]): Problem[] {
  const before = new Map<string, ComparedTrace[]>();
  const ofRun = new Map<string, ComparedTrace[]>();
  return traces.flatMap((trace): Problem[] => {
    const { location, runId, steps } = trace;
    if (steps.length === 0) return [];
    const twice = doubledStep(trace);
    if (twice !== undefined) return [{ code: 'EV6005', location, message: `its step ${twice} stands in it twice`, got: runId }];
    const [contents, labels] = [`contents ${contentsOf(trace).join('\n')}`, `labels ${steps.map(({ label }) => label).join('\n')}`];
    const equal =
      listAt(before, contents).find((other) => isCopy(trace, other, traces.length)) ??
      listAt(before, labels).find((other) => isLike(trace, other, traces.length));
    const original = originalOf(runId, 'run');
    const partial = runId === '' ? undefined : listAt(ofRun, original).find((other) => isPartOf(trace, other) || isPartOf(other, trace));
    for (const key of [contents, labels]) listAt(before, key).push(trace);
    if (runId !== '') listAt(ofRun, original).push(trace);
    const other = equal ?? partial;
    if (other === undefined) return [];
    const part = equal === undefined ? 'the first steps of one are all steps of the other' : 'their steps are equal';
    return [{ code: 'EV6005', location, message: `it is the run that ${other.location} holds: ${part}`, got: runId }];
  });
}

function contentOf({ label, members }: ComparedStep): string {
  return JSON.stringify([label, ...[...members].sort()]);
}

/** Labels alone make at most five kinds of steps: with more, steps say what was done, and their order is no evidence of another run. */
const mostLabels = 5;

function kindsOf({ steps }: ComparedTrace): number {
  return new Set(steps.map(contentOf)).size;
}

/** What the steps say, without their positions. */
function contentsOf(trace: ComparedTrace): readonly string[] {
  const contents = trace.steps.map(contentOf);
  return kindsOf(trace) > mostLabels ? contents.sort() : contents;
}

/** Scripted runs may go the same way; of a few steps, or of labels alone that chance can make equal, that says nothing. */
const fewSteps = 5;

/** @param b a trace with equal contents */
function isCopy(a: ComparedTrace, b: ComparedTrace, traces: number): boolean {
  const kinds = kindsOf(a);
  if (a.runId !== '' && b.runId !== '' && originalOf(a.runId, 'run') !== originalOf(b.runId, 'run')) {
    const saysMore = kinds > new Set(a.steps.map(({ label }) => label)).size;
    return a.steps.length >= fewSteps && (saysMore || surpriseOf(a, b) >= marginOfEqual + 2 * Math.log2(traces));
  }
  // One run may be spread over several files.
  return kinds > mostLabels || a.steps.every(({ position }, i) => position === b.steps[i]?.position);
}

/** Two unlike members are two runs; members that only one has are not compared. */
function agrees(a: ComparedStep, b: ComparedStep | undefined): boolean {
  return a.label === b?.label && [...a.members].every(([name, said]) => (b.members.get(name) ?? said) === said);
}

/** Bits that a copy has beyond those of choosing any two of all traces: one honest set in 2,000 has such a pair, one in 128 where all is equal. */
const [margin, marginOfEqual] = [10, 6];

/** @param b a trace with equal labels in equal order */
function isLike(a: ComparedTrace, b: ComparedTrace, traces: number): boolean {
  return a.steps.every((step, i) => agrees(step, b.steps[i])) && surpriseOf(a, b) >= margin + 2 * Math.log2(traces);
}

/** How many bits it takes to say what both say: labels as a chain, since they come in stretches, and then what else is said, label by label. */
function surpriseOf(a: ComparedTrace, b: ComparedTrace): number {
  const said = a.steps.map(({ label, members }, i) => {
    const shared = [...members].filter(([name]) => b.steps[i]?.members.has(name)).sort();
    return { label, content: JSON.stringify([label, shared]) };
  });
  const moves = said.slice(1).map(({ label }, i) => [said[i]?.label ?? '', label] as const);
  return bitsOf(moves) + bitsOf(said.map(({ label, content }) => [label, content]));
}

/** Of the second of each pair, where the first is known. */
function bitsOf(pairs: readonly (readonly [given: string, told: string])[]): number {
  const counts = new Map<string, number>();
  const keysOf = ([given, told]: readonly [string, string]) => [given, `${given}\n${told}`] as const;
  for (const key of pairs.flatMap(keysOf)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return pairs.reduce((bits, pair) => {
    const [given, both] = keysOf(pair).map((key) => counts.get(key) ?? 1);
    return bits + Math.log2((given ?? 1) / (both ?? 1));
  }, 0);
}

function isPartOf(part: ComparedTrace, whole: ComparedTrace): boolean {
  const isEqual = (step: ComparedStep, i: number) => step.position === whole.steps[i]?.position && agrees(step, whole.steps[i]);
  return part.steps.length < whole.steps.length && part.steps.every(isEqual);
}

/** Position of the first step that is there with the same position and content before. */
function doubledStep({ steps }: ComparedTrace): number | undefined {
  const seen = new Set<string>();
  const isSeen = (key: string): boolean => seen.has(key) || !seen.add(key);
  return steps.find((step) => step.position !== null && isSeen(`${step.position} ${contentOf(step)}`))?.position ?? undefined;
}

function listAt(map: Map<string, ComparedTrace[]>, key: string): ComparedTrace[] {
  const list = map.get(key) ?? [];
  map.set(key, list);
  return list;
}
