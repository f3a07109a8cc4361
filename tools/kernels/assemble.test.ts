import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { kernelsWasm } from '../../eval/image/simd/kernels_wasm.ts';
import { assembled } from './assemble.ts';

test('the kernels that programs load are those of kernels.wat', async () => {
  const text = readFileSync(join(import.meta.dirname, '../../eval/image/simd/kernels.wat'), 'utf8');
  assert.equal(await assembled(text), kernelsWasm, 'to make them again: ./bazelw run //tools/kernels');
});
