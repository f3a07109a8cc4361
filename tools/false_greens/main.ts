/** Writes docs/false-greens.md: ./bazelw run //tools/false_greens */
import { join } from 'node:path';
import { writeText } from '../../eval/io/files.ts';
import { runMain } from '../../eval/io/main.ts';
import { page, pagePath } from './page.ts';

export const main = await runMain(import.meta, () => writeText(join(process.env['BUILD_WORKSPACE_DIRECTORY'] ?? '.', pagePath), page()));
