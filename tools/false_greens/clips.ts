/** Evaluations of numbers a frame, small enough to be read: five sources with three clips of six frames each. */
import type { BackendInput, CorpusInput, PipelineInput } from '../../eval/pipeline/run.ts';
import { criteriaOf, lines } from './pictures.ts';

export interface Clip {
  readonly id: string;
  readonly source: string;
  /** One row a frame. */
  readonly features: readonly (readonly number[])[];
  readonly targets: readonly number[];
}

export const features = ['adm2', 'vif_scale0', 'vif_scale1', 'vif_scale2', 'vif_scale3', 'motion2'];
export const sources = ['Aurora', 'Bramble', 'Cascade', 'Dunefield', 'Emberwing'];

/** Targets of 0 to 100 that differ from frame to frame and from source to source. */
export const clips: readonly Clip[] = sources.flatMap((source, s) =>
  Array.from({ length: 3 }, (_, c) => {
    const frames = Array.from({ length: 6 }, (_, f) => 20 + 4 * s + 17 * c + ((7 * f + 3 * c + s) % 11));
    // As features do, they follow the target from afar.
    const near = (target: number, f: number) => [100, 110, 120, 130, 140].map((unit, k) => (target + ((3 * f + 5 * k + c) % 7)) / unit);
    const rows = frames.map((target, f) => [...near(target, f), f + s / 10]);
    return { id: `${source}_${c}`, source, features: rows, targets: frames };
  }),
);

export function tableOf(list: readonly Clip[]): CorpusInput {
  const rows = list.flatMap(({ id, source, features: given, targets }) =>
    targets.map((target, frame) => [source, id, frame, ...(given[frame] ?? []), target].join(',')),
  );
  const table = `source,clip,frame,${features.join(',')},target\n${rows.join('\n')}\n`;
  return { importer: 'feature_table', options: { format: 'csv', features }, sources: { table } };
}

/** @param predict numbers a frame; a text: why there are none */
export function seriesOf(name: string, list: readonly Clip[], predict: (clip: Clip) => readonly unknown[] | string): BackendInput {
  const rows = list.map((clip) => {
    const given = predict(clip);
    return typeof given === 'string' ? { id: clip.id, failed: given } : { id: clip.id, values: given };
  });
  return { name, kind: 'predictions', predictions: lines(rows) };
}

/** Off to both sides, by a little more from clip to clip. */
export function offBy(error: number): (clip: Clip) => number[] {
  return (clip) => {
    const own = error * (1 + clips.indexOf(clip) / 20);
    return clip.targets.map((target, i) => target + (i % 3 === 0 ? own : i % 3 === 1 ? -own : own / 2));
  };
}

const measure = `measure:
  across: [source]
  compare: [rmse, plcc, srocc]
  statistics: {resamples: 100, seed: 1, level: 0.95, minimum_groups: 10}
`;

export const criteria = {
  mean: 'id: mean_plcc, metric: plcc, statistic: mean, where: {corpus: clips, across: source}, of: candidate, limit: 0.95, minimum_n: 5',
  worst: 'id: worst_srocc, metric: srocc, statistic: worst, where: {corpus: clips, across: source}, of: candidate, limit: 0.9, minimum_n: 5',
  alike: 'id: alike, metric: plcc, statistic: spread, where: {corpus: clips, across: source}, of: candidate, limit: 0.05, minimum_n: 5',
  error: 'id: error, metric: rmse, where: {corpus: clips}, of: candidate, limit: 2.5, minimum_n: 15',
  better: 'id: better, metric: rmse, statistic: mean, where: {corpus: clips, across: source}, of: candidate - baseline, limit: 0, minimum_n: 5',
} as const;

export function policyOf(chosen: readonly string[]): string {
  return criteriaOf(chosen, '', measure);
}

/** An honest evaluation, which ends in go. */
export function honest(sanity: string): PipelineInput {
  return {
    corpora: { clips: tableOf(clips) },
    backends: { candidate: seriesOf('new', clips, offBy(1)), baseline: seriesOf('old', clips, offBy(3)) },
    criteria: policyOf(Object.values(criteria)),
    sanity,
  };
}
