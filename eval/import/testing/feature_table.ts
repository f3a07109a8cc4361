/** The clips' table of frames in each format that the importer reads. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeCorpus } from '../../pipeline/corpus.ts';
import { corpusInput, type Files } from '../../pipeline/testing/corpus.ts';

export const text = readFileSync(join(import.meta.dirname, '../../../datasets/clips/frames.csv'), 'utf8');
export const features = ['adm2', 'vif_scale0', 'vif_scale1', 'vif_scale2', 'vif_scale3', 'motion2'];

export function table(content: string, options: Readonly<Record<string, unknown>> = {}): Files {
  return { importer: 'feature_table', images: {}, sources: { table: content }, options: { format: 'csv', features, ...options }, shards: 1 };
}
export const clips = table(text, { slices: ['quality_label'], units: { motion2: 'luma levels', target: 'points' } });

export const csvRows = text
  .trimEnd()
  .split('\n')
  .map((line) => line.split(','));
export const header = csvRows[0] ?? [];
export const column = (name: string): number => header.indexOf(name);

export const lines = csvRows.slice(1).map((cells) => {
  const value = (name: string): string | number => (['source', 'clip'].includes(name) ? (cells[column(name)] ?? '') : Number(cells[column(name)]));
  return JSON.stringify(Object.fromEntries(header.map((name) => [name, value(name)])));
});

export interface Cache {
  readonly features: { readonly feature_names: readonly string[]; readonly per_frame: readonly (readonly number[])[]; readonly n_frames: number };
  readonly scores: { readonly per_frame: readonly number[]; readonly pooled: number };
}

/** Frames of the table as caches, features in the order given. */
export function cachesOf(names: readonly string[]): Record<string, Cache> {
  const byClip = Map.groupBy(csvRows.slice(1), (cells) => `extracted/${cells[column('source')]}/${cells[column('clip')]}.json`);
  const cacheOf = (cells: readonly (readonly string[])[]): Cache => {
    const targets = cells.map((row) => Number(row[column('target')]));
    const rows = cells.map((row) => names.map((name) => Number(row[column(name)])));
    const pooled = targets.reduce((a, b) => a + b) / targets.length;
    return { features: { feature_names: names, per_frame: rows, n_frames: rows.length }, scores: { per_frame: targets, pooled } };
  };
  return Object.fromEntries([...byClip].map(([key, cells]) => [key, cacheOf(cells)]));
}
export const cacheFiles = (caches: Readonly<Record<string, unknown>>, options: object = {}): Files => ({
  importer: 'feature_table',
  images: {},
  labels: Object.fromEntries(Object.entries(caches).map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)])),
  options: { format: 'clip_json', features, ...options },
  shards: 1,
});

export const index = (files: Files) => makeCorpus(corpusInput(files));

/** Frames of the table as logs of libvmaf, in its layouts; `step` is its n_subsample. */
export function logsOf(form: 'json' | 'csv' | 'xml', step = 1): Record<string, string> {
  const byClip = Map.groupBy(csvRows.slice(1), (cells) => `logs/${cells[column('source')]}/${cells[column('clip')]}.${form}`);
  const names = [...features, 'target'];
  const written = {
    json: (rows: readonly (readonly string[])[]) => {
      const frames = rows.map((cells, i) => ({ frameNum: i * step, metrics: Object.fromEntries(names.map((name, k) => [name, Number(cells[k])])) }));
      return JSON.stringify({ version: '3.0.0', fps: 90.5, frames, pooled_metrics: { target: { mean: 1 } }, aggregate_metrics: {} }, null, 2);
    },
    csv: (rows: readonly (readonly string[])[]) =>
      [`Frame,${names.join(',')},`, ...rows.map((cells, i) => `${i * step},${cells.join(',')},`), ''].join('\n'),
    xml: (rows: readonly (readonly string[])[]) => {
      const frame = (cells: readonly string[], i: number) =>
        `    <frame frameNum="${i * step}" ${names.map((name, k) => `${name}="${cells[k]}"`).join(' ')} />`;
      return [
        '<VMAF version="3.0.0">',
        '  <frames>',
        ...rows.map(frame),
        '  </frames>',
        '  <pooled_metrics>',
        '  </pooled_metrics>',
        '</VMAF>',
        '',
      ].join('\n');
    },
  }[form];
  return Object.fromEntries([...byClip].map(([key, rows]) => [key, written(rows.map((cells) => names.map((name) => cells[column(name)] ?? '')))]));
}
export const logFiles = (labels: Record<string, string>, options: object = {}): Files =>
  cacheFiles(labels, { format: 'libvmaf', target: 'target', ...options });
