/** Metrics of series of numbers, in the order of reports: over frames, then over clips. */
import type { Metric } from '../metric.ts';
import { bias } from './bias.ts';
import { ccc } from './ccc.ts';
import { clipPlcc } from './clip_plcc.ts';
import { clipRmse } from './clip_rmse.ts';
import { clipSrocc } from './clip_srocc.ts';
import { mseBias, mseScale, mseScatter } from './error_parts.ts';
import { errorSd } from './error_sd.ts';
import { krocc } from './krocc.ts';
import { mae } from './mae.ts';
import { mappedRmse } from './mapped_rmse.ts';
import { maximumError } from './maximum_error.ts';
import { plcc } from './plcc.ts';
import { rmse } from './rmse.ts';
import { srocc } from './srocc.ts';

export const seriesMetrics: readonly Metric[] = [
  rmse,
  plcc,
  srocc,
  krocc,
  ccc,
  mae,
  maximumError,
  bias,
  errorSd,
  mappedRmse,
  mseBias,
  mseScale,
  mseScatter,
  clipRmse,
  clipPlcc,
  clipSrocc,
];
