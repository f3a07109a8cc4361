/** What jobs work with. */
import { join } from 'node:path';
import type { DeclaredEvaluation, ServiceFile } from '../../contracts/service.ts';
import type { ReportIndex } from '../../leaderboard/store/index.ts';
import type { Bazel } from '../bazel/bazel.ts';
import type { Workspace } from '../bazel/workspace.ts';
import { JobFailure } from './queue.ts';

/** Folders below the home of the service. */
export interface Home {
  readonly folder: string;
  readonly workspace: string;
  /** A folder for each job with a report. */
  readonly results: string;
  /** The promotion store: what is in service. */
  readonly store: string;
  /** What trainers and exporters write. */
  readonly work: string;
}

export function homeAt(folder: string): Home {
  const below = (name: string): string => join(folder, name);
  return { folder, workspace: below('workspace'), results: below('results'), store: below('store'), work: below('work') };
}

export interface JobContext {
  readonly config: ServiceFile;
  readonly home: Home;
  readonly workspace: Workspace;
  readonly bazel: Bazel;
  readonly index: ReportIndex;
  /** UTC, ISO 8601. */
  readonly now: () => string;
}

/** @throws JobFailure EV9214 where the operator has taken it away since the request */
export function evaluationOf({ config }: Pick<JobContext, 'config'>, name: string): DeclaredEvaluation {
  const declared = config.evaluations[name];
  if (declared === undefined) throw new JobFailure('EV9214', `service.yaml declares no evaluation ${name} any more`);
  return declared;
}
