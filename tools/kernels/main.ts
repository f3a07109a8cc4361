/** Writes eval/image/simd/kernels_wasm.ts into the workspace: ./bazelw run //tools/kernels */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assembled } from './assemble.ts';

const folder = join(process.env['BUILD_WORKSPACE_DIRECTORY'] ?? '.', 'eval/image/simd');
writeFileSync(join(folder, 'kernels_wasm.ts'), await assembled(readFileSync(join(folder, 'kernels.wat'), 'utf8')));
