/** What a build should come to, as one line of the report. */
import { createHash } from 'node:crypto';
import { promise } from '../promises/checks.ts';
import type { Build, Consumer } from './consumer.ts';

export const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** A digest that nothing has. */
export const zeros = '0'.repeat(64);

/** The build gives these files: path -> content. */
export async function expectFiles(
  consumer: Consumer,
  title: string,
  build: Build,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<void> {
  const { files: seen, output } = await consumer.build(build);
  const expected = Object.fromEntries(Object.entries(files).map(([path, content]) => [path, sha256(content)]));
  promise(title, Object.keys(seen).length === 0 ? output.slice(-2000) : seen, expected);
}

/** The build fails with these codes, and its text holds these words. */
export async function expectRefusal(
  consumer: Consumer,
  title: string,
  build: Build,
  codes: readonly string[],
  words: readonly string[] = [],
): Promise<void> {
  const { codes: seen, output } = await consumer.build(build);
  const missing = words.filter((word) => !output.includes(word));
  const right = JSON.stringify(seen) === JSON.stringify(codes) && missing.length === 0;
  promise(`${title}: ${[...new Set(codes)].join(', ')}`, right ? {} : { seen, missing, output: output.slice(-2000) }, {});
}
