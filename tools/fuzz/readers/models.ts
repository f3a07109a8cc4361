/** ONNX files, their external data, what is made of their metadata, and plans of folds. */
import { readFileSync } from 'node:fs';
import { parsePythonLiteral } from '../../../eval/backends/python_literal.ts';
import { readExport } from '../../../eval/backends/yolo/export.ts';
import { run as repair } from '../../../eval/checkpoint/repair/run.ts';
import { run as checkFiles } from '../../../eval/checkpoint/run.ts';
import { backendDeclaration, runtime } from '../../../eval/contracts/backend.ts';
import { checkpoint } from '../../../eval/contracts/checkpoint.ts';
import { inputRow } from '../../../eval/contracts/corpus.ts';
import { predictionRow, predictionsHeader } from '../../../eval/contracts/predictions.ts';
import { run as infer } from '../../../eval/infer/run.ts';
import { digestOf } from '../../../eval/io/digest.ts';
import { readBytes, readJson, readText } from '../../../eval/io/files.ts';
import { readRows } from '../../../eval/io/ndjson.ts';
import type { Files, Read, Reader } from '../reader.ts';
import { file, json, ndjson } from '../reader.ts';

const features = ['adm2', 'vif_scale0', 'vif_scale1', 'vif_scale2', 'vif_scale3', 'motion2'];
const clips = 'datasets/clips';
const model = (path: string) => file('bytes', readFileSync(`${clips}/${path}`));

function checkpoints(): Files[] {
  const external = { 'model.onnx': model('broken/control-external/model.onnx'), 'model.onnx.data': model('broken/control-external/model.onnx.data') };
  return [external, { 'model.onnx': model('broken/control-inline/model.onnx') }];
}

/** The checkpoint of the working folder, with its data if it has any. */
function check(files: Files) {
  const names = Object.keys(files).filter((name) => name.endsWith('.data'));
  const data = new Map(names.map((name) => [name, readBytes(name)]));
  const bytes = readBytes('model.onnx');
  return { bytes, data, checkpoint: checkFiles({ name: 'model.onnx', model: bytes, data }) };
}

const row = { kind: 'features', id: 'a', sha256: digestOf('a'), source: 'Aurora', names: features, rows: [[0.5, 0.4, 0.5, 0.6, 0.7, 3]] };
const declared = { name: 'regressor', kind: 'regressor', config: { features }, source: { kind: 'checkpoint', runtime: {} } };

/** Whatever passes the check is what the runtime gets. */
async function predict(files: Files): Promise<Read> {
  const { bytes, data, checkpoint: manifest } = check(files);
  const backend = readJson('backend.json', backendDeclaration);
  const { header, rows } = await infer({
    backend,
    source: { kind: 'checkpoint', model: { checkpoint: manifest, bytes, data }, runtime: runtime.parse({}) },
    corpus: 'clips',
    inputs: [...readRows('inputs.ndjson', inputRow)],
    readImage: readBytes,
  });
  return { outputs: [{ schema: predictionsHeader, value: header }, ...rows.map((value) => ({ schema: predictionRow, value }))] };
}

const exported = {
  schemaVersion: 1,
  kind: 'checkpoint',
  digest: digestOf('yolo'),
  files: [{ name: 'yolo.onnx', sha256: digestOf('yolo'), bytes: 1 }],
  parameters: 1,
  metadata: { task: 'segment', imgsz: '[64, 64]', names: "{0: 'bowl', 1: \"potter's mug\"}" },
  inputs: [{ name: 'images', type: 'float32', shape: [1, 3, 64, 64] }],
  outputs: [
    { name: 'output0', type: 'float32', shape: [1, 38, 84] },
    { name: 'output1', type: 'float32', shape: [1, 32, 16, 16] },
  ],
};

async function foldsRead(): Promise<Read> {
  const models = new Map(
    ['Aurora', 'Bramble'].map((name) => {
      const bytes = readBytes(`${name}.onnx`);
      return [name, { checkpoint: checkFiles({ name: 'model.onnx', model: bytes, data: new Map() }), bytes, data: new Map() }] as const;
    }),
  );
  const { rows } = await infer({
    backend: { ...declared, kind: 'fold_regressor' },
    source: { kind: 'folds', models, plan: { location: 'folds.json', text: readText('folds.json') }, runtime: runtime.parse({}) },
    corpus: 'clips',
    inputs: [...readRows('inputs.ndjson', inputRow)],
    readImage: readBytes,
  });
  return { outputs: rows.map((value) => ({ schema: predictionRow, value })) };
}

function folds(): Files[] {
  const fold = (heldOut: string, other: string) => ({ heldOut, trainSources: [other], nTrain: 1, nTest: 1, nTestClips: 1 });
  return [
    {
      'folds.json': json({ folds: [fold('Aurora', 'Bramble'), fold('Bramble', 'Aurora')] }),
      'inputs.ndjson': ndjson([row, { ...row, id: 'b', source: 'Bramble' }]),
      'Aurora.onnx': model('models/linear/fold_Aurora.onnx'),
      'Bramble.onnx': model('models/linear/fold_Bramble.onnx'),
    },
  ];
}

export const modelReaders: readonly Reader[] = [
  {
    name: 'checkpoint',
    weight: 10,
    inputs: checkpoints,
    read: (files) => ({ outputs: [{ schema: checkpoint, value: check(files).checkpoint }] }),
  },
  {
    name: 'model run',
    weight: 3,
    inputs: () => checkpoints().map((files) => ({ ...files, 'backend.json': json(declared), 'inputs.ndjson': ndjson([row]) })),
    read: predict,
  },
  { name: 'folds', weight: 2, inputs: folds, read: foldsRead },
  {
    name: 'repair of a checkpoint',
    weight: 3,
    inputs: () => [{ 'model.onnx': model('broken/renamed-model/model.onnx'), 'new.onnx.data': model('broken/renamed-model/model.onnx.data') }],
    read: () => {
      repair({
        model: { name: 'model.onnx', bytes: readBytes('model.onnx') },
        data: { name: 'new.onnx.data', bytes: readBytes('new.onnx.data') },
      });
      return {};
    },
  },
  {
    name: 'metadata of an export',
    weight: 4,
    inputs: () => [{ 'checkpoint.json': json(exported) }],
    read: () => {
      readExport(readJson('checkpoint.json', checkpoint), { names: [], image_size: [] });
      return {};
    },
  },
  {
    name: 'Python literal',
    weight: 2,
    inputs: () => [{ 'literal.txt': file('text', "{0: 'bowl', 1: \"potter's mug\", 2: ('a', [1.5, None, True], '\\u00e9\\x41')}") }],
    read: () => {
      parsePythonLiteral(readText('literal.txt'));
      return {};
    },
  },
];
