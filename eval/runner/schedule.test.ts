import assert from 'node:assert/strict';
import { test } from 'node:test';
import { schedule } from './schedule.ts';

const diamond = [
  { name: 'join', inputs: ['left', 'right', 'given'], outputs: ['joined'] },
  { name: 'left', inputs: ['top'], outputs: ['left', 'more'] },
  { name: 'right', inputs: ['top'], outputs: ['right'] },
  { name: 'top', inputs: ['given'], outputs: ['top'] },
];

/** What runs at the same time is ended in the order that the caller chooses. */
function recorder() {
  const begun: string[] = [];
  let most = 0;
  let now = 0;
  return {
    begun,
    most: () => most,
    perform: async ({ name }: { name: string }) => {
      begun.push(name);
      most = Math.max(most, ++now);
      await new Promise((resolve) => setImmediate(resolve));
      now--;
    },
  };
}

for (const [jobs, most] of [
  [1, 1],
  [2, 2],
  [8, 2],
] as const) {
  test(`${jobs} jobs: each task after those that it needs, at most ${most} at once`, async () => {
    const { begun, perform, ...seen } = recorder();
    assert.deepEqual(await schedule(diamond, jobs, perform), []);
    assert.deepEqual(begun, ['top', 'left', 'right', 'join']);
    assert.equal(seen.most(), most);
  });
}

test('after a failure nothing is begun, and what runs is waited for', async () => {
  const ended: string[] = [];
  const errors = await schedule(diamond, 2, async ({ name }) => {
    if (name === 'right') throw new Error('right failed');
    await new Promise((resolve) => setImmediate(resolve));
    ended.push(name);
  });
  assert.deepEqual(ended, ['top', 'left']);
  assert.deepEqual(
    errors.map((error) => (error as Error).message),
    ['right failed'],
  );
});

test('all failures are told, in the order of the tasks', async () => {
  const errors = await schedule(diamond, 2, async ({ name }) => {
    if (name !== 'top') throw name;
  });
  assert.deepEqual(errors, ['left', 'right']);
});

test('tasks that wait for each other are an error, and no end without a word', async () => {
  const circle = [
    { inputs: ['a'], outputs: ['b'] },
    { inputs: ['b'], outputs: ['a'] },
  ];
  await assert.rejects(
    schedule(circle, 1, async () => {}),
    /wait for each other/,
  );
});

test('nothing to do is done', async () => {
  assert.deepEqual(await schedule([], 1, async () => {}), []);
});
