/**
 * A picture's file to the run lengths of its foreground: read, digest, decode, resize, run, select, paint, encode. The
 * peer does the same with Python's libraries, less the digest.
 */
import { readdirSync, readFileSync } from 'node:fs';
import type { Predictor, SourceOf } from '../eval/backends/backend.ts';
import { predictOne } from '../eval/backends/each.ts';
import { saliency } from '../eval/backends/saliency.ts';
import { yoloSeg } from '../eval/backends/yolo.ts';
import { run as readCheckpoint } from '../eval/checkpoint/run.ts';
import { runtime } from '../eval/contracts/backend.ts';
import type { ImageInput } from '../eval/contracts/corpus.ts';
import { displayedSize } from '../eval/image/decode.ts';
import { checkedPicture } from '../eval/infer/pictures.ts';
import { sha256 } from '../eval/io/digest.ts';
import type { Duel, SetupOptions, Task } from './duel.ts';

interface InferenceInput {
  readonly chain: 'yolo_seg' | 'saliency';
  readonly model: string;
  readonly images: readonly string[];
}

type Choice = Omit<InferenceInput, 'images'> & { readonly folder: string; readonly count: number };

function inference(name: string, title: string, rounds: number, choose: (options: SetupOptions) => Choice | undefined): Duel {
  return {
    name,
    title,
    modules: ['numpy', 'onnxruntime', 'PIL', 'cv2', 'pycocotools'],
    peer: 'inference',
    target: 1.05,
    rounds,
    setup(options) {
      const choice = choose(options);
      if (choice === undefined) return undefined;
      const { folder, count, ...rest } = choice;
      const files = readdirSync(folder).filter((file) => /\.(jpg|png)$/.test(file));
      const images = files.toSorted().slice(0, count);
      return { tasks: images.length, input: { ...rest, images: images.map((file) => `${folder}/${file}`) } };
    },
    ours,
  };
}

async function ours(input: string): Promise<Task> {
  const { chain, model, images } = JSON.parse(input) as InferenceInput;
  const predictor = await open(chain, model);
  const rows = await Promise.all(images.map(inputOf));
  return async (task) => {
    const row = rows[task] as ImageInput;
    return predictOne(predictor, { ...row, image: () => checkedPicture(row, readFileSync) });
  };
}

function open(chain: InferenceInput['chain'], path: string): Promise<Predictor> {
  const bytes = readFileSync(path);
  const model = { checkpoint: readCheckpoint({ name: path, model: bytes, data: new Map() }), bytes, data: new Map() };
  const source: SourceOf<'checkpoint'> = { kind: 'checkpoint', model, runtime: runtime.parse({}) };
  const task = { corpus: 'bench', samples: [] };
  return chain === 'yolo_seg'
    ? yoloSeg.open(yoloSeg.configuration.parse({}), source, task)
    : saliency.open(saliency.configuration.parse({}), source, task);
}

async function inputOf(path: string): Promise<ImageInput> {
  const bytes = readFileSync(path);
  return { kind: 'image', id: path, image: path, sha256: sha256(bytes), ...(await displayedSize(bytes, path)) };
}

const pottery = `${import.meta.dirname}/../datasets/pottery`;
const heldout = { folder: `${pottery}/heldout/images/test`, count: 24 };
const coco = (shared: string) => ({ folder: `${shared}/data/real/coco/images`, count: 12 });

export const inferenceDuels: readonly Duel[] = [
  inference('pottery_v2', 'pottery-v2, 24 pictures of 0.2 megapixels', 15, () => ({
    chain: 'yolo_seg',
    model: `${pottery}/checkpoints/pottery-v2.onnx`,
    ...heldout,
  })),
  inference('saliency_tiny', 'saliency-tiny, 24 pictures of 0.2 megapixels', 15, () => ({
    chain: 'saliency',
    model: `${pottery}/checkpoints/saliency-tiny.onnx`,
    ...heldout,
  })),
  inference('yolov8n_seg', 'yolov8n-seg, 12 photos of 0.3 megapixels', 5, ({ shared }) =>
    shared === undefined ? undefined : { chain: 'yolo_seg', model: `${shared}/data/models/yolov8n-seg.onnx`, ...coco(shared) },
  ),
  inference('u2netp', 'u2netp, 12 photos of 0.3 megapixels', 5, ({ shared }) =>
    shared === undefined ? undefined : { chain: 'saliency', model: `${shared}/data/models/u2netp.onnx`, ...coco(shared) },
  ),
];
