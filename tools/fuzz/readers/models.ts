/** ONNX files, their external data, what is made of their metadata, and plans of folds. */
import { readFileSync } from 'node:fs';
import { parsePythonLiteral } from '../../../eval/backends/python_literal.ts';
import { readExport } from '../../../eval/backends/yolo/export.ts';
import { run as checkFiles } from '../../../eval/checkpoint/run.ts';
import { checkpoint } from '../../../eval/contracts/checkpoint.ts';
import { digestOf } from '../../../eval/io/digest.ts';
import { readJson, readText } from '../../../eval/io/files.ts';
import { programs, type Step } from '../program.ts';
import { type Files, file, json, ndjson, type Reader } from '../reader.ts';

const features = ['adm2', 'vif_scale0', 'vif_scale1', 'vif_scale2', 'vif_scale3', 'motion2'];
const clips = 'datasets/clips';
const model = (path: string) => file('bytes', readFileSync(`${clips}/${path}`));

function checkpoints(): Files[] {
  const external = { 'model.onnx': model('broken/control-external/model.onnx'), 'model.onnx.data': model('broken/control-external/model.onnx.data') };
  return [external, { 'model.onnx': model('broken/control-inline/model.onnx') }];
}

const row = { kind: 'features', id: 'a', sha256: digestOf('a'), source: 'Aurora', names: features, rows: [[0.5, 0.4, 0.5, 0.6, 0.7, 3]] };
const declared = { name: 'regressor', kind: 'regressor', config: { features }, source: { kind: 'checkpoint', runtime: {} } };

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

function folds(): Files[] {
  const fold = (heldOut: string, other: string) => ({ heldOut, trainSources: [other], nTrain: 1, nTest: 1, nTestClips: 1 });
  return [
    {
      'backend.json': json({ ...declared, kind: 'fold_regressor', source: { kind: 'folds', folds: heldOut, runtime: {} } }),
      'folds.json': json({ folds: [fold('Aurora', 'Bramble'), fold('Bramble', 'Aurora')] }),
      'inputs.ndjson': ndjson([row, { ...row, id: 'b', source: 'Bramble' }]),
      'Aurora.onnx': model('models/linear/fold_Aurora.onnx'),
      'Bramble.onnx': model('models/linear/fold_Bramble.onnx'),
    },
  ];
}

/** The manifest of a model, with its data where the input has some. */
const check = (model: string, out: string) => ({
  folder: 'eval/checkpoint',
  words: (files: Files) => `--model ${model} --model-name model.onnx ${dataOf(files, '--data model.onnx.data=')} --out ${out}/checkpoint.json`,
});

function dataOf(files: Files, flag: string): string {
  return files['model.onnx.data'] === undefined ? '' : `${flag}model.onnx.data`;
}

const inferred = '--backend backend.json --inputs inputs.ndjson --corpus clips --out out/predictions-0.rows';
const heldOut = ['Aurora', 'Bramble'];

export const modelReaders: readonly Reader[] = [
  programs('checkpoint', 10, checkpoints, check('model.onnx', 'out')),
  programs(
    'model run',
    3,
    () => checkpoints().map((files) => ({ ...files, 'backend.json': json(declared), 'inputs.ndjson': ndjson([row]) })),
    check('model.onnx', 'out'),
    {
      folder: 'eval/infer',
      words: (files) => `${inferred} --file manifest=out/checkpoint.json --file model=model.onnx ${dataOf(files, '--file data/model.onnx.data=')}`,
    },
  ),
  programs(
    'infer of a model',
    2,
    () => {
      const [files = {}] = checkpoints();
      const data = new Map([['model.onnx.data', files['model.onnx.data']?.bytes ?? new Uint8Array()]]);
      const manifest = checkFiles({ name: 'model.onnx', model: files['model.onnx']?.bytes ?? new Uint8Array(), data });
      return [{ ...files, 'backend.json': json(declared), 'inputs.ndjson': ndjson([row]), 'checkpoint.json': json(manifest) }];
    },
    {
      folder: 'eval/infer',
      words: `${inferred} --file manifest=checkpoint.json --file model=model.onnx --file data/model.onnx.data=model.onnx.data`,
    },
  ),
  programs('folds', 2, folds, ...(heldOut.map((name) => check(`${name}.onnx`, `out/${name}`)) as [Step, Step]), {
    folder: 'eval/infer',
    words: `${inferred} --file plan=folds.json ${heldOut.map((name) => `--file ${name}/manifest=out/${name}/checkpoint.json --file ${name}/model=${name}.onnx`).join(' ')}`,
  }),
  programs(
    'repair of a checkpoint',
    3,
    () => [{ 'model.onnx': model('broken/renamed-model/model.onnx'), 'new.onnx.data': model('broken/renamed-model/model.onnx.data') }],
    { folder: 'eval/checkpoint/repair', words: '--model model.onnx --data new.onnx.data --out repaired.onnx', typed: true },
  ),
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
