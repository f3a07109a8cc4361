import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { after, test } from 'node:test';
import { name } from '../contracts/common.ts';
import { HttpProblem } from './http/problem.ts';
import { resolveModel } from './models.ts';

const top = mkdtempSync(join(tmpdir(), 'models-'));
after(() => rmSync(top, { recursive: true }));
let made = 0;

/** What a request for a model leads to, in a folder with these files: a path below it, or a status. */
function resolved(model: string, files: readonly string[]): { path: string; name: string } | number {
  const folder = join(top, String(++made));
  const models = join(folder, 'models');
  mkdirSync(models, { recursive: true });
  for (const file of files) {
    mkdirSync(dirname(join(models, file)), { recursive: true });
    writeFileSync(join(models, file), '');
  }
  try {
    const { file, name: called } = resolveModel(model.replace('{models}', models).replace('{outside}', join(folder, 'outside')), 'model', {
      models,
      store: join(folder, 'store'),
    });
    return { path: relative(models, file), name: name.parse(called) };
  } catch (error) {
    assert.ok(error instanceof HttpProblem);
    return error.status;
  }
}

const cases: readonly [why: string, model: string, files: readonly string[], expected: string | number, name?: string][] = [
  ['the highest version', 'det', ['det/v1.onnx', 'det/v2.onnx', 'det/v3.onnx'], 'det/v3.onnx'],
  ['numbers are numbers', 'det', ['det/v9.onnx', 'det/v10.onnx'], 'det/v10.onnx'],
  ['a stray file is no version', 'det', ['det/v3.onnx', 'det/val-best.onnx', 'det/v4.onnx.bak', 'det/current.pt'], 'det/v3.onnx'],
  ['of one version, what need not be exported', 'det', ['det/v3.pt', 'det/v3.onnx'], 'det/v3.onnx'],
  ['a newer one that must be', 'det', ['det/v4.pt', 'det/v3.onnx'], 'det/v4.pt'],
  ['no folder', 'nope', [], 404],
  ['a folder without versions', 'det', ['det/readme.txt'], 404],
  ['a path', '{models}/x/best.onnx', ['x/best.onnx'], 'x/best.onnx', 'x.best'],
  ['the path of a version', '{models}/det/v3.onnx', ['det/v3.onnx'], 'det/v3.onnx', 'det'],
  ['the path of a version of something that has no name', '{models}/<b>/v1.onnx', ['<b>/v1.onnx'], '<b>/v1.onnx', 'model_b_.v1'],
  ['a path in another script', '{models}/-aé/ä.onnx', ['-aé/ä.onnx'], '-aé/ä.onnx', 'model-a_._'],
  ['a long path', `{models}/${'a'.repeat(150)}.onnx`, [`${'a'.repeat(150)}.onnx`], `${'a'.repeat(150)}.onnx`, 'a'.repeat(100)],
  ['a path outside', '{outside}/best.onnx', [], 403],
  ['a path that leads out', '{models}/../outside/best.onnx', [], 403],
  ['a path without a file', '{models}/x/none.pt', [], 404],
  ['a path of another kind of file', '{models}/x/best.txt', ['x/best.txt'], 400],
  ['a relative path', 'runs/best.pt', ['runs/best.pt'], 400],
  ['up and out', '../secret', [], 400],
  ['two dots in a name are harmless', 'v1..2', ['v1..2/v1.onnx'], 'v1..2/v1.onnx'],
  ['a backslash', 'a\\b', [], 400],
  ['a colon', 'a:b', [], 400],
  ['a name that ends like a file', 'best.pt', ['best.pt/v1.onnx'], 'best.pt/v1.onnx'],
];
for (const [why, model, files, expected, name] of cases) {
  test(`a model by name or path: ${why}`, () => {
    const found = resolved(model, files);
    assert.equal(typeof found === 'number' ? found : found.path, expected);
    if (name !== undefined) assert.equal(typeof found === 'number' ? '' : found.name, name);
  });
}
