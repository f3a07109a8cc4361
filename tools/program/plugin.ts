/** What of our modules and packages means a place beside them, and has another when all are one file. */
import { readFileSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import type { OnLoadResult, Plugin } from 'esbuild';

interface Engine {
  readonly name: string;
  /** The module that opens the native library, as its path ends. */
  readonly module: RegExp;
  /** That module's text where the library is beside the program, and where it is not. */
  readonly text: (given: string, place: Places) => string;
}

interface Places {
  /** Of the module that opens a packed library. */
  readonly open: string;
  /** The folder of libraries, seen from the program. */
  readonly folder: string;
}

const engines: readonly Engine[] = [
  {
    name: 'sharp',
    module: /\/sharp\/dist\/sharp\.mjs$/,
    text: (_, { open }) => `import { openEngine } from ${JSON.stringify(open)}; export default openEngine('sharp');`,
  },
  {
    name: 'onnxruntime_node',
    module: /\/onnxruntime-node\/dist\/binding\.js$/,
    text: (given, { open }) =>
      replaced(given, /require\(`[^`]*onnxruntime_binding\.node`\)/, `require(${JSON.stringify(open)}).openEngine('onnxruntime_node')`),
  },
  {
    name: 'onnxruntime_web',
    module: /\/onnxruntime-web\/dist\/ort\.node\.min\.mjs$/,
    text: (given, { folder }) => {
      const beside = `new URL('${folder}/onnxruntime_web/', import.meta.url).href`;
      // Under Node.js its other file is imported by a path from the module that asks.
      return replaced(given, /(?<=\$\{\w+\?\?)"\.\/"(?=\})/, 'import.meta.url').replaceAll('import.meta.url', beside);
    },
  },
];

export const engineOf = (path: string): Engine | undefined => engines.find(({ module }) => module.test(path));

export function plugin({
  root,
  folder,
  engines: declared,
}: {
  readonly root: string;
  readonly folder: string;
  readonly engines: readonly string[];
}): Plugin {
  const up = posix.relative(folder, '');
  const places: Places = { open: join(root, 'eval/engines/open.js'), folder: `${up}/eval/engines` };
  return {
    name: 'program',
    setup({ onLoad, onResolve, resolve }) {
      onResolve({ filter: /^node:/ }, ({ path, kind }) => (kind === 'import-statement' ? { path, namespace: 'builtin' } : undefined));
      onLoad({ filter: /./, namespace: 'builtin' }, async ({ path }) => ({ contents: builtin(path, Object.keys(await import(path))) }));
      // A sandbox is made of links, and behind them is the same file outside of it.
      onResolve({ filter: /./ }, async ({ path, pluginData, ...args }) => {
        if (pluginData === 'asked') return undefined;
        const found = await resolve(path, { ...args, pluginData: 'asked' });
        return found.namespace === 'file' && !found.external ? { ...found, path: confined(found.path, root) } : found;
      });
      onLoad({ filter: /\.(js|mjs)$/ }, ({ path }): OnLoadResult | undefined => {
        const engine = engineOf(path);
        if (engine !== undefined) {
          const given = readFileSync(path, 'utf8');
          // Names that others import stay; CommonJS has none.
          const absent = `throw new Error('this program has no ${engine.name}');`;
          return {
            contents: declared.includes(engine.name) ? engine.text(given, places) : absent + (path.endsWith('.mjs') ? given : ''),
            resolveDir: dirname(path),
          };
        }
        if (path.includes('/node_modules/')) return undefined;
        const text = readFileSync(path, 'utf8');
        if (!/import\.meta\.(dirname|filename)/.test(text)) return undefined;
        return { contents: text.replaceAll('import.meta.dirname', `(import.meta.dirname + '/${posix.join(up, relative(root, dirname(path)))}')`) };
      });
    },
  };
}

/**
 * A module of Node.js of which a program reads what it imports. An import by Node.js reads all that the module exports, and what is read is
 * loaded: for util, fs and crypto these are streams, workers, lines of a terminal, a comparer of texts and Web Crypto.
 */
function builtin(path: string, names: readonly string[]): string {
  const exports = names.filter((name) => name !== 'default').map((name) => `export const ${name} = /* @__PURE__ */ of('${name}');`);
  return [`const all = process.getBuiltinModule('${path}'), of = (name) => all[name];`, 'export default all;', ...exports].join('\n');
}

const output = /^.*\/bazel-out\/[^/]+\/bin\//s;

/** The path by which an action reaches a file. */
function confined(path: string, root: string): string {
  const [here] = output.exec(`${root}/`) ?? [];
  return here === undefined ? path : path.replace(output, here);
}

function replaced(text: string, what: RegExp, by: string): string {
  if (!what.test(text)) throw new Error(`${what} is not in the module that it is looked for in`);
  return text.replace(what, () => by);
}
