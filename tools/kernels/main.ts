/** Writes eval/image/simd/kernels_wasm.ts into the workspace: ./bazelw run //tools/kernels */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assembled, moduleOf } from './assemble.ts';

const folder = join(process.env['BUILD_WORKSPACE_DIRECTORY'] ?? '.', 'eval/image/simd');
writeFileSync(join(folder, 'kernels_wasm.ts'), moduleOf(await assembled(readFileSync(join(folder, 'kernels.wat'), 'utf8'))));
