/** Stacks of a program that is one file, in terms of the TypeScript that it is made of. */
import { existsSync, readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Reads the source map when something is wrong, and not, as `--enable-source-maps` does, at every start.
 * @param stack of an error
 * @param module URL of the program's module, with its map beside it
 */
export function traced(stack: string, module: string): string {
  const file = `${fileURLToPath(module)}.map`;
  if (!stack.includes(module) || !existsSync(file)) return stack;
  const map = new SourceMap(JSON.parse(readFileSync(file, 'utf8')));
  return stack.replaceAll(/(file:\S+?):(\d+):(\d+)/g, (given, url: string, line: string, column: string) => {
    if (url !== module) return given;
    const origin = map.findOrigin(Number(line), Number(column));
    return 'fileName' in origin ? `${join(dirname(fileURLToPath(module)), origin.fileName)}:${origin.lineNumber}:${origin.columnNumber}` : given;
  });
}
