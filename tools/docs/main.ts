/** Writes the generated pages into the workspace: ./bazelw run //tools/docs */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { generatePages } from './generate.ts';

const root = process.env['BUILD_WORKSPACE_DIRECTORY'] ?? '.';
for (const [path, text] of generatePages()) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
