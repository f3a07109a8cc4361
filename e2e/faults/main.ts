/**
 * The service under faults: processes killed at random moments, a full disk, a locked database, damaged folders of results. Nothing is
 * lost, nothing is done twice, and the databases stay whole. Bazel is the stand-in of the unit tests.
 *
 *     ./bazelw build //e2e/faults && BAZEL_BINDIR=. bazel-bin/e2e/faults/faults_/faults [kills [seed]]
 */
import { randomInt } from 'node:crypto';
import { damagedResults, fullDisk, lockedDatabase } from './disk.ts';
import { kills } from './kills.ts';
import { Tally } from './tally.ts';

const [count = '4', seed = String(randomInt(1_000_000))] = process.argv.slice(2);
const tally = new Tally();
await kills(Number(count), Number(seed), tally);
await fullDisk(tally);
await lockedDatabase(tally);
await damagedResults(tally);
tally.end();
