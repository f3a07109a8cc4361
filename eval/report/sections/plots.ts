/** How the leading metric spreads over a corpus: a histogram of both backends, and every sample of one against the other. */
import type { Distribution } from '../../contracts/distributions.ts';
import type { MetricDefinition } from '../../contracts/metrics.ts';
import { sampleValue } from '../../table/pairs.ts';
import { isIn } from '../../table/subsets.ts';
import type { Block } from '../blocks.ts';
import type { Histogram, Scatter } from '../plots.ts';
import { anchorOf, type View } from '../view.ts';

/** Nothing where no sample has a value. */
export function corpusPlots(view: View, corpus: string): Block[] {
  const { leading } = view;
  const distribution = leading && view.distribution(corpus, leading.id);
  if (leading === undefined || distribution === undefined) return [];
  const pairs = view.baseline === null ? [] : [scatterOf(view, distribution, leading, view.baseline.name)];
  return [{ kind: 'plots', plots: [histogramOf(view, distribution, leading), ...pairs] }];
}

function histogramOf({ candidate, baseline, metrics: { pass } }: View, { low, high, bins }: Distribution, metric: MetricDefinition): Histogram {
  const samplesOf = (wanted: 'candidate' | 'baseline') => bins.find(({ role }) => role === wanted)?.samples ?? [];
  return {
    kind: 'histogram',
    metric,
    domain: [low, high],
    up: { name: candidate.name, samples: samplesOf('candidate') },
    down: baseline === null ? null : { name: baseline.name, samples: samplesOf('baseline') },
    pass: pass?.metric === metric.id ? pass.at : null,
  };
}

function scatterOf(view: View, { corpus, low, high, grid }: Distribution, metric: MetricDefinition, baseline: string): Scatter {
  const failed = view.decision.criteria.filter(({ status, where }) => status === 'fail' && where.corpus === corpus && where.slice !== null);
  const points = view.pairs.flatMap((sample): Scatter['points'][number][] => {
    const [ours, theirs] = [sampleValue(sample, view.candidate, metric.id), sampleValue(sample, { name: baseline }, metric.id)];
    if (sample.corpus !== corpus || ours === null || theirs === null) return [];
    const item = view.item(corpus, sample.id);
    const inFailed = failed.some(({ where }) => isIn(sample, where));
    return [{ id: sample.id, anchor: item && anchorOf(item), candidate: ours, baseline: theirs, failed: inFailed }];
  });
  return {
    kind: 'scatter',
    metric,
    domain: [low, high],
    candidate: view.candidate.name,
    baseline,
    points: grid === null ? points : [],
    grid,
    failed: [...new Set(failed.flatMap(({ where }) => where.slice?.value ?? []))],
  };
}
