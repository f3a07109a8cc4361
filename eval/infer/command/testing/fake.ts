/** Small programs that behave in ways a backend must survive. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { nodeBinary } from '../../../io/node.ts';

/** A folder that is removed after the tests of the file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'command-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const prologue = `
import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
const valueOf = (flag) => process.argv[process.argv.indexOf(flag) + 1];
const response = valueOf('--response');
const request = JSON.parse(readFileSync(valueOf('--request'), 'utf8'));
const write = (rows) => writeFileSync(response, rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row)) + '\\n').join(''));
`;

/** An executable that runs JavaScript with `request`, `response` (its path) and `write(rows)`. */
export function fakeProgram(folder: string, name: string, script: string): string {
  const module = join(folder, `${name}.mjs`);
  const program = join(folder, name);
  writeFileSync(module, `${prologue}${script}\n`);
  writeFileSync(program, `#!/bin/sh\nexec '${nodeBinary}' '${module}' "$@"\n`);
  chmodSync(program, 0o755);
  return program;
}
