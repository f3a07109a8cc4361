/** Holds a promotion store against its audit trail: docs/promotion.md. */
import { parseArguments, typedPath } from '../../io/arguments.ts';
import { readBytes } from '../../io/files.ts';
import { runMain } from '../../io/main.ts';
import { readPublicKey } from '../dsse.ts';
import { FolderFileSystem } from '../store/file_system.ts';
import { thisProcess } from '../store/lock.ts';
import { verify } from './run.ts';

const usage = `usage: verify --store folder [--public-key public.pem …]

Holds every byte, pointer, line of the audit trail and signature of a promotion store against each other; changes nothing.

exit codes: 0 sound, 1 not signed by a trusted key, 2 wrong usage, 4 the store is damaged or locked
More: docs/promotion.md
`;

export const main = await runMain(
  import.meta,
  (argv) => {
    const { MODEL_EVAL_PUBLIC_KEYS: baked } = process.env;
    const args = parseArguments(argv, { store: 'one', 'public-key': 'many' });
    const keys = [...(baked ?? '').split('\n').filter((path) => path !== ''), ...args['public-key'].map(typedPath)];
    const { exitCode, text } = verify(
      new FolderFileSystem(typedPath(args.store)),
      thisProcess(),
      keys.map((path) => readPublicKey(readBytes(path), path)),
    );
    (exitCode === 0 ? process.stdout : process.stderr).write(text);
    return exitCode;
  },
  usage,
);
