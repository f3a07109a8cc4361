/** A folder of files, and what the program prints in it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { canonicalJson } from '../../io/canonical_json.ts';
import { type Printed, program } from '../program.ts';
import { plain } from '../text/paint.ts';

/** Acts in a folder of its own that holds the files: texts as they are, anything else as JSON. */
export function inFolder<T>(files: Readonly<Record<string, unknown>>, act: (folder: string) => T): T {
  const before = process.cwd();
  const folder = mkdtempSync(join(tmpdir(), 'cli-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), typeof content === 'string' ? content : canonicalJson(content));
  }
  process.chdir(folder);
  try {
    return act(folder);
  } finally {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  }
}

/** Arguments without blanks in them, as one line. */
export function typed(line: string): Printed {
  return program(line.split(' '), plain);
}
