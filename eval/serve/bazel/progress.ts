/** How far a build is, from what Bazel prints. */

export interface BuildState {
  /** Actions that are done, and those that Bazel knows of so far. */
  readonly done: number;
  readonly total: number;
  /** What Bazel is doing. */
  readonly stage: string;
}

export const notBegun: BuildState = { done: 0, total: 0, stage: 'starting Bazel' };

/** `[12 / 45] Scoring //jobs/x:y; 3s linux-sandbox` */
const counter = /^\[([\d,]+) \/ ([\d,]+)\] (?:\[[^\]]*\] )?(.*)$/;

/** The state after one more line; one that tells no progress changes nothing. */
export function afterLine(state: BuildState, line: string): BuildState {
  const found = counter.exec(line.trim());
  if (found !== null) return { done: numberOf(found[1]), total: numberOf(found[2]), stage: stageOf(found[3] ?? '') || state.stage };
  return /^(Loading|Analyzing)/.test(line.trim()) ? { ...state, stage: 'reading BUILD files' } : state;
}

/** 0 to 1; a build that has not counted its actions yet is at 0. */
export function shareOf({ done, total }: BuildState): number {
  return total === 0 ? 0 : Math.min(1, done / total);
}

function numberOf(digits: string | undefined): number {
  return Number((digits ?? '0').replaceAll(',', ''));
}

/** Without seconds and strategies, and without targets of other modules. */
function stageOf(text: string): string {
  return (text.split(';')[0] ?? '').replace(/ \(.*$/, '').trim();
}
