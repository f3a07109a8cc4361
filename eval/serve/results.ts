/** What a report says, in the fields that clients of the service read. */
import type { Report } from '../contracts/report.ts';
import type { CompareResult, DeclaredEvaluation, EvalResult } from '../contracts/service.ts';
import { digestOf } from '../io/digest.ts';
import { numberKey, numbersOf, type RawNumber } from '../leaderboard/numbers.ts';
import { reweighted, type Score, scoreOf } from '../leaderboard/scoring.ts';
import { suiteOf } from '../leaderboard/suite.ts';
import type { Directed } from '../table/direction.ts';
import { type Bounds, versusOf } from '../table/versus.ts';
import { scoringOf, sharesOf, whereOf } from './config.ts';

export interface Told {
  readonly model: string;
  readonly evaluation: string;
  readonly declared: DeclaredEvaluation;
  readonly weights: Readonly<Record<string, number>>;
  readonly modelBytes: number;
  readonly judged: number;
  readonly label: string;
}

export function evalResult(report: Report, { model, evaluation, declared, weights, modelBytes, judged, label }: Told): EvalResult {
  const numbers = numbersOf(report, 'candidate');
  const scoring = reweighted(scoringOf(declared), weights);
  const { score, reason } = scoreOf(numbers, scoring);
  const { decision } = report;
  return {
    ...fieldsOf(numbers, declared),
    model_name: model,
    evaluation,
    verdict: decision.verdict,
    recommendation: decision.recommendation,
    deciding: decision.deciding,
    why: decision.why,
    score,
    score_reason: reason,
    weights: sharesOf(scoring),
    model_size_mb: modelBytes / 1_048_576,
    report: digestOf(report),
    suite: suiteOf(report).digest,
    candidate: decision.digests.candidate,
    baseline: decision.digests.baseline,
    judged_candidates: judged,
    label,
  };
}

/** The declared fields; null where a number was not measured. */
export function fieldsOf(numbers: readonly RawNumber[], { fields, parts }: DeclaredEvaluation): Record<string, unknown> {
  const byKey = new Map(numbers.map((number) => [numberKey(number), number]));
  const single = Object.entries(fields).map(([name, place]) => {
    const number = byKey.get(numberKey({ metric: place.metric, where: whereOf(place) }));
    return [name, number?.value ?? null];
  });
  const all = Object.entries(parts).map(([name, { metric, corpus }]) => {
    const rows = numbers.filter((number) => number.metric === metric && number.where.corpus === corpus && number.where.slice === null);
    return [name, Object.fromEntries(rows.flatMap(({ where, value }) => (where.part === undefined ? [] : [[where.part, value]])))];
  });
  return Object.fromEntries([...single, ...all]);
}

/** Two models in one report: the candidate is a, the baseline b. */
export function compareResult(report: Report, names: readonly [a: string, b: string], declared: DeclaredEvaluation, label: string): CompareResult {
  const [a, b] = (['candidate', 'baseline'] as const).map((role) => numbersOf(report, role)) as [RawNumber[], RawNumber[]];
  const scoring = scoringOf(declared);
  const [scoreA, scoreB] = [scoreOf(a, scoring), scoreOf(b, scoring)] as [Score, Score];
  const score = compared(scoreA.score, scoreB.score, { better: 'higher' }, null);
  const definitions = new Map(report.metrics.definitions.map((definition) => [definition.id, definition]));
  const fields = [fieldsOf(a, declared), fieldsOf(b, declared)] as const;
  const metrics = Object.entries(declared.fields).map(([field, place]) => {
    const [mine, other] = fields.map((values) => values[field] as number | null) as [number | null, number | null];
    const key = numberKey({ metric: place.metric, where: whereOf(place) });
    const interval = report.metrics.deltas.find((row) => numberKey(row) === key)?.interval;
    return [field, compared(mine, other, definitions.get(place.metric), interval ?? null)] as const;
  });
  return {
    model_a: names[0],
    model_b: names[1],
    winner: score.better === 'a' ? names[0] : score.better === 'b' ? names[1] : null,
    score_diff: score.diff === null ? null : Math.abs(score.diff),
    metrics: Object.fromEntries([...metrics, ['score', score]]),
    report: digestOf(report),
    label,
  };
}

function compared(a: number | null, b: number | null, metric: Directed | undefined, bounds: Bounds | null): CompareResult['metrics'][string] {
  return { a, b, diff: a === null || b === null ? null : a - b, ...versusOf(a, b, bounds, metric) };
}
