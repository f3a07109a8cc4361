/** Two promotions at once: one wins, the other is told, whatever the order of their operations. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonicalJson } from '../io/canonical_json.ts';
import { isAlive } from '../io/process.ts';
import type { Outcome } from './outcome.ts';
import { promote } from './promote.ts';
import type { FileSystem } from './store/file_system.ts';
import { pointer } from './store/formats.ts';
import { takeLock } from './store/lock.ts';
import { parseTrail } from './store/trail.ts';
import { checkpointOf, inputsOf } from './testing/inputs.ts';
import { asking, codesIn, inputs, Machine, promoting, promotionOf, verifying } from './testing/machine.ts';
import { MemoryFileSystem } from './testing/memory_file_system.ts';
import { SteppingFileSystem, Stopped } from './testing/stopping.ts';

const rival = inputsOf({ checkpoint: checkpointOf('rival'), baseline: inputs.a.checkpoint });
const sound = (machine: Machine, fs: MemoryFileSystem): void => assert.equal(machine.run(fs, verifying)?.exitCode, 0);

/** A store with version a; `crashed`: its last user died, so that its lock has to be taken over. */
function storeWithA(machine: Machine, crashed: boolean): MemoryFileSystem {
  const fs = new MemoryFileSystem();
  machine.run(fs, promoting(promotionOf(inputs.a)));
  if (!crashed) return fs;
  machine.run(fs, ({ self }) => {
    takeLock(fs, self);
    throw new Stopped();
  });
  return fs.copy();
}

for (const crashed of [false, true]) {
  test(`a whole promotion between any two operations of another one${crashed ? ', both after a crash' : ''}`, (t) => {
    const seen = new Set<string>();
    for (let at = 1, going = true; going; at++) {
      const machine = new Machine();
      const fs = storeWithA(machine, crashed);
      let inner: Outcome | undefined;
      const outer = machine.run(
        new SteppingFileSystem(fs, (step) => {
          if (step === at) inner = machine.run(fs, promoting(promotionOf(rival)));
        }),
        promoting(promotionOf(inputs.b)),
      );
      going = inner !== undefined;
      const [winner, loser] = outer?.exitCode === 0 ? [outer, inner] : [inner, outer];
      assert.equal(winner?.exitCode, 0, `at ${at}: ${winner?.text}`);
      // Told to wait, or, once the winner has finished, that the baseline is out of service.
      if (loser !== undefined) {
        const told = codesIn(loser);
        assert.ok(['EV7021', 'EV7014'].includes(told.join()), `at ${at}: ${loser.text}`);
        seen.add(told.join());
      }
      sound(machine, fs);
      const moves = parseTrail(fs.read('audit.ndjson')!).entries.filter(({ line }) => line.status === 'done');
      assert.equal(moves.length, 2, `at ${at}: one of the two moved the channel`);
    }
    t.diagnostic([...seen].sort().join(' '));
    assert.ok(seen.has('EV7021'));
  });
}

test('readers at any moment of a promotion see a whole store, or are told that it is changing', () => {
  for (let at = 1, going = true; going; at++) {
    const machine = new Machine();
    const fs = storeWithA(machine, false);
    going = false;
    const reading = new SteppingFileSystem(fs, (step) => {
      if (step !== at) return;
      going = true;
      const bytes = fs.read('channels/production.json')!;
      assert.doesNotThrow(() => pointer.parse(JSON.parse(Buffer.from(bytes).toString('utf8'))));
      for (const step of [asking, verifying]) {
        const outcome = machine.run(fs, step);
        assert.ok(outcome?.exitCode === 0 || codesIn(outcome).join() === 'EV7021', `at ${at}: ${outcome?.text}`);
      }
    });
    machine.run(reading, promoting(promotionOf(inputs.b)));
  }
});

const self = { pid: 7, host: 'here', token: 'mine', isAlive: (pid: number) => pid === 8 };
const owner = { schemaVersion: 1, kind: 'lock', pid: 8, host: 'here', token: 'theirs', released: false } as const;

const locks: Record<string, { content: string; held: boolean }> = {
  'a living process': { content: canonicalJson(owner), held: true },
  'a process that released it': { content: canonicalJson({ ...owner, released: true }), held: false },
  'a dead process': { content: canonicalJson({ ...owner, pid: 9 }), held: false },
  'a process of another machine, of which nobody can tell': { content: canonicalJson({ ...owner, pid: 9, host: 'there' }), held: true },
  'an earlier process with our own pid': { content: canonicalJson({ ...owner, pid: 7 }), held: false },
  'nobody who could have survived: the power failed': { content: '', held: false },
};
for (const [name, { content, held }] of Object.entries(locks)) {
  test(`the lock of ${name} is ${held ? 'respected' : 'taken over'}`, () => {
    const fs = new MemoryFileSystem();
    fs.makeFolder('lock');
    fs.write('lock/41', Buffer.from(content));
    fs.write('lock/claim-left-over', Buffer.from(''));
    if (held) {
      assert.throws(() => takeLock(fs, self), /EV7021.*\n.*process \d on (here|there)/);
      assert.deepEqual(fs.list('lock'), ['41', 'claim-left-over']);
      return;
    }
    const release = takeLock(fs, self);
    assert.deepEqual(fs.list('lock'), ['42']);
    assert.throws(() => takeLock(fs, { ...self, pid: 5, token: 'other', isAlive: () => true }), /EV7021/);
    release();
    takeLock(fs, { ...self, pid: 5, token: 'other' });
    assert.deepEqual(fs.list('lock'), ['43']);
  });
}

for (const before of [0, 1]) {
  const others = before === 0 ? 'another one takes it' : 'others take and release it, and take it again';
  test(`between any two operations of one who takes the lock, ${others}: one holds it in the end`, () => {
    for (let at = 1, going = true; going; at++) {
      const fs = storeWithA(new Machine(), true);
      fs.write('lock/2', Buffer.from(canonicalJson({ ...owner, released: true })));
      const holders: number[] = [];
      const take = (on: FileSystem, pid: number): (() => void) | undefined => {
        try {
          const release = takeLock(on, { pid, host: 'there', token: `p${pid}`, isAlive: () => true });
          holders.push(pid);
          return release;
        } catch (error) {
          assert.match(String(error), /EV7021/);
          return undefined;
        }
      };
      going = false;
      const slow = new SteppingFileSystem(fs, (step) => {
        if (step !== at) return;
        going = true;
        for (let pid = 1; pid <= before; pid++) {
          take(fs, pid)?.();
          holders.length = 0;
        }
        take(fs, 9);
      });
      take(slow, 8);
      assert.equal(holders.length, 1, `at ${at}: ${holders.join(' and ')} hold the lock`);
    }
  });
}

test('a store that is locked changes nothing and records nothing', () => {
  const machine = new Machine();
  const fs = storeWithA(machine, false);
  const before = fs.read('audit.ndjson');
  machine.run(fs, (holder) => {
    const release = takeLock(fs, holder.self);
    const told = machine.run(fs, promoting(promotionOf(inputs.b)));
    assert.deepEqual([told?.exitCode, codesIn(told)], [4, ['EV7021']]);
    release();
    return promote(promotionOf(inputs.a), { ...holder, fs });
  });
  assert.deepEqual(fs.read('audit.ndjson'), before);
});

test('who lives on this machine', () => {
  assert.equal(isAlive(process.pid), true);
  assert.equal(isAlive(2 ** 22 + 1), false, 'no system gives such a number');
});
