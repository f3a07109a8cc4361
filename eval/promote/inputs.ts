/** What a promotion rests on, read from the inputs that its target declares. */
import type { BackendIdentity } from '../contracts/backend.ts';
import { type Checkpoint, checkpoint } from '../contracts/checkpoint.ts';
import { type Corpus, corpus } from '../contracts/corpus.ts';
import { type MeasurementFile, measurementFile, type PolicyFile, policyFile } from '../contracts/criteria.ts';
import { type Decision, decision } from '../contracts/decision.ts';
import { type MetricsTable, metricsTable } from '../contracts/metrics.ts';
import { InputError } from '../errors/errors.ts';
import { type Arguments, type Syntax, wrongArgument } from '../io/arguments.ts';
import { readBytes, readJson } from '../io/files.ts';
import { toolVersions } from '../io/tool_versions.ts';

/** A checkpoint's manifest with the bytes that it is said to be about. */
export interface GivenCheckpoint {
  readonly manifest: Checkpoint;
  readonly model: Uint8Array;
  /** External data by the name that the model uses. */
  readonly data: ReadonlyMap<string, Uint8Array>;
}

export interface PromotionInputs {
  readonly decision: Decision;
  readonly metrics: MetricsTable;
  /** The candidate as the table knows it. */
  readonly backend: BackendIdentity;
  readonly policy: PolicyFile;
  readonly measure: MeasurementFile;
  /** Manifests by the evaluation's name of the corpus. */
  readonly corpora: ReadonlyMap<string, Corpus>;
  /** Undefined where the candidate has none: predictions made elsewhere. */
  readonly checkpoint: GivenCheckpoint | undefined;
  /** Versions of the programs that this build would measure with. */
  readonly tools: Readonly<Record<string, string>>;
}

export const inputArguments = {
  decision: 'one',
  metrics: 'one',
  policy: 'one',
  measure: 'one',
  corpus: 'map',
  checkpoint: 'optional',
  model: 'optional',
  data: 'map',
} as const satisfies Syntax;

/** @throws InputError EV5001, EV5002 for files that are missing or malformed, EV5306 for a table without a candidate */
export function readInputs(args: Arguments<typeof inputArguments>): PromotionInputs {
  const metrics = readJson(args.metrics, metricsTable);
  const backend = metrics.backends.find(({ role }) => role === 'candidate')?.identity;
  if (backend === undefined) throw new InputError({ code: 'EV5306', location: args.metrics, message: 'no backend is the candidate' });
  return {
    decision: readJson(args.decision, decision),
    metrics,
    backend,
    policy: readJson(args.policy, policyFile),
    measure: readJson(args.measure, measurementFile),
    corpora: new Map([...args.corpus].map(([name, path]) => [name, readJson(path, corpus)])),
    checkpoint: readCheckpoint(args),
    tools: toolVersions(),
  };
}

function readCheckpoint({ checkpoint: manifest, model, data }: Arguments<typeof inputArguments>): GivenCheckpoint | undefined {
  if (manifest === undefined && model === undefined) return undefined;
  if (manifest === undefined || model === undefined) {
    throw new InputError(wrongArgument('--checkpoint and --model are needed together'));
  }
  return {
    manifest: readJson(manifest, checkpoint),
    model: readBytes(model),
    data: new Map([...data].map(([name, path]) => [name, readBytes(path)])),
  };
}
