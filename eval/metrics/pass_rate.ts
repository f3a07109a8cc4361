import type { PassMetric } from './metric.ts';

export const passRate: PassMetric = {
  kind: 'pass',
  id: 'pass_rate',
  version: 1,
  title: 'Pass rate',
  summary: 'Share of the samples whose pass metric reaches the limit that the criteria name. Equality passes.',
  unit: 'ratio',
  range: [0, 1],
  better: 'higher',
  secondary: false,
  undefinedWhen: 'the criteria name no pass metric, or it is undefined for every sample',
};
