/** Criteria files made by hand on a few metrics: a test writes only what it is about. */
import assert from 'node:assert/strict';
import type { MetricDefinition } from '../../contracts/metrics.ts';
import { InputError } from '../../errors/errors.ts';
import { readText } from '../../io/files.ts';
import type { Metrics } from '../metrics.ts';
import { type PolicyOutput, run } from '../run.ts';

const ratio = { version: 1, title: '', summary: '', unit: 'ratio', range: [0, 1], better: 'higher', secondary: false, undefinedWhen: '' } as const;
const definitions: readonly MetricDefinition[] = [
  { ...ratio, id: 'mask_iou', range: [0, 1] },
  { ...ratio, id: 'pass_rate', range: [0, 1] },
  { ...ratio, id: 'box_iou', range: [0, 1], secondary: true },
  { ...ratio, id: 'distance', range: [0, null], better: 'lower' },
  { ...ratio, id: 'plcc', range: [-1, 1] },
  { ...ratio, id: 'region_iou', range: [0, 1], parts: { sets: ['strong', 'whole'], whole: false } },
];
const byId = new Map(definitions.map((definition) => [definition.id, definition]));

const metrics: Metrics = { definitionOf: (id) => byId.get(id), known: [...byId.keys()] };

export const sanity = readText('criteria/sanity.yaml');

export interface Choice {
  readonly tier?: string;
  readonly sanity?: string;
}

export function policyOf(criteria: string, choice: Choice = {}): PolicyOutput {
  const sources = { criteria: { text: criteria, location: 'c.yaml' }, sanity: { text: choice.sanity ?? sanity, location: 's.yaml' } };
  return run({ ...sources, tier: choice.tier, metrics });
}

/** `EV2004 c.yaml:8:21 message`, of everything that is wrong. */
export function problemsOf(criteria: string, choice: Choice = {}): string[] {
  try {
    policyOf(criteria, choice);
  } catch (error) {
    assert.ok(error instanceof InputError, String(error));
    return error.problems.map(({ code, location, message }) => `${code} ${location} ${message}`);
  }
  return [];
}

/** The same with what stands at the place: `EV2004 line 8 "mask_io" message`. */
export function quotedProblems(criteria: string, choice: Choice = {}): string[] {
  return problemsOf(criteria, choice).map((problem) => atPlace(problem, criteria));
}

export const head = `schema: 1
id: demo
version: 2
measure:
  pass: {metric: mask_iou, at: 0.7}
  statistics: {resamples: 200, seed: 1, level: 0.95, minimum_groups: 5}
criteria:
`;
export const plain = '  - {id: a, metric: mask_iou, where: {corpus: test}, of: candidate, limit: 0.5, minimum_n: 3}\n';

function atPlace(problem: string, text: string): string {
  const [, code, line, column, message] = /^(\S+) c\.yaml:(\d+):(\d+) (.*)$/.exec(problem) ?? [];
  const word = /^[^\s,}]+/.exec((text.split('\n')[Number(line) - 1] ?? '').slice(Number(column) - 1));
  return `${code} line ${line} "${word?.[0]}" ${message}`;
}

/** The head and one criterion on line 8, some keys of it replaced or added. */
export function withKeys(keys: Readonly<Record<string, string>>, own = head): string {
  const all = { id: 'a', metric: 'mask_iou', where: '{corpus: test}', of: 'candidate', limit: '0.5', minimum_n: '3', ...keys };
  return `${own}  - {${Object.entries(all)
    .map(([key, value]) => `${key}: ${value}`)
    .join(', ')}}\n`;
}
