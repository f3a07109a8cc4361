/**
 * Checkpoints and corpora from elsewhere, as a module that depends on this one gets them: from a server of this program's
 * own, from paths, and from a stand-in for the client of Modal. Starts Bazel, so Bazel does not start it:
 *
 *     ./bazelw build //tools/fetch_test && BAZEL_BINDIR=. bazel-bin/tools/fetch_test/fetch_test_/fetch_test
 *
 * Flags after it go to every build (`--disk_cache=…`, say).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataCodes } from '../../eval/errors/data_codes.ts';
import { close, promise } from '../promises/checks.ts';
import { checkAddresses } from './addresses.ts';
import { Consumer } from './consumer.ts';
import { checkExamples } from './examples.ts';
import { checkModal } from './modal.ts';
import { checkPaths } from './paths.ts';
import { checkSnapshot } from './snapshot.ts';
import { checkTags } from './tags.ts';

const folder = mkdtempSync(join(tmpdir(), 'fetch-'));
const consumer = new Consumer(process.cwd(), join(folder, 'consumer'), process.argv.slice(2));
try {
  checkExamples();
  await checkTags(consumer);
  await checkAddresses(consumer);
  await checkPaths(consumer, join(folder, 'elsewhere'));
  await checkModal(consumer, join(folder, 'modal'));
  const ours = Object.keys(dataCodes).filter((code) => code < 'EV8010');
  promise('every code of fetching was met', [...consumer.codes].sort(), ours);
  await checkSnapshot(consumer, join(folder, 'export'));
} finally {
  await consumer.close();
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = close();
