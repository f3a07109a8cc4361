/** How far a build is, from the lines of its build event stream. */
import { z } from 'zod';

const event = z.looseObject({
  id: z.looseObject({}),
  progress: z.looseObject({ stderr: z.string().optional(), stdout: z.string().optional() }).optional(),
  finished: z.looseObject({ exitCode: z.looseObject({ code: z.number().optional() }).optional() }).optional(),
});

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

/** The state after one more line of the stream; a line that is no event of interest changes nothing. */
export function afterEvent(state: BuildState, line: string): BuildState {
  const text = progressText(line);
  let now = state;
  for (const printed of text.split('\n')) {
    const found = counter.exec(printed.trim());
    if (found !== null) now = { done: numberOf(found[1]), total: numberOf(found[2]), stage: stageOf(found[3] ?? '') || now.stage };
    else if (/^(Loading|Analyzing)/.test(printed.trim())) now = { ...now, stage: 'reading BUILD files' };
  }
  return now;
}

/** 0 to 1; a build that has not counted its actions yet is at 0. */
export function shareOf({ done, total }: BuildState): number {
  return total === 0 ? 0 : Math.min(1, done / total);
}

/** What Bazel printed in an event of progress; empty for other events. */
export function progressText(line: string): string {
  try {
    const { progress } = event.parse(JSON.parse(line));
    return progress?.stderr ?? '';
  } catch {
    // The last line of a stream that is still written, or of a Bazel that was killed.
    return '';
  }
}

function numberOf(digits: string | undefined): number {
  return Number((digits ?? '0').replaceAll(',', ''));
}

/** Without seconds and strategies, and without targets of other modules. */
function stageOf(text: string): string {
  return (text.split(';')[0] ?? '').replace(/ \(.*$/, '').trim();
}
