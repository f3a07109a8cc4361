/** Writes docs/false-greens.md: ./bazelw run //tools/false_greens */
import { join } from 'node:path';
import { writeText } from '../../eval/io/files.ts';
import { runMain } from '../../eval/io/main.ts';
import { page, pagePath } from './page.ts';

await runMain(() => writeText(join(process.env['BUILD_WORKSPACE_DIRECTORY'] ?? '.', pagePath), page()));
