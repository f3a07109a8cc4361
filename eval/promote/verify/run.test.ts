/** Every kind of damage is found, and named by its code and place. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonicalJson, canonicalLine } from '../../io/canonical_json.ts';
import { sha256 } from '../../io/digest.ts';
import { type Key, signStatement } from '../dsse.ts';
import { versionOf } from '../statement.ts';
import { takeLock } from '../store/lock.ts';
import { keyPair } from '../testing/keys.ts';
import { asking, codesIn, inputs, Machine, promoting, promotionOf, rollingBack } from '../testing/machine.ts';
import { MemoryFileSystem } from '../testing/memory_file_system.ts';
import { SteppingFileSystem, stoppingAt } from '../testing/stopping.ts';
import { verify } from './run.ts';

const [ours, theirs] = [keyPair(), keyPair()];
const [a, b] = [inputs.a, inputs.b].map((one) => versionOf(one, one.checkpoint!));
const [folderA, folderB] = [a!, b!].map(({ digest }) => `versions/${digest.slice(7)}`);

/** Version a signed by us, version b not, a refusal, and a rollback to a. */
function store(): { fs: MemoryFileSystem; machine: Machine } {
  const [fs, machine] = [new MemoryFileSystem(), new Machine()];
  const exitCodes = [
    promoting(promotionOf(inputs.a, { key: ours.secret })),
    promoting(promotionOf(inputs.b)),
    promoting(promotionOf(inputs.a)),
    rollingBack(a!.digest),
  ].map((step) => machine.run(fs, step)?.exitCode);
  assert.deepEqual(exitCodes, [0, 0, 1, 0]);
  return { fs, machine };
}

const start = store().fs;
const check = (fs: MemoryFileSystem, keys: readonly Key[] = []) => new Machine().run(fs, ({ self }) => verify(fs, self, keys));

const textOf = (fs: MemoryFileSystem, path: string): string => Buffer.from(fs.read(path)!).toString('utf8');
const put = (fs: MemoryFileSystem, path: string, text: string): void => fs.write(path, Buffer.from(text));
const edit = (path: string, from: string | RegExp, to: string) => (fs: MemoryFileSystem) => {
  const before = textOf(fs, path);
  const after = before.replace(from, to);
  assert.notEqual(after, before, 'the test edits something');
  put(fs, path, after);
};
const trail = 'audit.ndjson';
const linesOf = (fs: MemoryFileSystem): string[] => textOf(fs, trail).trimEnd().split('\n');
const rewrite = (change: (lines: string[]) => readonly string[]) => (fs: MemoryFileSystem) =>
  put(
    fs,
    trail,
    change(linesOf(fs))
      .map((line) => `${line}\n`)
      .join(''),
  );

test('a sound store', () => {
  const outcome = check(start);
  assert.deepEqual(
    [outcome?.exitCode, outcome?.text],
    [0, `sound: 2 versions, 1 channel, 4 lines of the audit trail, the last one ${sha256(linesOf(start)[3] ?? '')}\n`],
  );
});

/** Lines with true digests of the lines before them, as somebody would write them who knows the format. */
function chained(lines: readonly string[]): string[] {
  const done: string[] = [];
  for (const [i, line] of lines.entries()) {
    const previous = done.at(-1);
    done.push(canonicalLine({ ...JSON.parse(line), sequence: i + 1, previous: previous === undefined ? null : sha256(previous) }));
  }
  return done;
}

const pointerFile = 'channels/production.json';
const damages: Record<string, { damage: (fs: MemoryFileSystem) => void; codes: string[]; location: string }> = {
  "a model's bytes": { damage: edit(`${folderA}/files/model.onnx`, 'w', 'v'), codes: ['EV7023'], location: `${folderA}/files/model.onnx` },
  'external data that is gone': {
    damage: (fs) => fs.remove(`${folderB}/files/data/w.bin`),
    codes: ['EV7023'],
    location: `${folderB}/files/data/w.bin`,
  },
  'a manifest': { damage: edit(`${folderA}/checkpoint.json`, 'onnx', 'onn'), codes: ['EV7023'], location: `${folderA}/checkpoint.json` },
  'a file too many': { damage: (fs) => put(fs, `${folderA}/files/more`, ''), codes: ['EV7023'], location: `${folderA}/files/more` },
  'a folder too many': { damage: (fs) => fs.makeFolder(`${folderA}/more`), codes: ['EV7023'], location: `${folderA}/more/` },
  'a statement': {
    damage: edit(`${folderB}/statement.json`, '"forced": false', '"forced": true'),
    codes: ['EV7023'],
    location: `${folderB}/statement.json`,
  },
  'a statement that is gone': {
    damage: (fs) => fs.remove(`${folderB}/statement.json`),
    codes: ['EV7023'],
    location: `${folderB}/statement.json`,
  },
  'a version that is gone': {
    damage: (fs) => {
      for (const path of ['statement.json', 'checkpoint.json', 'files/model.onnx', 'files/data/w.bin', 'files/data', 'files', '']) {
        fs.remove(path === '' ? (folderB ?? '') : `${folderB}/${path}`);
      }
    },
    codes: ['EV7023'],
    location: folderB ?? '',
  },
  'a version that nobody promoted': {
    damage: (fs) => {
      fs.makeFolder(`versions/${'0'.repeat(64)}`);
    },
    codes: ['EV7029'],
    location: `versions/${'0'.repeat(64)}`,
  },
  'a file that does not belong there': { damage: (fs) => put(fs, 'notes.txt', ''), codes: ['EV7029'], location: 'notes.txt' },

  'a word in the trail': { damage: edit(trail, '"actor":"Ada"', '"actor":"Eve"'), codes: ['EV7022'], location: 'audit.ndjson:2' },
  'a word in the last line of the trail': { damage: edit(trail, '"actor":"Bo"', '"actor":"Eve"'), codes: ['EV7024'], location: pointerFile },
  'a line of the trail taken out': {
    damage: rewrite((lines) => lines.toSpliced(2, 1)),
    codes: ['EV7022'],
    location: 'audit.ndjson:3',
  },
  'a line of the trail put in': { damage: rewrite((lines) => lines.toSpliced(1, 0, lines[0] ?? '')), codes: ['EV7022'], location: 'audit.ndjson:2' },
  'two lines of the trail in another order': {
    damage: rewrite((lines) => [lines[0] ?? '', lines[2] ?? '', lines[1] ?? '', lines[3] ?? '']),
    codes: ['EV7022'],
    location: 'audit.ndjson:2',
  },
  'the end of the trail cut off': { damage: rewrite((lines) => lines.slice(0, 3)), codes: ['EV7024'], location: pointerFile },
  'the last line of the trail cut short': {
    damage: (fs) => put(fs, trail, textOf(fs, trail).slice(0, -9)),
    codes: ['EV7022', 'EV7024'],
    location: 'audit.ndjson:4',
  },
  'a refusal taken out, and the chain made again': {
    damage: rewrite((lines) => chained(lines.toSpliced(2, 1))),
    codes: ['EV7024'],
    location: pointerFile,
  },
  'blanks in the trail': { damage: edit(trail, '"Bo"', ' "Bo"'), codes: ['EV7022', 'EV7024'], location: 'audit.ndjson:4' },
  'an unknown key in the trail': {
    damage: edit(trail, '"actor":"Bo"', '"actor":"Bo","also":1'),
    codes: ['EV7022', 'EV7024'],
    location: 'audit.ndjson:4',
  },
  'a trail that is gone': { damage: (fs) => fs.remove(trail), codes: ['EV7024', 'EV7029'], location: pointerFile },

  'a pointer to the other version': {
    damage: (fs) => put(fs, pointerFile, textOf(fs, pointerFile).replace(a!.digest, b!.digest)),
    codes: ['EV7024'],
    location: pointerFile,
  },
  'a pointer with another mark': { damage: edit(pointerFile, '"forced": false', '"forced": true'), codes: ['EV7024'], location: pointerFile },
  'a pointer that is no JSON': { damage: (fs) => put(fs, pointerFile, '{'), codes: ['EV7024'], location: pointerFile },
  'a pointer that is gone': { damage: (fs) => fs.remove(pointerFile), codes: ['EV7024'], location: pointerFile },
  'a pointer of a channel that was never moved': {
    damage: (fs) => put(fs, 'channels/beta.json', textOf(fs, pointerFile)),
    codes: ['EV7024'],
    location: 'channels/beta.json',
  },
  'a file among the channels': { damage: (fs) => put(fs, 'channels/notes', ''), codes: ['EV7024'], location: 'channels/notes' },

  'a signature that is gone': {
    damage: (fs) => fs.remove(`${folderA}/statement.dsse.json`),
    codes: ['EV7025'],
    location: `${folderA}/statement.dsse.json`,
  },
  'a signature that was put there later': {
    damage: (fs) => put(fs, `${folderB}/statement.dsse.json`, canonicalJson(signStatement(b!.text, ours.secret))),
    codes: ['EV7025'],
    location: `${folderB}/statement.dsse.json`,
  },
  'a signature by another key': {
    damage: (fs) => put(fs, `${folderA}/statement.dsse.json`, canonicalJson(signStatement(a!.text, theirs.secret))),
    codes: ['EV7025'],
    location: `${folderA}/statement.dsse.json`,
  },
  'a signature of another statement': {
    damage: (fs) => put(fs, `${folderA}/statement.dsse.json`, canonicalJson(signStatement(b!.text, ours.secret))),
    codes: ['EV7025'],
    location: `${folderA}/statement.dsse.json`,
  },
  'an envelope that is none': { damage: edit(`${folderA}/statement.dsse.json`, 'payload', 'load'), codes: ['EV7025'], location: folderA ?? '' },

  'the mark of the store': { damage: (fs) => put(fs, 'store.json', '{}'), codes: ['EV7020'], location: 'store.json' },
  'something in staging': { damage: (fs) => put(fs, 'staging/x', ''), codes: ['EV7028'], location: 'staging/x' },
};

for (const [name, { damage, codes, location }] of Object.entries(damages)) {
  test(`found: ${name}`, () => {
    const fs = start.copy();
    damage(fs);
    const outcome = check(fs);
    assert.equal(outcome?.exitCode, 4, outcome?.text);
    assert.deepEqual(codesIn(outcome).sort(), codes, outcome?.text);
    assert.ok(outcome?.text.includes(`  ${location}`), `${outcome?.text}\nexpected place: ${location}`);
  });
}

test('on a trail or a pointer that cannot be believed nothing is promoted, and nothing rolled back', () => {
  for (const [name, { damage, codes }] of Object.entries(damages)) {
    if (!codes.some((code) => ['EV7020', 'EV7022', 'EV7024'].includes(code))) continue;
    const [fs, machine] = [start.copy(), new Machine()];
    damage(fs);
    const before = fs.read(trail);
    for (const step of [promoting(promotionOf(inputs.b)), rollingBack(b!.digest), asking]) {
      assert.equal(machine.run(fs, step)?.exitCode, 4, name);
    }
    assert.deepEqual(fs.read(trail), before, name);
  }
});

test('a damaged version is neither promoted again nor rolled back to', () => {
  const [fs, machine] = [start.copy(), new Machine()];
  edit(`${folderB}/files/model.onnx`, 'w', 'v')(fs);
  for (const step of [promoting(promotionOf(inputs.b)), rollingBack(b!.digest)]) {
    const outcome = machine.run(fs, step);
    assert.deepEqual([outcome?.exitCode, codesIn(outcome)], [4, ['EV7023']]);
  }
});

test('trust: every version by one of the keys', () => {
  const told = check(start, [ours.open]);
  assert.deepEqual([told?.exitCode, codesIn(told)], [1, ['EV7018']]);
  assert.ok(told?.text.includes(`  ${folderB}\n`) && !told.text.includes(`  ${folderA}\n`));

  const signed = new MemoryFileSystem();
  new Machine().run(signed, promoting(promotionOf(inputs.a, { key: ours.secret })));
  assert.match(check(signed, [theirs.open, ours.open])?.text ?? '', /^sound: 1 version, all signed by a trusted key, 1 channel, /);
  assert.deepEqual(codesIn(check(signed, [theirs.open])), ['EV7018'], 'the wrong key');

  const forged = signed.copy();
  const posing = signStatement(a!.text, { ...theirs.secret, id: ours.secret.id });
  put(forged, `${folderA}/statement.dsse.json`, canonicalJson(posing));
  const found = check(forged, [ours.open]);
  assert.deepEqual([found?.exitCode, codesIn(found)], [4, ['EV7025']], 'a signature under a false name');
});

test('an interrupted promotion is named, and so is a running one', () => {
  const [fs, machine] = [start.copy(), new Machine()];
  const counted = new SteppingFileSystem(start.copy(), () => {});
  machine.run(counted, rollingBack(b!.digest));
  // The last operations are: pointer, intent removed, folder synced, lock released in two steps.
  machine.run(stoppingAt(fs, counted.steps - 4, false), rollingBack(b!.digest));
  const outcome = check(fs);
  assert.equal(outcome?.exitCode, 4);
  assert.ok(codesIn(outcome).includes('EV7028'), outcome?.text);
  assert.match(machine.run(fs, asking)?.text ?? '', /^a promotion is running, or was interrupted/);

  const locked = start.copy();
  machine.run(locked, ({ self }) => {
    const release = takeLock(locked, self);
    const told = machine.run(locked, (reader) => verify(locked, reader.self, []));
    assert.deepEqual([told?.exitCode, codesIn(told)], [4, ['EV7021']]);
    release();
    return verify(locked, self, []);
  });
});

test('what looks like damage while somebody begins or ends a promotion is none', () => {
  const changes: Record<string, (fs: MemoryFileSystem, machine: Machine) => void> = {
    'a promotion that began': (fs, machine) => {
      const stopped = machine.run(fs, ({ self }) => {
        takeLock(fs, { ...self, host: 'another machine' });
        return verify(fs, self, []);
      });
      assert.equal(stopped?.exitCode, 4);
      put(fs, 'staging/x', '');
    },
    'a promotion from beginning to end': (fs, machine) => assert.equal(machine.run(fs, rollingBack(b!.digest))?.exitCode, 0),
  };
  for (const [name, change] of Object.entries(changes)) {
    const [fs, machine] = [start.copy(), new Machine()];
    const list = fs.list.bind(fs);
    let first = true;
    // The trail has been read when verify comes to look for leftovers.
    fs.list = (path) => {
      if (path === 'staging' && first) {
        first = false;
        change(fs, machine);
      }
      return list(path);
    };
    const told = machine.run(fs, ({ self }) => verify(fs, self, []));
    assert.deepEqual([told?.exitCode, codesIn(told)], [4, ['EV7021']], name);
  }
});

test('an intent that does not fit the store is damage', () => {
  const [killed, machine] = [start.copy(), new Machine()];
  const counted = new SteppingFileSystem(start.copy(), () => {});
  machine.run(counted, rollingBack(b!.digest));
  machine.run(stoppingAt(killed, counted.steps - 4, false), rollingBack(b!.digest));
  const cases: Record<string, (fs: MemoryFileSystem) => void> = {
    'an edited intent': edit('intent.json', '"offset"', '"ofset"'),
    'a line of another trail': edit('intent.json', /"previous": "sha256:....../, '"previous": "sha256:000000'),
    'a trail that went on': (fs) => put(fs, trail, `${textOf(fs, trail)}${'x'.repeat(2000)}`),
    'a trail that was cut': (fs) => put(fs, trail, textOf(fs, trail).slice(0, 10)),
    'a version that was staged and is gone': edit('intent.json', '"install": null', `"install": "sha256:${'0'.repeat(64)}"`),
  };
  for (const [name, damage] of Object.entries(cases)) {
    const fs = killed.copy();
    damage(fs);
    assert.deepEqual(codesIn(machine.run(fs, rollingBack(b!.digest))), ['EV7026'], name);
  }
  const fs = killed.copy();
  edit(trail, '"actor":"Ada"', '"actor":"Eve"')(fs);
  const before = fs.read(trail);
  assert.deepEqual(codesIn(machine.run(fs, rollingBack(b!.digest))), ['EV7022']);
  assert.deepEqual(fs.read(trail), before, 'a broken trail does not go on');
});
