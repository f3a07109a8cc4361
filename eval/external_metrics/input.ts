/** What external metrics are made of: texts of artefacts, each with its place for messages and the digest of its bytes. */
import type { ExternalConfig } from '../contracts/external_config.ts';
import { sha256 } from '../io/digest.ts';
import { textOf } from '../io/files.ts';

export interface Source {
  readonly location: string;
  readonly text: string;
  readonly sha256: string;
}

/** Absent artefacts were not named; one that was named and cannot be read is an error before this. */
export interface ExternalInput {
  readonly config: ExternalConfig;
  readonly evalReport?: Source | undefined;
  /** The baseline's eval report. */
  readonly baselineReport?: Source | undefined;
  readonly shadowSummary?: Source | undefined;
  /** Stable name of a labelled trace (its path below the folder of traces) -> the trace. */
  readonly traces?: ReadonlyMap<string, Source> | undefined;
  readonly championScores?: Source | undefined;
  readonly challengerScores?: Source | undefined;
  /** The file that `config.external` is about. */
  readonly external?: Source | undefined;
}

/** @throws InputError EV5002 */
export function sourceOf(location: string, bytes: Uint8Array): Source {
  return { location, text: textOf(bytes, location), sha256: sha256(bytes) };
}

/** Codes of a text that is not JSON, and of JSON that is not the artefact. */
export const artefactCodes = { syntax: 'EV6001', shape: 'EV6002' } as const;
