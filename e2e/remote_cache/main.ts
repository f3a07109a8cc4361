/**
 * A cache that people share: nginx with WebDAV, as an operator would set it up, and two users in checkouts of their own.
 * What the second one runs, what a broken cache does to a result (nothing), and what a forged one does to a promotion.
 *
 *     ./bazelw build //e2e/remote_cache && BAZEL_BINDIR=. bazel-bin/e2e/remote_cache/remote_cache_/remote_cache [flags of Bazel]
 *
 * The cache starts with what a `--disk_cache=…` among the flags holds (compiled programs, say). A line in a module that every
 * stage's program has makes sure that no result of a stage is among it.
 */
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { close, skip } from '../../tools/promises/checks.ts';
import { colleague } from './colleague.ts';
import { checkFaults } from './faults.ts';
import { checkForgery } from './forgery.ts';
import { installNginx, SharedCache } from './nginx.ts';
import { checkProcessors, checkSharing } from './sharing.ts';

const repository = process.cwd();
const [seed] = process.argv.slice(2).flatMap((flag) => (flag.startsWith('--disk_cache=') ? [flag.slice('--disk_cache='.length)] : []));
const flags = process.argv.slice(2).filter((flag) => !flag.startsWith('--disk_cache='));

const why = installNginx();
if (why !== undefined) {
  skip('a cache that is shared', why);
} else {
  const scratch = mkdtempSync(join(tmpdir(), 'remote-cache-'));
  const cache = new SharedCache(join(scratch, 'cache'), seed);
  const address = await cache.start();
  const ada = colleague(repository, join(scratch, 'ada'), 'checkouts/eval', 1001, [...flags, `--remote_cache=${address}`]);
  const ben = colleague(repository, join(scratch, 'ben'), 'src', 1002, [...flags, `--remote_cache=${address}`]);
  for (const user of [ada, ben]) appendFileSync(join(user.folder, 'eval/io/main.ts'), `// ${scratch}\n`);
  try {
    const { good, bad } = checkSharing(ada, ben);
    checkForgery(good, bad, ben, cache);
    await checkFaults(ada, ben, cache);
    checkProcessors(ben);
  } finally {
    for (const user of [ada, ben]) user.close();
    await cache.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
}
process.exitCode = close();
