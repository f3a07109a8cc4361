/** A machine on which simulated processes promote, one after the other, and die. */

import type { PolicyFile } from '../../contracts/criteria.ts';
import type { GivenCheckpoint } from '../inputs.ts';
import type { Outcome } from '../outcome.ts';
import { type Promotion, promote } from '../promote.ts';
import type { Surroundings } from '../record.ts';
import { type Registration, register } from '../register.ts';
import { type Rollback, rollback } from '../rollback.ts';
import { status } from '../status.ts';
import type { FileSystem } from '../store/file_system.ts';
import { verify } from '../verify/run.ts';
import { checkpointOf, inputsOf } from './inputs.ts';
import { Stopped } from './stopping.ts';

export type Step = (surroundings: Surroundings) => Outcome;

export class Machine {
  #pids = 0;
  readonly #alive = new Set<number>();

  /** Runs a command as a process of its own; undefined where it died. */
  run(fs: FileSystem, step: Step): Outcome | undefined {
    const pid = ++this.#pids;
    this.#alive.add(pid);
    const self = { pid, host: 'here', token: `t${pid}`, isAlive: (other: number) => this.#alive.has(other) };
    try {
      return step({ fs, self, now: () => `2026-01-01T00:00:${String(pid % 60).padStart(2, '0')}Z` });
    } catch (error) {
      if (error instanceof Stopped) return undefined;
      throw error;
    } finally {
      this.#alive.delete(pid);
    }
  }
}

/** A promotion of inputs with nothing special about it. */
export function promotionOf(inputs: Promotion['inputs'], more: Partial<Promotion> = {}): Promotion {
  const request = { channel: 'production', actor: 'Ada', reason: null, expectCurrent: null };
  return { ...request, inputs, force: false, otherBaseline: null, registeredBefore: null, ...more };
}

export const promoting =
  (promotion: Promotion): Step =>
  (surroundings) =>
    promote(promotion, surroundings);

export const rollingBack =
  (to: string, more: Partial<Rollback> = {}): Step =>
  (surroundings) =>
    rollback({ channel: 'production', actor: 'Bo', reason: 'it drifts', expectCurrent: null, to, ...more }, surroundings);

export const registering =
  (policy: PolicyFile, more: Partial<Registration> = {}): Step =>
  (surroundings) =>
    register({ channel: 'production', actor: 'Cy', reason: null, expectCurrent: null, what: { policy }, ...more }, surroundings);

export const asking: Step = (surroundings) => status(surroundings);
export const verifying: Step = ({ fs, self }) => verify(fs, self, []);

/** Checkpoints a, b, c: each evaluated against the one before. */
const notes = ['a', 'b', 'c'] as const;
const checkpoints = new Map<string, GivenCheckpoint>(notes.map((note) => [note, checkpointOf(note, note === 'b' ? 'data/w.bin' : undefined)]));
export const inputs = {
  a: inputsOf({ checkpoint: checkpoints.get('a') }),
  b: inputsOf({ checkpoint: checkpoints.get('b'), baseline: checkpoints.get('a') }),
  c: inputsOf({ checkpoint: checkpoints.get('c'), baseline: checkpoints.get('b') }),
};

/** The first problem's code in what a command says, or the whole text. */
export function codesIn(outcome: Outcome | undefined): string[] {
  return [...new Set([...(outcome?.text ?? '').matchAll(/^error (EV\d{4})/gm)].map(([, code]) => code ?? ''))];
}
