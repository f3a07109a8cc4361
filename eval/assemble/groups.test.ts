import assert from 'node:assert/strict';
import { test } from 'node:test';
import { generator, shuffled } from '../pipeline/testing/corpus.ts';
import { Groups, type Related } from './groups.ts';

function groupsOf(samples: readonly Related[]): Map<string, string> {
  const groups = new Groups();
  for (const sample of samples) groups.add(sample);
  return new Map(samples.map((sample) => [sample.id, groups.of(sample)]));
}

test('samples that share a name or a picture are one group, also over others', () => {
  const samples = [
    { id: 'a', related: ['piece:7'], sha256: 'sha256:1' },
    { id: 'b', related: ['piece:7', 'image:9'], sha256: 'sha256:2' },
    { id: 'c', related: [], sha256: 'sha256:2' },
    { id: 'd', related: [], sha256: 'sha256:3' },
    { id: 'e', related: ['zebra'], sha256: 'sha256:4' },
    { id: 'f', related: [], sha256: 'sha256:3' },
  ];
  const expected = { a: 'image:9', b: 'image:9', c: 'image:9', d: 'sha256:3', e: 'zebra', f: 'sha256:3' };
  assert.deepEqual(Object.fromEntries(groupsOf(samples)), expected);
  for (const seed of [1, 2, 3, 4, 5]) {
    const found = groupsOf(shuffled(samples, seed));
    for (const { id } of samples) assert.equal(found.get(id), expected[id as keyof typeof expected], `seed ${seed}`);
  }
});

test('groups are the connected samples, by a search through all pairs (seeds 1 to 10)', () => {
  for (let seed = 1; seed <= 10; seed++) {
    const random = generator(seed);
    const samples = Array.from({ length: 20 }, (_, i) => ({
      id: String(i),
      related: Array.from({ length: random(3) }, () => `n${random(20)}`),
      sha256: `sha256:${random(20)}`,
    }));
    const connected = (a: number, b: number) => {
      const reached = new Set([a]);
      for (const i of reached) {
        const links = (at: number) => [...(samples[at]?.related ?? []), samples[at]?.sha256];
        samples.forEach((_, j) => {
          if (links(i).some((link) => links(j).includes(link))) reached.add(j);
        });
      }
      return reached.has(b);
    };
    const groups = groupsOf(samples);
    for (let a = 0; a < samples.length; a++) {
      for (let b = 0; b < a; b++) assert.equal(groups.get(String(a)) === groups.get(String(b)), connected(a, b), `seed ${seed}: ${a}, ${b}`);
    }
  }
});
