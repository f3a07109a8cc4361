/** Everything that is fuzzed. */
import type { Reader } from '../reader.ts';
import { commandReaders } from './commands.ts';
import { corpusReaders } from './corpora.ts';
import { evidenceReaders } from './evidence.ts';
import { imageReaders } from './images.ts';
import { maskReaders } from './masks.ts';
import { modelReaders } from './models.ts';
import { policyReaders } from './policies.ts';
import { predictionReaders } from './predictions.ts';
import { programReaders } from './programs.ts';
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
  ...evidenceReaders,
  ...reportReaders,
  ...commandReaders,
  ...promotionReaders,
];

export const readers: readonly Reader[] = [...inProcess, ...programReaders(inProcess)];
