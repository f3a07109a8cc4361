/** Files of models that load and are not what they should be, or that loaders take in spite of what is wrong with them. */
import { readFileSync } from 'node:fs';
import { sha256 } from '../../../eval/io/digest.ts';
import type { PipelineInput } from '../../../eval/pipeline/run.ts';
import * as clips from '../clips.ts';
import * as pictures from '../pictures.ts';
import type { Chapter } from './row.ts';

const { criteria, features, offBy, policyOf, seriesOf } = clips;
const sanity = (): string => readFileSync('criteria/sanity.yaml', 'utf8');
/** Holds whatever is predicted. */
const loose = criteria.error.replace('2.5', '1000');

const file = (path: string): Uint8Array => readFileSync(`datasets/clips/broken/${path}`);

interface Files {
  /** Names as the model spells them -> files of the folder. */
  readonly data?: Readonly<Record<string, string>>;
  readonly pinned?: string;
  readonly pinnedData?: Readonly<Record<string, string>>;
  readonly names?: readonly string[];
}

/** A regressor of a folder, judged by what any model reaches. */
function model(folder: string, { data = {}, pinned, pinnedData = {}, names = features }: Files = {}): PipelineInput {
  const bytes = new Map(Object.entries(data).map(([name, path]) => [name, file(`${folder}/${path}`)]));
  const checkpoint = {
    name: 'model.onnx',
    model: file(`${folder}/model.onnx`),
    data: bytes,
    pinned,
    pinnedData: new Map(Object.entries(pinnedData)),
  };
  return {
    corpora: { clips: clips.tableOf(clips.clips) },
    backends: {
      candidate: { name: 'new', kind: 'regressor', config: { features: names }, model: checkpoint },
      baseline: seriesOf('old', clips.clips, offBy(3)),
    },
    criteria: policyOf([loose]),
    sanity: sanity(),
  };
}

const weights = { 'model.onnx.data': 'model.onnx.data' };
const pinOf = (path: string): string => sha256(file(path)).slice('sha256:'.length);

const exported = JSON.parse(readFileSync('eval/backends/testdata/models.json', 'utf8')) as Readonly<Record<string, string>>;

/** An export of a detector, judged on pictures as large as its input by what any mask reaches. */
async function exportOf(name: string, names: readonly string[]): Promise<PipelineInput> {
  const model = Buffer.from(exported[name] ?? '', 'base64');
  return {
    corpora: { heldout: await pictures.corpusOf(pictures.pots) },
    backends: {
      candidate: {
        name: 'new',
        kind: 'yolo',
        config: { names, image_size: [32, 32], confidence: 0.5 },
        model: { name: 'model.onnx', model, data: new Map() },
      },
      baseline: pictures.backendOf('old', pictures.pots, pictures.cutBy(9)),
    },
    criteria: pictures.criteriaOf([pictures.criteria.floor]),
    sanity: sanity(),
  };
}

export const models: Chapter = {
  title: 'Files of models',
  about: 'What loaders take without complaint, and what a registry held for sound.',
  honest: () => model('control-external', { data: weights, pinnedData: { 'model.onnx.data': pinOf('control-external/model.onnx.data') } }),
  rows: [
    {
      defect:
        'The weights of one fold stood under the name of another: the graph is the same, and every source was predicted by a model that had seen it.',
      here: 'Weights can be pinned, and a file that is not the pinned one is refused.',
      ends: 'EV3002',
      given: () => model('swapped-data', { data: weights, pinnedData: { 'model.onnx.data': pinOf('control-external/model.onnx.data') } }),
    },
    {
      defect: 'A pin named a data file that the checkpoint no longer has, and nobody checked the one it has.',
      here: 'A pin of a file that is not declared is an error.',
      ends: 'EV3002',
      given: () => model('control-external', { data: weights, pinnedData: { 'weights.data': '0'.repeat(64) } }),
    },
    {
      defect: 'Data were cut short by a full disk, and missing weights were read as zeros.',
      here: 'Data that end before a tensor does are refused.',
      ends: 'EV3005',
      given: () => model('truncated-data', { data: weights }),
    },
    {
      defect: 'A tensor said another length than its shape has, and the rest of the file was shifted.',
      here: 'A length that is not that of the shape is refused.',
      ends: 'EV3005',
      given: () => model('length-shape-mismatch', { data: weights }),
    },
    {
      defect: 'Data were longer than the tensors: a second model had been appended.',
      here: 'Bytes that no tensor uses at the end are refused.',
      ends: 'EV3008',
      given: () => model('trailing-bytes', { data: weights }),
    },
    {
      defect: 'A data file lay beside the model that it does not use, and the report named it as its weights.',
      here: 'Data that the model does not use are refused.',
      ends: 'EV3007',
      given: () => model('orphan-data', { data: weights }),
    },
    {
      defect: 'The model named its weights by a path above its folder: another machine read other weights.',
      here: 'Weights outside of the checkpoint are refused.',
      ends: 'EV3003',
      given: () => model('path-traversal'),
    },
    {
      defect: 'The model named its weights by an absolute path, and on the machine of the gate an older file lay there.',
      here: 'Weights outside of the checkpoint are refused.',
      ends: 'EV3003',
      given: () => model('absolute-path'),
    },
    {
      defect: 'The model was an empty file, and a loader that found nothing kept the one before it.',
      here: 'A file that is no model is refused.',
      ends: 'EV3001',
      given: () => model('empty-model'),
    },
    {
      defect: 'The download of the model had stopped half way, and what could be parsed was run.',
      here: 'A file that ends too early is no model.',
      ends: 'EV3001',
      given: () => model('truncated-model'),
    },
    {
      defect: 'An operator that the runtime does not know was passed through.',
      here: 'A model that the runtime cannot load is refused.',
      ends: 'EV3014',
      given: () => model('foreign-operator'),
    },
    {
      defect: 'The model expects another number of features than it was given, and the missing ones were filled up.',
      here: 'A model whose input is not as wide as the features is refused.',
      ends: 'EV3016',
      given: () => model('wrong-input-width'),
    },
    {
      defect: 'A weight was NaN, every prediction was NaN, and what is NaN was left out of the mean.',
      here: 'An output that is not finite fails the model.',
      ends: 'EV3019',
      given: () => model('nan-weight'),
    },
    {
      defect: 'The model gives one number for every input, which an error of at most so much allows.',
      here: 'The same prediction everywhere voids the run.',
      ends: 'void: sanity:same_prediction',
      given: () => model('constant-model'),
    },
    {
      defect: 'A feature of the model was not in the corpus, and 0 was put in its place.',
      here: 'A feature that a sample does not have is an error.',
      ends: 'EV3027',
      given: () => model('control-inline', { names: [...features.slice(0, -1), 'motion'] }),
    },
    {
      defect: 'A detector of one class was read by the layout of another generation: objectness as the score, the score as the class.',
      here: 'Metadata, shape and what the model gives must leave one layout; where they do not, it is to be declared.',
      ends: 'EV3016',
      given: () => exportOf('one class, yolov7', ['b']),
    },
    {
      defect: 'A transformer was read as a YOLO model without suppression: the rows of both have six numbers.',
      here: 'A model that says what it is is read as that, or refused by name.',
      ends: 'EV3016',
      given: () => exportOf('rtdetr of Ultralytics', ['a', 'b']),
    },
    {
      defect: 'The same without metadata: boxes in shares of the picture were taken for pixels, and nothing was found anywhere.',
      here: 'Boxes that are all in shares are no boxes of a YOLO model.',
      ends: 'EV3029',
      given: () => exportOf('rtdetr of Ultralytics, metadata lost', ['a', 'b']),
    },
    {
      defect: 'An export ended before the sigmoid, so that every weak detection passed the confidence.',
      here: 'Scores that are no probabilities are refused.',
      ends: 'EV3029',
      given: () => exportOf('scores before the sigmoid', ['a', 'b']),
    },
    {
      defect: 'The same of a weak model: no score was above 1, so that all of them looked like probabilities.',
      here: 'Scores far below 0 are no probabilities either, found or not.',
      ends: 'EV3029',
      given: () => exportOf('scores before the sigmoid, none above 1', ['a', 'b']),
    },
    {
      defect: 'Rows held centres and sizes and were read as corners: boxes without any width.',
      here: 'Boxes that end where they begin, or before, are refused.',
      ends: 'EV3029',
      given: () => exportOf('rows of centres and sizes', ['a', 'b']),
    },
    {
      defect: 'The names belonged to another data set: classes without a name were left out without a word.',
      here: 'A class that the model does not have by its names is refused.',
      ends: 'EV3029',
      given: () => exportOf('labels of another data set', ['a', 'b']),
    },
  ],
};
