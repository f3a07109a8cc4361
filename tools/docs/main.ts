/** Writes the generated pages into the workspace: ./bazelw run //tools/docs */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readApi } from './api.ts';
import { generatePages } from './generate.ts';

const root = process.env['BUILD_WORKSPACE_DIRECTORY'] ?? '.';
const api = readApi();
for (const [path, text] of generatePages(root, api)) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
if (api === undefined) console.error('docs/rules.md is as it was: it is made by ./bazelw run //tools/docs only');
