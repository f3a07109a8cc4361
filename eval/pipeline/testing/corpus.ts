/** Corpora in memory, and the files of the pottery example, for tests. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import type { ImporterName } from '../../import/importers/table.ts';
import { canonicalJson, canonicalLine } from '../../io/canonical_json.ts';
import type { CorpusInput, MadeCorpus } from '../corpus.ts';

export interface Files {
  readonly importer: ImporterName;
  readonly images: Readonly<Record<string, Uint8Array>>;
  readonly masks?: Readonly<Record<string, Uint8Array>>;
  readonly labels?: Readonly<Record<string, string>>;
  /** Text by role; the file's name in messages is the role. */
  readonly sources?: Readonly<Record<string, string>>;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly datasetVersion?: string;
  readonly shards?: number;
}

/** The input of run() for files that are held in memory. */
export function corpusInput(files: Files): CorpusInput {
  const { importer, images, masks = {}, labels = {}, sources = {}, options = {}, datasetVersion = 'test', shards = 2 } = files;
  const bytes = new Map<string, Uint8Array>();
  const declare = (kind: string, entries: readonly [string, Uint8Array][]) =>
    entries.map(([key, data]) => {
      bytes.set(`${kind}/${key}`, data);
      return { key, path: `${kind}/${key}` };
    });
  return {
    importer,
    options,
    files: {
      images: declare('images', Object.entries(images)).map((file) => ({ ...file, shard: file.key.length % shards })),
      masks: declare('masks', Object.entries(masks)),
      labels: declare(
        'labels',
        Object.entries(labels).map(([key, text]) => [key, new TextEncoder().encode(text)]),
      ),
    },
    sources: new Map(Object.entries(sources).map(([role, text]) => [role, { location: role, text }])),
    read: (path) => bytes.get(path) ?? new Uint8Array(),
    name: 'corpus',
    datasetVersion,
    shards,
  };
}

/** Every file that the stage writes, as text. */
export function written({ corpus, truth, slices, inputs }: MadeCorpus): Record<string, string> {
  const lines = (rows: readonly unknown[]) => rows.map((row) => `${canonicalLine(row)}\n`).join('');
  const shards = inputs.map((rows, shard) => [`inputs-${shard}.ndjson`, lines(rows)] as const);
  return { 'corpus.json': canonicalJson(corpus), 'truth.ndjson': lines(truth), 'slices.ndjson': lines(slices), ...Object.fromEntries(shards) };
}

/** A grey 8-bit PNG with the given values in reading order. */
export function greyPng(width: number, height: number, values: readonly number[]): Uint8Array {
  const rows = Array.from({ length: height }, (_, y) => [0, ...values.slice(y * width, (y + 1) * width)]).flat();
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  const chunks = [chunk('IHDR', header), chunk('IDAT', deflateSync(Uint8Array.from(rows))), chunk('IEND', new Uint8Array())];
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...chunks]);
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(data.length, 0);
  body.copy(frame, 4);
  frame.writeUInt32BE(crc32(body), body.length + 4);
  return frame;
}

const repository = join(import.meta.dirname, '../../..');

export function potteryText(path: string): string {
  return readFileSync(join(repository, 'datasets/pottery', path), 'utf8');
}

/** Files of a folder of the pottery example, by their path below it. */
export function potteryFolder(folder: string): Record<string, Uint8Array> {
  const names = readdirSync(join(repository, 'datasets/pottery', folder)).sort();
  return Object.fromEntries(names.map((name) => [`${folder}/${name}`, readFileSync(join(repository, 'datasets/pottery', folder, name))]));
}

export const potteryTaxonomy = readFileSync(join(repository, 'criteria/pottery/failure_classes.yaml'), 'utf8');

/** The crop-run export of the pottery example: `flagged`, or `broken` with one picture missing. */
export function potteryExport(folder: 'flagged' | 'broken'): Files & { readonly sources: Readonly<Record<string, string>> } {
  return {
    importer: 'crop_run',
    images: potteryFolder(`${folder}/images`),
    masks: potteryFolder(`${folder}/masks`),
    sources: {
      crop_runs: potteryText(`${folder}/crop_runs.json`),
      annotations: potteryText(`${folder}/crop_annotations.json`),
      taxonomy: potteryTaxonomy,
    },
  };
}

/** Fisher-Yates with a small seeded generator. */
export function shuffled<T>(list: readonly T[], seed: number): T[] {
  const random = generator(seed);
  const result = [...list];
  for (let i = result.length - 1; i > 0; i--) {
    const j = random(i + 1);
    [result[i], result[j]] = [result[j] as T, result[i] as T];
  }
  return result;
}

/** Whole numbers below a bound, from a linear congruential generator: the same for the same seed. */
export function generator(seed: number): (below: number) => number {
  let state = (seed * 7919 + 1) % 2147483647;
  return (below) => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
}
