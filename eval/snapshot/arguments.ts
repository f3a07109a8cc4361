/** The command line. */
import { InputError } from '../errors/errors.ts';
import { parseArguments, wholeArgument, wrongArgument } from '../io/arguments.ts';

export const usage = `usage: snapshot --out DIR --export DIR [--images-root DIR] [--packs N]
       snapshot --out DIR --crop-runs-sql FILE --annotations-sql FILE --images-root DIR [--packs N]
  --out DIR               where versions are kept; this one becomes DIR/<digest>/
  --export DIR            rows from crop_runs*.json and crop_annotations*.json in this folder
  --crop-runs-sql FILE    rows from PostgreSQL: a SELECT with the columns of a crop run
  --annotations-sql FILE  and one with the columns of an annotation
  --images-root DIR       what names of pictures and masks are relative to; the folder of --export when left out
  --packs N               pictures and masks in N tar archives instead of as files, for many thousands of them
PostgreSQL is found through PGHOST, PGPORT, PGDATABASE, PGUSER, PGSSLMODE, and PGPASSWORD or ~/.pgpass.
Prints the version's digest. Exit codes: 0 the version is there; 2 something is wrong with the input, and no version was written; 3 our bug.
`;

export type CommandLine = { readonly out: string; readonly imagesRoot: string; readonly packs?: number } & (
  | { readonly kind: 'export'; readonly folder: string }
  | { readonly kind: 'postgres'; readonly runs: string; readonly annotations: string }
);

/** @throws InputError EV9001 */
export function parseCommandLine(argv: readonly string[]): CommandLine {
  const args = parseArguments(argv, {
    out: 'one',
    export: 'optional',
    'crop-runs-sql': 'optional',
    'annotations-sql': 'optional',
    'images-root': 'optional',
    packs: 'optional',
  });
  const { out, export: folder, 'crop-runs-sql': runs, 'annotations-sql': annotations, 'images-root': imagesRoot } = args;
  const packs = args.packs === undefined ? {} : { packs: wholeArgument('packs', args.packs, 1) };
  if (folder !== undefined && runs === undefined && annotations === undefined)
    return { kind: 'export', out, folder, imagesRoot: imagesRoot ?? folder, ...packs };
  if (folder === undefined && runs !== undefined && annotations !== undefined && imagesRoot !== undefined) {
    return { kind: 'postgres', out, runs, annotations, imagesRoot, ...packs };
  }
  const message = 'rows come from --export, or from --crop-runs-sql and --annotations-sql with --images-root';
  throw new InputError(wrongArgument(message, { got: argv.join(' ') }));
}
