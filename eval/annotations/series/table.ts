import { ccc, pearson, spearman } from '../../stats/regression/correlation.ts';
import { type Decomposition, decomposition } from '../../stats/regression/decomposition.ts';
import { bias, errorSd, mae, maximumError, rmse } from '../../stats/regression/errors.ts';
import { kendallTauB } from '../../stats/regression/kendall.ts';
import { linearMap } from '../../stats/regression/linear_map.ts';
import { isUndefined } from '../../stats/regression/undefined.ts';
import type { Moments } from '../../stats/regression/weighted_moments.ts';
import type { CorpusMetric } from '../metric.ts';
import { corpusMetrics, type SeriesNumber } from './resampled.ts';

/** What most numbers share: what they are measured in, over what, what the rows must have, and which way is better. */
const errors = { unit: 'unit of the target', over: 'frames', needs: 'one', better: 'lower' } as const;
const correlations = { unit: 'none', over: 'frames', needs: 'spread', better: 'higher' } as const;
const partsOfError = { ...errors, unit: 'squared unit of the target' } as const;

const numbers: readonly SeriesNumber[] = [
  {
    ...errors,
    id: 'rmse',
    title: 'RMSE',
    summary: 'Root of the mean squared error over the frames.',
    exact: rmse,
    resampled: rootMeanSquare,
  },
  {
    ...correlations,
    id: 'plcc',
    title: 'PLCC',
    summary:
      'Pearson correlation of predictions and targets over the frames. Blind to offset and scale: a model that is wrong by a line still has 1.',
    exact: pearson,
    resampled: correlation,
  },
  {
    ...correlations,
    id: 'srocc',
    title: 'SROCC',
    summary: "Spearman correlation over the frames: Pearson's of the average ranks, so that ties share a rank.",
    exact: spearman,
    resampled: 'spearman',
  },
  {
    ...correlations,
    id: 'krocc',
    title: 'KROCC',
    summary: "Kendall's tau-b over the frames: concordant less discordant pairs over the untied ones.",
    exact: kendallTauB,
    resampled: 'kendall',
  },
  {
    ...correlations,
    id: 'ccc',
    title: 'Concordance',
    summary: "Lin's concordance correlation over the frames: agreement with the line prediction = target, so that offset and scale count.",
    exact: ccc,
    resampled: concordance,
  },
  {
    ...errors,
    id: 'mae',
    title: 'MAE',
    summary: 'Mean absolute error over the frames.',
    exact: mae,
    resampled: ({ meanAbsoluteError }) => meanAbsoluteError,
  },
  {
    ...errors,
    id: 'maximum_error',
    title: 'Largest error',
    summary: 'Largest absolute error of any frame.',
    exact: maximumError,
    resampled: ({ largestError }) => largestError,
  },
  {
    // Neither side of 0 is better, so nothing is decided by it: mse_bias is for that.
    ...errors,
    id: 'bias',
    title: 'Bias',
    summary: 'Mean of prediction less target over the frames: above 0 predictions are too high, below 0 too low. 0 is best; judge by mse_bias.',
    range: [null, null],
    secondary: true,
    exact: bias,
    resampled: ({ meanError }) => meanError,
  },
  {
    ...errors,
    needs: 'two',
    id: 'error_sd',
    title: 'Error SD',
    summary: 'Standard deviation of the errors of the frames, with divisor n - 1: what is left of the error after an offset.',
    exact: errorSd,
    resampled: ({ errorVariance, rows }) => Math.sqrt((errorVariance * rows) / (rows - 1)),
  },
  {
    ...errors,
    needs: 'spread',
    id: 'mapped_rmse',
    title: 'RMSE after a line',
    summary:
      'Root of the mean squared error over the frames after the least-squares line from predictions to targets, fitted to these frames: what a recalibration could reach at best.',
    exact: (predicted, truth) => {
      const map = linearMap(predicted, truth);
      return isUndefined(map) ? map : map.rmse;
    },
    resampled: ({ targetVariance, predictionVariance, covariance }) =>
      Math.sqrt(Math.max(0, targetVariance - (covariance * covariance) / predictionVariance)),
  },
  {
    ...partsOfError,
    id: 'mse_bias',
    title: 'MSE, bias',
    summary: 'Squared difference of the means: the part of the mean squared error that an offset mends.',
    exact: part('bias'),
    resampled: ({ meanError }) => meanError ** 2,
  },
  {
    ...partsOfError,
    id: 'mse_scale',
    title: 'MSE, scale',
    summary: 'Squared difference of the standard deviations: the part of the mean squared error that stretching mends.',
    exact: part('scale'),
    resampled: ({ predictionVariance, targetVariance }) => (Math.sqrt(predictionVariance) - Math.sqrt(targetVariance)) ** 2,
  },
  {
    ...partsOfError,
    id: 'mse_scatter',
    title: 'MSE, scatter',
    summary: 'The part of the mean squared error that no line mends: 2 sd_p sd_y (1 - PLCC).',
    exact: part('scatter'),
    resampled: ({ predictionVariance, targetVariance, covariance }) => Math.max(0, 2 * (Math.sqrt(predictionVariance * targetVariance) - covariance)),
  },
  {
    ...errors,
    over: 'clips',
    id: 'clip_rmse',
    title: 'Clip RMSE',
    summary: 'Root of the mean squared error over the clips, each the mean of its frames.',
    exact: rmse,
    resampled: rootMeanSquare,
  },
  {
    ...correlations,
    over: 'clips',
    id: 'clip_plcc',
    title: 'Clip PLCC',
    summary: 'Pearson correlation over the clips, each the mean of its frames.',
    exact: pearson,
    resampled: correlation,
  },
  {
    ...correlations,
    over: 'clips',
    id: 'clip_srocc',
    title: 'Clip SROCC',
    summary: 'Spearman correlation over the clips, each the mean of its frames. With a handful of clips it is often exactly 1, which says little.',
    exact: spearman,
    resampled: 'spearman',
  },
];

export const seriesMetrics: readonly CorpusMetric[] = corpusMetrics(numbers);

function rootMeanSquare({ meanError, errorVariance }: Moments): number {
  return Math.sqrt(errorVariance + meanError ** 2);
}

function correlation({ covariance, predictionVariance, targetVariance }: Moments): number {
  return Math.max(-1, Math.min(1, covariance / Math.sqrt(predictionVariance * targetVariance)));
}

function concordance({ covariance, predictionVariance, targetVariance, meanError }: Moments): number {
  return (2 * covariance) / (predictionVariance + targetVariance + meanError ** 2);
}

function part(name: keyof Decomposition): SeriesNumber['exact'] {
  return (predicted, truth) => {
    const parts = decomposition(predicted, truth);
    return isUndefined(parts) ? parts : parts[name];
  };
}
