/** What is said about a promoted version: an in-toto Statement (v1) whose subjects are its files. */
import * as z from 'zod';
import { digest, json, name } from '../contracts/common.ts';
import { canonicalJson } from '../io/canonical_json.ts';
import { digestOf, sha256 } from '../io/digest.ts';
import type { GivenCheckpoint, PromotionInputs } from './inputs.ts';

export const statement = z.strictObject({
  _type: z.literal('https://in-toto.io/Statement/v1'),
  /** Every file of the version but the statement itself: its path, and its SHA-256 in hexadecimal. */
  subject: z.array(z.strictObject({ name: z.string(), digest: z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }) })).min(2),
  predicateType: z.literal('https://rules-model-eval.dev/promotion/v1'),
  predicate: z.strictObject({
    evaluation: z.string(),
    verdict: z.enum(['go', 'no-go', 'inconclusive']),
    /** A no-go or an inconclusive verdict that somebody overruled; the audit trail says who and why. */
    forced: z.boolean(),
    deciding: z.string(),
    criteria: z.strictObject({ id: name, version: z.int(), tier: name.nullable(), digest, measure: digest }),
    decision: digest,
    metrics: digest,
    checkpoint: digest,
    /** How the checkpoint is to be run; the digest is over kind, configuration and checkpoint. */
    backend: z.strictObject({ name, kind: z.string(), config: z.record(z.string(), json), digest }),
    baseline: digest.nullable(),
    corpora: z.record(name, digest),
    evidence: z.record(name, digest),
    tools: z.record(z.string(), z.string()),
  }),
});
export type Statement = z.infer<typeof statement>;

/** Where a version keeps its manifest, and below which folder the model's files, as the model spells their names. */
export const manifestFile = 'checkpoint.json';
export const modelFolder = 'files';

/** A version: what it is called, what is said about it, and its files by their path. */
export interface Version {
  /** Over the statement, which names the digest of every other file. */
  readonly digest: string;
  readonly statement: Statement;
  /** The statement as bytes: what is signed. */
  readonly text: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** The version that inputs without objections make. It depends on nothing else: the same inputs make the same version. */
export function versionOf({ decision, metrics, backend }: PromotionInputs, given: GivenCheckpoint): Version {
  const files = filesOf(given);
  const { digests, policy } = decision;
  const value = statement.parse({
    _type: 'https://in-toto.io/Statement/v1',
    subject: [...files].map(([path, bytes]) => ({ name: path, digest: { sha256: sha256(bytes).slice('sha256:'.length) } })),
    predicateType: 'https://rules-model-eval.dev/promotion/v1',
    predicate: {
      evaluation: decision.evaluation,
      verdict: decision.verdict,
      forced: decision.verdict !== 'go',
      deciding: decision.deciding,
      criteria: { id: policy.id, version: policy.version, tier: policy.tier, digest: digests.policy, measure: digests.measure },
      decision: digestOf(decision),
      metrics: digests.metrics,
      checkpoint: given.manifest.digest,
      backend: { name: backend.name, kind: backend.kind, config: backend.config, digest: backend.digest },
      baseline: digests.baseline,
      corpora: digests.corpora,
      evidence: digests.evidence,
      tools: metrics.tools,
    },
  });
  const text = canonicalJson(value);
  return { digest: sha256(text), statement: value, text, files };
}

function filesOf({ manifest, model, data }: GivenCheckpoint): Map<string, Uint8Array> {
  const [own] = manifest.files;
  const named: [string, Uint8Array][] = [[own?.name ?? '', model], ...data];
  return new Map([
    [manifestFile, Buffer.from(canonicalJson(manifest))],
    ...named.map(([file, bytes]): [string, Uint8Array] => [`${modelFolder}/${file}`, bytes]),
  ]);
}

/** What a person wants to see of a version. */
export function statementLines({ predicate: { evaluation, verdict, forced, criteria, checkpoint, backend } }: Statement): string[] {
  const tier = criteria.tier === null ? '' : `, tier ${criteria.tier}`;
  return [
    `  checkpoint ${checkpoint}`,
    `  backend ${backend.name} ${backend.digest}`,
    `  ${verdict}: ${evaluation}, criteria ${criteria.id} version ${criteria.version}${tier}`,
    ...(forced ? ['  FORCED: a no-go was overruled; the audit trail says by whom and why'] : []),
  ];
}
