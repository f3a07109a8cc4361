/** Snapshots of crop runs as versions of a dataset: bazel run //datasets:snapshot -- --help */
import { resolve } from 'node:path';
import { typedPath } from '../io/arguments.ts';
import { readText } from '../io/files.ts';
import { runMain } from '../io/main.ts';
import { type CommandLine, parseCommandLine, usage } from './arguments.ts';
import { type Rows, readExports } from './export_folder.ts';
import { FilesBelow } from './files_below.ts';
import { packed } from './packs.ts';
import { queryRows } from './postgres.ts';
import { run } from './run.ts';
import { writeVersion } from './write.ts';

process.chdir(typedPath('.'));

export const main = await runMain(
  import.meta,
  async (argv) => {
    const args = parseCommandLine(argv);
    const files = new FilesBelow(args.imagesRoot);
    const sourceOf = (name: string): string => files.path(name);
    const found = run({ ...(await rowsOf(args)), find: (name) => files.find(name) });
    const version = args.packs === undefined ? found : packed(found, args.packs, sourceOf);
    const { copied, known } = writeVersion(args.out, version, sourceOf);

    process.stdout.write(`${version.digest}\n`);
    const [amount, what] = version.packs.size > 0 ? [version.packs.size, 'packs'] : [version.copies.size, 'pictures and masks'];
    const news = known ? 'was there already' : `${amount} ${what}, ${copied} of them new`;
    process.stderr.write(`${version.samples} samples, ${news}. To pin this version in MODULE.bazel:
  model_eval.corpus(name = "…", path = "${resolve(args.out, version.digest)}", sha256 = "${version.digest}")
That is the digest of its manifest.json; a corpus made from it has a digest of its own, over truth and slices, for dataset_version.
`);
  },
  usage,
);

async function rowsOf(args: CommandLine): Promise<Rows> {
  if (args.kind === 'export') return readExports(args.folder);
  const query = (path: string) => ({ location: path, text: readText(path) });
  return queryRows({ runs: query(args.runs), annotations: query(args.annotations) });
}
