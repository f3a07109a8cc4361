/** Everything that is fuzzed. */
import { type ProgramReader, spawned } from '../program.ts';
import type { Reader } from '../reader.ts';
import { commandReaders } from './commands.ts';
import { corpusReaders } from './corpora.ts';
import { externalReaders } from './external_metrics.ts';
import { imageReaders } from './images.ts';
import { maskReaders } from './masks.ts';
import { modelReaders } from './models.ts';
import { policyReaders } from './policies.ts';
import { predictionReaders } from './predictions.ts';
import { promotionReaders } from './promotion.ts';
import { reportReaders } from './reports.ts';
import { stageReaders } from './stages.ts';

const inProcess: readonly Reader[] = [
  ...imageReaders,
  ...maskReaders,
  ...modelReaders,
  ...policyReaders,
  ...corpusReaders,
  ...predictionReaders,
  ...stageReaders,
  ...externalReaders,
  ...reportReaders,
  ...commandReaders,
  ...promotionReaders,
];

/** A reader that is one program is one in a process of its own, too. */
const apart = inProcess.filter((reader): reader is ProgramReader => 'steps' in reader && (reader as ProgramReader).steps.length === 1);

export const readers: readonly Reader[] = [...inProcess, ...apart.map(spawned)];
