/** Champion against challenger: the scores of two arms on the same tasks, paired. The challenger is the candidate. */

import * as z from 'zod';
import type { ChampionSettings } from '../contracts/external_config.ts';
import type { ExternalRow } from '../contracts/external_metrics.ts';
import { InputError, Problems } from '../errors/errors.ts';
import { extremes } from '../io/order.ts';
import { counted, listed } from '../io/words.ts';
import { randomStream } from '../stats/random.ts';
import { sum } from '../stats/sum.ts';
import { readArtefact } from './artefact.ts';
import { originalsOf } from './copies.ts';
import { readEvalReport } from './eval_report.ts';
import { measured, missing, nothing, proportion, type Reader } from './found.ts';
import type { ExternalInput, Source } from './input.ts';

/** One arm. A run that did not execute is a loss and has a score all the same. */
export interface Arm {
  readonly scores: ReadonlyMap<string, number>;
  /** Only what is known. */
  readonly costs: ReadonlyMap<string, number>;
}

const file = z.strictObject({
  scores: z.record(z.string().min(1), z.number()),
  costs: z.record(z.string(), z.number().nonnegative()).optional(),
});

/** @throws InputError EV6001, EV6002, EV6011, and those of eval reports */
export const champion: Reader = (input) => {
  const settings = input.config.champion;
  const { championScores, challengerScores } = input;
  if (settings === undefined) {
    const unasked = championScores ?? challengerScores;
    if (unasked === undefined) return nothing;
    const message = 'there are scores and no settings of the comparison';
    throw new InputError({ code: 'EV6011', location: unasked.location, message, expected: 'champion' });
  }
  const [ofChampion, ofChallenger] = armsOf(input);
  const rows = compare(ofChampion, ofChallenger, settings);
  const remarks = (
    [
      ['champion', ofChampion, ofChallenger],
      ['challenger', ofChallenger, ofChampion],
    ] as const
  ).flatMap(([name, own, other]) => {
    const alone = [...own.scores.keys()].filter((task) => !other.scores.has(task)).sort();
    return alone.length === 0 ? [] : [`${counted(alone.length, 'task')} of the ${name} alone, not compared: ${listed(alone)}`];
  });
  return { rows, remarks };
};

/** From files of scores, else from the two eval reports. */
function armsOf({ config, championScores, challengerScores, evalReport, baselineReport }: ExternalInput): [Arm, Arm] {
  const problems = new Problems();
  const arms =
    championScores !== undefined || challengerScores !== undefined
      ? ([championScores, challengerScores] as const).map((source) => source && problems.collect(() => readScores(source)))
      : ([baselineReport, evalReport] as const).map((source) => source && problems.collect(() => armOf(source)));
  problems.check();
  const [ofChampion, ofChallenger] = arms;
  if (ofChampion !== undefined && ofChallenger !== undefined) return [ofChampion, ofChallenger];
  const side = ofChampion === undefined ? 'champion' : 'challenger';
  throw new InputError({ code: 'EV6011', location: config.name, message: `there are no scores of the ${side}` });
}

function readScores(source: Source): Arm {
  const { scores, costs } = readArtefact(source, file).value;
  const tasks = Object.keys(scores);
  const originals = originalsOf(tasks);
  const twice = [...Map.groupBy(tasks, (_, i) => originals[i]).values()].filter((same) => same.length > 1);
  const { location } = source;
  if (twice.length > 0)
    throw new InputError(twice.map((same) => ({ code: 'EV6005', location, message: `one task under several names: ${listed(same)}` })));
  return { scores: new Map(Object.entries(scores)), costs: new Map(Object.entries(costs ?? {})) };
}

/** A passed task scores 1, any other 0. */
function armOf(source: Source): Arm {
  const { results } = readEvalReport(source);
  if (results === null)
    throw new InputError({ code: 'EV6011', location: source.location, message: 'the report has counts and no tasks to compare by' });
  return {
    scores: new Map(results.map(({ id, passed }) => [id, Number(passed)])),
    costs: new Map(results.flatMap(({ id, cost }) => (cost === null ? [] : [[id, cost]]))),
  };
}

/**
 * @param champion the arm in service
 * @returns six rows of the candidate, whatever is missing
 */
export function compare(champion: Arm, challenger: Arm, settings: ChampionSettings): ExternalRow[] {
  const all = [...new Set([...champion.scores.keys(), ...challenger.scores.keys()])].sort();
  const tasks = all.filter((task) => champion.scores.has(task) && challenger.scores.has(task));
  const keyOf = (metric: string) => ({ metric: `champion_${metric}`, role: 'candidate' }) as const;
  const coverage =
    all.length === 0
      ? missing(keyOf('coverage'), 'neither side has a task')
      : proportion(keyOf('coverage'), tasks.length, all.length, `${tasks.length} of ${counted(all.length, 'task')} on both sides`);
  if (tasks.length === 0) {
    const paired = ['mean_delta', 'improvement_probability', 'nonregressed_share', 'regressions', 'cost_ratio'];
    return [...paired.map((metric) => missing(keyOf(metric), 'champion and challenger have no task in common')), coverage];
  }
  const pairs = tasks.map((task) => [champion.scores.get(task) ?? 0, challenger.scores.get(task) ?? 0] as const);
  const deltas = pairs.map(([before, after]) => after - before);
  // What a difference of two scores can be off by: 0.8 - 0.5 and 0.5 - 0.2 are not the same double.
  const rounding = 2 * Number.EPSILON * extremes(pairs.flat().map(Math.abs)).most;
  const regressed = tasks.filter((_, i) => (deltas[i] ?? 0) < -settings.regression_tolerance - rounding);
  const held = deltas.filter((delta) => delta >= 0).length;
  const n = tasks.length;
  const over = `over ${counted(n, 'task')}`;
  const resampled = `paired bootstrap ${over}, ${settings.resamples} resamples, seed ${settings.seed}`;
  return [
    measured(keyOf('mean_delta'), sum(deltas) / n, n, `mean of challenger minus champion ${over}`),
    measured(keyOf('improvement_probability'), improvementProbability(deltas, rounding, settings), n, resampled),
    proportion(keyOf('nonregressed_share'), held, n, `${held} of ${counted(n, 'task')} did not get worse`),
    measured(keyOf('regressions'), regressed.length, n, regressed.length === 0 ? `none ${over}` : `${listed(regressed)}, ${over}`),
    costRatio(champion, challenger, tasks, keyOf('cost_ratio')),
    coverage,
  ];
}

/** Share of resamples whose sum of differences is above 0; a tie within rounding is no improvement. */
function improvementProbability(deltas: readonly number[], rounding: number, { resamples, seed }: ChampionSettings): number {
  const random = randomStream(seed, 'champion_improvement_probability');
  let improved = 0;
  for (let resample = 0; resample < resamples; resample++) {
    let total = 0;
    for (let i = 0; i < deltas.length; i++) total += deltas[random.below(deltas.length)] ?? 0;
    if (total > rounding * deltas.length) improved++;
  }
  return improved / resamples;
}

function costRatio(champion: Arm, challenger: Arm, tasks: readonly string[], key: { metric: string; role: 'candidate' }): ExternalRow {
  for (const [name, { costs }] of [['champion', champion] as const, ['challenger', challenger] as const]) {
    const unknown = tasks.filter((task) => !costs.has(task));
    if (unknown.length > 0) return missing(key, `the ${name}'s cost is not known for ${unknown.length} of ${counted(tasks.length, 'task')}`);
  }
  const spent = ({ costs }: Arm): number => sum(tasks.map((task) => costs.get(task) ?? 0));
  const [before, after] = [spent(champion), spent(challenger)];
  if (before === 0) return missing(key, 'the champion is said to have cost nothing');
  return measured(key, after / before, tasks.length, `${after} USD against ${before} USD over ${counted(tasks.length, 'task')}`);
}
