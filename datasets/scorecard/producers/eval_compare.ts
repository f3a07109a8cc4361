/** Two eval reports on one list of tasks: what the candidate gained and what it lost. */
import type { EvalReport } from '../../../eval/external_metrics/eval_report.ts';

export interface EvalComparison {
  /** Over the common tasks; null where there are none. */
  readonly baseline_pass_rate: number | null;
  readonly candidate_pass_rate: number | null;
  readonly delta: number | null;
  readonly common_task_count: number;
  readonly candidate_wins: number;
  readonly candidate_losses: number;
  /** Wins of all disagreements; a half where there are none; null without common tasks. */
  readonly win_rate: number | null;
  readonly regressions: readonly string[];
  readonly improvements: readonly string[];
  /** Tasks of one report alone, which nothing here is about. */
  readonly only_baseline: readonly string[];
  readonly only_candidate: readonly string[];
  /** `not_compared`: no task in common. A win does not pay for a loss. */
  readonly verdict: 'no_regression' | 'regressed' | 'not_compared';
}

export function compareReports(baseline: EvalReport, candidate: EvalReport): EvalComparison {
  const before = passedById(baseline);
  const after = passedById(candidate);
  const common = [...before.keys()].filter((id) => after.has(id)).sort();
  const rate = (side: ReadonlyMap<string, boolean>): number | null =>
    common.length === 0 ? null : common.filter((id) => side.get(id) === true).length / common.length;
  const improvements = common.filter((id) => after.get(id) === true && before.get(id) === false);
  const regressions = common.filter((id) => after.get(id) === false && before.get(id) === true);
  const disagreements = improvements.length + regressions.length;
  const [baselineRate, candidateRate] = [rate(before), rate(after)];
  return {
    baseline_pass_rate: baselineRate,
    candidate_pass_rate: candidateRate,
    delta: baselineRate === null || candidateRate === null ? null : candidateRate - baselineRate,
    common_task_count: common.length,
    candidate_wins: improvements.length,
    candidate_losses: regressions.length,
    win_rate: common.length === 0 ? null : disagreements === 0 ? 0.5 : improvements.length / disagreements,
    regressions,
    improvements,
    only_baseline: [...before.keys()].filter((id) => !after.has(id)).sort(),
    only_candidate: [...after.keys()].filter((id) => !before.has(id)).sort(),
    verdict: common.length === 0 ? 'not_compared' : regressions.length > 0 ? 'regressed' : 'no_regression',
  };
}

function passedById({ results }: EvalReport): Map<string, boolean> {
  return new Map((results ?? []).map(({ id, passed }) => [id, passed]));
}
