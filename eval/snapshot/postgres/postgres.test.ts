/** Against a real server, which the test starts; without PostgreSQL's programs it says so and checks nothing. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { after, before, type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { nodeBinary } from '../../io/node.ts';
import { makeCorpus } from '../../pipeline/corpus.ts';
import { corpusInput, potteryExport } from '../../pipeline/testing/corpus.ts';
import { contentBelow, copyPottery, type Row, scratch } from '../testing/export.ts';
import { Server, serverPrograms } from './testing/server.ts';

// In the folder above, unbuilt or compiled.
const program = join(import.meta.dirname, `../main${extname(import.meta.filename)}`);
let pottery: string;
const example = (name: string) => join(import.meta.dirname, '../example', name);
const programs = serverPrograms();
const skip = programs === undefined ? 'no PostgreSQL server programs on this machine' : false;
if (skip !== false) process.stdout.write(`SKIP: ${skip}; install them with: apt-get install postgresql\n`);

let server: Server;
before(async () => {
  if (programs === undefined) return;
  server = await Server.start(programs);
  pottery = join(server.folder, 'pottery');
  copyPottery(pottery);
  await server.query(readFileSync(join(import.meta.dirname, 'testing/schema.sql'), 'utf8'));
  const rows = (name: string) => JSON.stringify(JSON.parse(readFileSync(join(pottery, name), 'utf8')) as Row[]);
  await server.query(
    `INSERT INTO image SELECT DISTINCT ON (id) (r->'image'->>'id')::integer AS id, r->'image'->>'path', 'https://store.example.org/?signature=secret',
       (r->'image'->>'derived_from')::integer, NULL FROM jsonb_array_elements($1) AS r`,
    [rows('crop_runs.json')],
  );
  await server.query(
    `INSERT INTO crop_run SELECT (r->>'id')::integer, (r->>'created_at')::timestamptz, (r->'image'->>'id')::integer, r->'source', 'somebody', r->>'notes'
     FROM jsonb_array_elements($1) AS r`,
    [rows('crop_runs.json')],
  );
  await server.query(
    `INSERT INTO crop_annotation (id, image_id, mask_key, kind)
     SELECT (r->>'id')::integer, (r->>'image_id')::integer, r->>'mask', r->'annotator'->>'kind' FROM jsonb_array_elements($1) AS r`,
    [rows('crop_annotations.json')],
  );
});
after(async () => {
  if (programs !== undefined) await server.stop();
});

interface Result {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly out: string;
}

interface Change {
  readonly runs?: string;
  readonly annotations?: string;
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** Runs the program with queries as texts; those of the example where none are given. */
async function snapshot(t: TestContext, { runs, annotations, environment }: Change = {}): Promise<Result> {
  const folder = scratch(t);
  const file = (name: string, text: string | undefined): string => {
    if (text === undefined) return example(name);
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const queries = ['--crop-runs-sql', file('crop_runs.sql', runs), '--annotations-sql', file('crop_annotations.sql', annotations)];
  const out = join(folder, 'versions');
  const env = { PATH: process.env['PATH'] ?? '', HOME: folder, ...server.environment, ...environment };
  const child = spawn(nodeBinary, [program, '--out', out, '--images-root', pottery, ...queries], { env, timeout: 60_000 });
  const text = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (text.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text.stderr += chunk.toString()));
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, ...text, out };
}

const codes = ({ stderr }: Result) =>
  [...stderr.matchAll(/^error (EV\d+) {2}(.*)$/gm)].map(([, code, location]) => `${code} ${location?.replace(/.*\//, '')}`);

test('the example queries give the corpus that the export gives, and nothing that is not for it', { skip }, async (t) => {
  const { status, stdout, stderr, out } = await snapshot(t);
  assert.equal(status, 0, stderr);
  const content = contentBelow(join(out, stdout.trim()));
  const text = (path: string) => Buffer.from(content[path] ?? '', 'latin1').toString('utf8');
  assert.doesNotMatch(text('crop_runs.json'), /somebody|secret/);
  const below = (folder: string) =>
    Object.fromEntries(Object.entries(content).flatMap(([path, bytes]) => (path.startsWith(folder) ? [[path, Buffer.from(bytes, 'latin1')]] : [])));
  const original = potteryExport('flagged');
  const sources = { ...original.sources, crop_runs: text('crop_runs.json'), annotations: text('crop_annotations.json') };
  const version = { ...original, images: below('images/'), masks: below('masks/'), sources };
  assert.equal((await makeCorpus(corpusInput(version))).corpus.digest, (await makeCorpus(corpusInput(original))).corpus.digest);
});

test('neither the zone of the server nor the order in which rows lie there moves the digest', { skip }, async (t) => {
  const { stdout } = await snapshot(t);
  await server.query("ALTER DATABASE postgres SET timezone = 'Asia/Kolkata'");
  await server.query("UPDATE crop_run SET submitter = 'else' WHERE id % 3 = 0");
  assert.equal((await snapshot(t)).stdout, stdout);
  await server.query('ALTER DATABASE postgres RESET timezone');
});

test('both queries see one state, whatever is written between them', { skip }, async (t) => {
  const { stdout } = await snapshot(t);
  // The first query waits for a lock that is held here; meanwhile there is a new annotation.
  const holder = server.query('SELECT pg_advisory_lock(1), pg_sleep(600)').catch(() => {});
  const waiting = (count: number) => server.query(`SELECT 1 FROM pg_locks WHERE locktype = 'advisory' HAVING count(*) = ${count}`);
  await until(async () => (await waiting(1)).length > 0);
  const runs = `${readFileSync(example('crop_runs.sql'), 'utf8')} AND (SELECT pg_advisory_xact_lock_shared(1)) IS NOT NULL;\n`;
  const snapshotting = snapshot(t, { runs });
  await until(async () => (await waiting(2)).length > 0);
  await server.query("INSERT INTO crop_annotation (id, image_id, mask_key, kind) VALUES (9999, 101, 'masks/none.png', 'annotation')");
  await server.query("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted");
  await holder;
  const { status, stdout: digest, stderr } = await snapshotting;
  await server.query('DELETE FROM crop_annotation WHERE id = 9999');
  assert.equal(status, 0, stderr);
  assert.equal(digest, stdout);
});

test('the password may stand in ~/.pgpass', { skip }, async (t) => {
  const file = join(scratch(t), 'pgpass');
  writeFileSync(file, '*:*:*:owner:secret\n');
  chmodSync(file, 0o600);
  const { status, stderr } = await snapshot(t, { environment: { PGPASSWORD: undefined, PGPASSFILE: file } });
  assert.equal(status, 0, stderr);
});

test('no server, a wrong password and a wrong database: EV8014, and no version', { skip }, async (t) => {
  const nowhere = scratch(t);
  for (const environment of [
    { PGHOST: nowhere },
    { PGHOST: '127.0.0.1', PGPORT: '1' },
    { PGPASSWORD: 'wrong' },
    { PGPASSWORD: undefined },
    { PGDATABASE: 'none' },
  ]) {
    const result = await snapshot(t, { environment });
    assert.deepEqual([result.status, codes(result), result.stdout], [2, ['EV8014 PostgreSQL'], ''], JSON.stringify(environment));
    assert.doesNotMatch(result.stderr, /wrong/);
    assert.equal(existsSync(result.out), false);
  }
});

test('queries that fail are told both at once, with line and column: EV8015', { skip }, async (t) => {
  const result = await snapshot(t, { runs: 'SELECT id,\n  nonsense\nFROM crop_run', annotations: 'SELECT * FROM nowhere;' });
  assert.deepEqual([result.status, codes(result)], [2, ['EV8015 crop_runs.sql:2:3', 'EV8015 crop_annotations.sql:1:15']]);
});

test('a query can change nothing', { skip }, async (t) => {
  await server.query('CREATE FUNCTION sweep() RETURNS integer LANGUAGE sql AS $$ DELETE FROM crop_annotation RETURNING 1 $$');
  const attempts = [
    'DELETE FROM crop_annotation RETURNING *',
    'WITH gone AS (DELETE FROM crop_annotation RETURNING *) SELECT * FROM gone',
    'SELECT 1) AS row_of_snapshot; DELETE FROM crop_annotation; SELECT * FROM (SELECT 1',
    'SELECT 1) AS row_of_snapshot; COMMIT; DELETE FROM crop_annotation; SELECT * FROM (SELECT 1',
    'SELECT sweep() AS id',
  ];
  for (const annotations of attempts) {
    const result = await snapshot(t, { annotations });
    assert.equal(result.status, 2, annotations);
    assert.match(codes(result).join(), /^EV8015 crop_annotations\.sql/, annotations);
    assert.deepEqual(await server.query('SELECT count(*)::integer AS n FROM crop_annotation'), [{ n: 42 }]);
  }
});

test('a server that goes away in the middle of a query: EV8015', { skip }, async (t) => {
  const result = await snapshot(t, { runs: 'SELECT pg_terminate_backend(pg_backend_pid())' });
  assert.equal(result.status, 2, result.stderr);
  assert.match(codes(result).join(), /^EV8015 crop_runs\.sql/);
});

test('a query without the columns of a crop run, and one without rows', { skip }, async (t) => {
  const wrong = await snapshot(t, { runs: 'SELECT id, notes FROM crop_run ORDER BY id LIMIT 2' });
  assert.deepEqual(new Set(codes(wrong)), new Set(['EV1011 crop_runs.sql:1:2', 'EV1011 crop_runs.sql:2:1']));
  const none = await snapshot(t, { runs: 'SELECT * FROM crop_run WHERE false' });
  assert.deepEqual([none.status, codes(none)], [2, ['EV1020 crop runs and annotations']]);
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + 30_000; !(await holds()); await sleep(50)) {
    assert.ok(performance.now() < end, 'waited too long');
  }
}
