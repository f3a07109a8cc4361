/** Pictures, truth and checkpoints of datasets/pottery. */
import { readFileSync } from 'node:fs';
import { decodeMask, decodeRgb, displayedSize } from '../../image/decode.ts';
import { encodeMask, intersectionArea, type Runs, unionArea } from '../../masks/runs.ts';
import { readModel } from '../../onnx/model.ts';
import type { ImageSample, Model } from '../backend.ts';

const folder = `${import.meta.dirname}/../../../datasets/pottery`;

export function potteryModel(file: string, dataFile?: string): Model {
  const bytes = readFileSync(`${folder}/checkpoints/${file}`);
  const { inputs, outputs, metadata } = readModel(bytes, file);
  const sha256 = `sha256:${'0'.repeat(64)}`;
  const values = (list: typeof inputs) => list.map((info) => ({ ...info, shape: [...info.shape] }));
  const data = dataFile === undefined ? [] : [[dataFile.split('/').at(-1) ?? '', readFileSync(`${folder}/checkpoints/${dataFile}`)] as const];
  return {
    checkpoint: {
      schemaVersion: 1,
      kind: 'checkpoint',
      digest: sha256,
      files: [{ name: file, sha256, bytes: bytes.length }],
      parameters: 0,
      metadata: { ...metadata },
      inputs: values(inputs),
      outputs: values(outputs),
    },
    bytes,
    data: new Map(data),
  };
}

export interface HeldOut {
  readonly sample: ImageSample;
  readonly truth: Runs;
}

/** A picture of the held-out split, by its stem. */
export async function heldOut(stem: string, extension = 'jpg'): Promise<HeldOut> {
  const bytes = readFileSync(`${folder}/heldout/images/test/${stem}.${extension}`);
  const { width, height, data } = await decodeMask(readFileSync(`${folder}/heldout/masks/${stem}.png`), stem);
  return {
    sample: { kind: 'image', id: stem, ...(await displayedSize(bytes, stem)), image: (reader) => decodeRgb(bytes, stem, reader) },
    truth: encodeMask(data, height, width),
  };
}

/** What the independent Python chain measured: mask IoU of a backend on a held-out picture, 6 digits. */
export function expectedIou(backend: string, stem: string): number {
  const { per_image: rows } = JSON.parse(readFileSync(`${folder}/expected.json`, 'utf8')) as {
    per_image: { backend: string; corpus: string; image: string; iou: number }[];
  };
  const row = rows.find((r) => r.backend === backend && r.corpus === 'heldout' && r.image === stem);
  if (row === undefined) throw new Error(`expected.json has no row for ${backend} on ${stem}`);
  return row.iou;
}

export function iou(a: Runs, b: Runs): number {
  return intersectionArea(a, b) / unionArea(a, b);
}
