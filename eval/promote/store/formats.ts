/** Schemas of the files of a store; docs/promotion.md describes them. All are canonical JSON. */
import * as z from 'zod';
import { count, digest, fileOf, name, schemaVersion } from '../../contracts/common.ts';
import { approverList } from '../approvers.ts';
import { envelope } from '../dsse.ts';

/** store.json: this folder is a store, and of which layout. */
export const marker = fileOf('promotion-store', {});

/** channels/<channel>.json: which version is in service. */
export const pointer = fileOf('channel', {
  channel: name,
  version: digest,
  /** Over the files of the model. */
  checkpoint: digest,
  /** Over kind, configuration and checkpoint: what an evaluation against this version has as its baseline. */
  backend: digest,
  /** Whether a no-go was overruled. */
  forced: z.boolean(),
  /** The line of the audit trail that moved the channel here, and its digest. */
  sequence: count,
  entry: digest,
});
export type Pointer = z.infer<typeof pointer>;

/** A line of audit.ndjson. */
export const auditLine = z.strictObject({
  schemaVersion,
  /** 1, 2, 3, … */
  sequence: z.int().positive(),
  /** Of the line before, without its line feed; null for the first one. */
  previous: digest.nullable(),
  /** UTC. */
  time: z.iso.datetime(),
  actor: z.string().min(1),
  action: z.enum(['promote', 'rollback', 'register']),
  status: z.enum(['done', 'refused']),
  channel: name,
  /** The channel's version before, and after; a refusal leads to none. */
  from: digest.nullable(),
  to: digest.nullable(),
  checkpoint: digest.nullable(),
  forced: z.boolean(),
  evaluation: z.string().nullable(),
  decision: digest.nullable(),
  /** Of a registration: digest of the criteria that the channel is judged by from now on. */
  policy: digest.optional(),
  /** Of a registration: who may move the channel from now on, and how many of them must agree. */
  approvers: approverList.optional(),
  /** Signatures of people under this move, where the channel has such a list. */
  approvals: z.array(envelope).min(1).optional(),
  /** Of a promotion that asked for it: the line that registered its criteria, and the instant that it is older than. */
  registered: z.strictObject({ sequence: z.int().positive(), before: z.iso.datetime() }).optional(),
  /** What the actor said. */
  reason: z.string().nullable(),
  /** Why a baseline that was not in service was enough. */
  otherBaseline: z.string().nullable(),
  /** Id of the key that signed the statement. */
  signedBy: z.string().nullable(),
  /** Of a refusal: everything that stood against it. */
  problems: z.array(z.strictObject({ code: z.string(), location: z.string(), message: z.string() })),
});
export type AuditLine = z.infer<typeof auditLine>;

/** intent.json: what is being done, written down before it is done. */
export const intent = fileOf('intent', {
  /** Bytes of the audit trail before the line. */
  offset: count,
  line: auditLine,
  /** The version to move from staging to versions; null where none is new. */
  install: digest.nullable(),
  pointer: pointer.nullable(),
});
export type Intent = z.infer<typeof intent>;

/** lock/<n>: who held the n-th lock of the store. */
export const lockOwner = fileOf('lock', {
  pid: count,
  host: z.string(),
  /** Tells apart two processes that had one pid. */
  token: z.string(),
  released: z.boolean(),
});
export type LockOwner = z.infer<typeof lockOwner>;
