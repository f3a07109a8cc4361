/** Scorecards that another program wrote, recorded with its inputs, and how ours are held against them. */
import assert from 'node:assert/strict';
import type { Gate, Scorecard } from '../../../contracts/scorecard.ts';
import { InputError } from '../../../errors/errors.ts';
import { type Source, sourceOf } from '../../../external_metrics/input.ts';

export interface RecordedGate {
  readonly name: string;
  readonly value: number | 'NaN' | 'Infinity';
  readonly threshold: number;
  readonly direction: 'min' | 'max';
  readonly passed: boolean;
  readonly note: string;
}

export interface RecordedCard {
  readonly tier: string;
  readonly overall_passed: boolean;
  readonly gates: readonly RecordedGate[];
}

export const tolerance = 1e-9;

export function source(location: string, value: unknown): Source {
  return sourceOf(location, Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)));
}

export function wasSkipped({ note }: RecordedGate): boolean {
  return note.startsWith('input missing');
}

/**
 * Same tier, thresholds and directions; the same value and outcome of every gate that was measured then; every other
 * gate not measured, unless it is one of `more`.
 */
export function assertSame(card: Scorecard, recorded: RecordedCard, more: readonly string[] = []): void {
  assert.equal(card.tier, recorded.tier);
  for (const gate of recorded.gates) {
    const own = gateOf(card, gate.name);
    assert.deepEqual([own.threshold, own.direction], [gate.threshold, gate.direction], gate.name);
    if (wasSkipped(gate)) {
      if (!more.includes(gate.name)) assert.deepEqual([own.state, own.value], ['not_measured', null], gate.name);
    } else {
      assert.equal(own.state, gate.passed ? 'pass' : 'fail', `${gate.name}: ${own.note}`);
      assert.ok(Math.abs((own.value ?? Number.NaN) - Number(gate.value)) <= tolerance, `${gate.name}: got ${own.value}, expected ${gate.value}`);
    }
  }
}

export function gateOf({ gates }: Scorecard, name: string): Gate {
  const gate = gates.find((one) => one.name === name);
  assert.ok(gate !== undefined, `there is no gate ${name}`);
  return gate;
}

/** Names of the gates that were judged: `+task_pass_rate -loop_rate_max`. */
export function judged({ gates }: Scorecard): string {
  const signs = { pass: '+', fail: '-', inconclusive: '?', not_measured: '' } as const;
  return gates.flatMap(({ name, state }) => (state === 'not_measured' ? [] : [signs[state] + name])).join(' ');
}

/** The codes of a refusal, each once. */
export function codesOf(error: unknown): string {
  assert.ok(error instanceof InputError, String(error));
  return [...new Set(error.problems.map(({ code }) => code))].join(' ');
}
