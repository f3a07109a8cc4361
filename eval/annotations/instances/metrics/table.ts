/** Metrics of instances, in the order of reports. */
import type { CorpusMetric } from '../../metric.ts';
import { cocoFamilies } from './coco.ts';
import { metricsOf } from './family.ts';
import { operatingFamily } from './operating.ts';
import { tideFamily } from './tide.ts';
import { ultralyticsFamily } from './ultralytics.ts';

const shapes = ['box', 'mask'] as const;

export const metrics: readonly CorpusMetric[] = [
  ...shapes.flatMap((shape) => [
    ...Object.values(cocoFamilies).flatMap((family) => metricsOf(family, shape)),
    ...metricsOf(operatingFamily, shape),
    ...metricsOf(tideFamily, shape),
  ]),
  ...metricsOf(ultralyticsFamily, 'box'),
];
