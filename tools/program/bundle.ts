/** One file of a program, by esbuild: the same bytes wherever it is made, and a map to the TypeScript that it is made of. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { build, type Metafile, type OutputFile } from 'esbuild';
import { byText } from '../../eval/io/order.ts';
import { engineOf, plugin } from './plugin.ts';

export interface Program {
  /** Its main module, compiled. */
  readonly entry: string;
  /** Where the main module is, below the root of our files. */
  readonly folder: string;
  /** Where the one file is going to be. */
  readonly out: string;
  /** Native libraries that are beside it. */
  readonly engines: readonly string[];
}

// CommonJS modules of packages ask for these.
const commonJs =
  "import { createRequire as createRequireOfBundle } from 'node:module';" +
  'const require = createRequireOfBundle(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;';

/** @throws Error for a program that imports what is not there, or other engines than it declares */
export async function bundle({ entry, folder, out, engines }: Program): Promise<{ readonly program: string; readonly map: string }> {
  const root = resolve(entry, ...folder.split('/').map(() => '..'), '..');
  const { outputFiles, metafile } = await build({
    // Names of files in the output are below it, whatever the workspace and the configuration are called.
    absWorkingDir: root,
    banner: { js: commonJs },
    bundle: true,
    charset: 'utf8',
    entryPoints: [entry],
    // What packages look for in case that it is installed.
    external: ['@img/sharp-libvips-dev/*', 'pg-cloudflare', 'pg-native'],
    format: 'esm',
    legalComments: 'eof',
    logLevel: 'error',
    // Second forms of a package, as UMD, hide from a bundler what they need.
    mainFields: ['module', 'main'],
    metafile: true,
    minifyWhitespace: true,
    outfile: out,
    platform: 'node',
    plugins: [plugin({ root, folder, engines })],
    sourcemap: 'linked',
    sourcesContent: false,
    target: 'node24',
    write: false,
  });
  checkEngines(metafile, relative(root, entry), engines);
  const textOf = (ending: string): string => (outputFiles.find(({ path }) => path.endsWith(ending)) as OutputFile).text;
  return { program: textOf('.mjs') + licences(root, metafile), map: textOf('.map') };
}

/** The packages' own words, as a program goes into archives that are given to others. */
function licences(root: string, { inputs }: Metafile): string {
  const packages = Object.keys(inputs).flatMap((path) => /^.*\/?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []);
  const files = [...new Set(packages)].sort(byText).flatMap((path) => {
    const names = readdirSync(join(root, path)).filter((name) => /^licen[cs]e/i.test(name));
    return names.map((name) => `${path.replace(/^.*node_modules\//, '')}: ${readFileSync(join(root, path, name), 'utf8').replaceAll('*/', '* /')}`);
  });
  return files.length === 0 ? '' : `/*!\n${files.join('\n')}*/\n`;
}

/** What a program loads when it starts is declared, and nothing else is: each engine is megabytes of inputs of an action. */
function checkEngines({ inputs }: Metafile, entry: string, declared: readonly string[]): void {
  const reached = new Set([entry]);
  for (const path of reached) {
    for (const { path: next, kind } of inputs[path]?.imports ?? []) if (kind !== 'dynamic-import') reached.add(next);
  }
  const needed = (paths: Iterable<string>): Set<string> => new Set([...paths].flatMap((path) => engineOf(path)?.name ?? []));
  for (const name of needed(reached)) if (!declared.includes(name)) throw new Error(`${entry} needs the engine ${name}: declare it`);
  for (const name of declared) if (!needed(Object.keys(inputs)).has(name)) throw new Error(`${entry} does not need the engine ${name}`);
}
