/**
 * Parts of a small report: the pottery example's v3 against its baseline, with all flagged and twelve held-out pictures, as the
 * stages made them, and a gallery of four pictures scaled down to 24 pixels. Tests run from the repository's root.
 */

import type { Decision } from '../../contracts/decision.ts';
import { decision } from '../../contracts/decision.ts';
import { metricsTable } from '../../contracts/metrics.ts';
import { gallery } from '../../contracts/report.ts';
import { digestOf } from '../../io/digest.ts';
import { readJson } from '../../io/files.ts';
import type { RenderInput } from '../run.ts';
import { View } from '../view.ts';

export const folder = 'eval/render/testing';

/** A fresh copy each time: tests may change it. */
export function fixture(): Mutable<RenderInput> {
  return {
    metrics: readJson(`${folder}/metrics.json`, metricsTable),
    decision: readJson(`${folder}/decision.json`, decision),
    gallery: readJson(`${folder}/gallery.json`, gallery),
  };
}

/** The fixture after a change, its decision again that of its table. */
export function changed(change: (input: Mutable<RenderInput>) => void): RenderInput {
  const input = fixture();
  change(input);
  return { ...input, decision: { ...input.decision, digests: { ...input.decision.digests, metrics: digestOf(input.metrics) } } };
}

export function viewOf({ metrics, decision: judged, gallery: drawn }: RenderInput): View {
  return new View(metrics, judged, drawn);
}

/** A go: the criterion that failed is gone. */
export function go(): RenderInput {
  return changed((input) => {
    const criteria = input.decision.criteria.filter(({ status }) => status === 'pass');
    const deciding = criteria[0];
    if (deciding === undefined) throw new Error('the fixture has no criterion that holds');
    input.decision = {
      ...input.decision,
      verdict: 'go',
      recommendation: 'go',
      deciding: deciding.id,
      why: `all hold, the closest: ${deciding.reason}`,
      failed: [],
      criteria,
    };
  });
}

/** A void: one sanity check fired. */
export function voided(): RenderInput {
  return changed((input) => {
    const fired = {
      level: 'void',
      status: 'fired',
      value: 1,
      reason: 'flagged: every prediction equals the ground truth',
      samples: ['266', '374'],
      corpus: 'flagged',
    } as const;
    const sanity: Decision['sanity'] = input.decision.sanity.map((finding, i) =>
      i === 0 ? { ...finding, ...fired, samples: [...fired.samples] } : finding,
    );
    const check = `sanity:${sanity[0]?.check}`;
    input.decision = { ...input.decision, verdict: 'void', recommendation: 'no-go', deciding: check, why: fired.reason, failed: [check], sanity };
  });
}

/** The candidate alone. */
export function withoutBaseline(): RenderInput {
  return changed(({ metrics, decision: judged, gallery: drawn }) => {
    metrics.backends = metrics.backends.filter(({ role }) => role !== 'baseline');
    metrics.rows = metrics.rows.filter(({ role }) => role !== 'baseline');
    metrics.deltas = [];
    for (const sample of metrics.samples) delete sample.values['saliency'];
    judged.criteria = judged.criteria.filter(({ of }) => of === 'candidate');
    judged.deciding = judged.criteria[0]?.id ?? '';
    judged.digests.baseline = null;
    for (const item of drawn.items)
      Object.assign(item, { list: 'worst', baseline: null, delta: null, layers: item.layers.filter(({ id }) => id !== 'baseline') });
  });
}

/** Every text that a stranger may have written, replaced. */
export function hostile(text: string): RenderInput {
  return changed(({ metrics, decision: judged, gallery: drawn }) => {
    metrics.evaluation = text;
    judged.evaluation = text;
    judged.why = text;
    judged.policy.about = text;
    for (const corpus of metrics.corpora) {
      corpus.statements = [text];
      corpus.remarks = [text];
      corpus.datasetVersion = text;
      corpus.importer = text;
      corpus.exclusions = [{ reason: text, count: 1, ids: [text] }];
      for (const values of Object.values(corpus.dimensions)) for (const value of values) value.title = text;
    }
    for (const definition of metrics.definitions) Object.assign(definition, { title: text, summary: text, undefinedWhen: text, unit: text });
    for (const { identity } of metrics.backends) Object.assign(identity, { kind: text, config: { [text]: text } });
    metrics.tools = { [text]: text };
    for (const result of judged.criteria) Object.assign(result, { title: text, reason: text, status: 'fail', worstSamples: [text] });
    // Ids are printable and hold no blank, and anything else.
    for (const named of [...metrics.samples, ...drawn.items]) named.id = `${named.id}<i>&"'\`|`;
    for (const finding of judged.sanity) Object.assign(finding, { reason: text, samples: [text], status: 'fired' });
    for (const row of [...metrics.rows, ...metrics.deltas]) row.intervalReason = text;
    for (const item of drawn.items) {
      item.notes = [text];
      item.slices = { failure_class: [text] };
      for (const layer of item.layers) layer.title = text;
    }
    for (const entry of drawn.legend) entry.title = text;
  });
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
