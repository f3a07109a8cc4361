/** Metrics of labelled regions, in the order of reports. */
import type { Metric, MetricFamily } from '../metric.ts';
import { strongMeanLeakage, weakMeanLeakage } from './mean_leakage.ts';
import { regionCoverage } from './region_coverage.ts';
import { regionIou } from './region_iou.ts';
import { regionLeakage } from './region_leakage.ts';
import { regionMiss } from './region_miss.ts';
import { strongMeanIou } from './strong_mean_iou.ts';
import { weakMeanCoverage } from './weak_mean_coverage.ts';

export const regionMetrics: readonly Metric[] = [strongMeanIou, weakMeanCoverage];
export const regionFamilies: readonly MetricFamily[] = [weakMeanLeakage, strongMeanLeakage, regionIou, regionMiss, regionCoverage, regionLeakage];
