/** Numbers that the artefacts of a scorecard hold, and what their values can be. Titles, directions and limits belong to the criteria. */

export interface ScorecardNumber {
  /** Null: open at that end. */
  readonly range: readonly [number | null, number | null];
  /** A part of a whole: given as counts, so that nothing is rounded and an interval can be made. */
  readonly proportion: boolean;
  /** Why there is none where no artefact and nobody gave it; null for numbers of a comparison, which is asked for or not. */
  readonly absent: string | null;
}

const byHand = 'no artefact holds it, and nobody stated it';
const noReport = 'no eval report was given';
const noTraces = 'no labelled traces were given';

const share = (absent: string | null): ScorecardNumber => ({ range: [0, 1], proportion: true, absent });
const number = (range: ScorecardNumber['range'], absent: string | null): ScorecardNumber => ({ range, proportion: false, absent });

/** What is known here of a number that only the criteria declare: it may be a part of a whole. */
export const anyNumber: ScorecardNumber = { range: [null, null], proportion: true, absent: null };

/** In the order of external_metrics.json; others come after these. */
export const scorecardNumbers: ReadonlyMap<string, ScorecardNumber> = new Map([
  ['task_pass_rate', share(noReport)],
  ['parser_validity', share(byHand)],
  ['grounding_accuracy', share(byHand)],
  ['forbidden_region_avoidance', share(noTraces)],
  ['loop_rate_max', share(noTraces)],
  ['gallery_recovery_rate', share(byHand)],
  ['escalation_rate_max', share('neither a shadow summary nor labelled traces were given')],
  ['done_completeness', share(byHand)],
  ['cost_per_success_usd_max', number([0, null], noReport)],
  ['failed_step_rate', share(noTraces)],
  ['champion_mean_delta', number([null, null], null)],
  ['champion_improvement_probability', number([0, 1], null)],
  ['champion_nonregressed_share', share(null)],
  ['champion_regressions', number([0, null], null)],
  ['champion_cost_ratio', number([0, null], null)],
  ['champion_coverage', share(null)],
]);
