/**
 * Parts of small reports, as the stages made them. Tests run from the repository's root.
 *
 * pottery: the pottery example's v3 against its baseline, with all flagged and twelve held-out pictures, and a gallery of four
 * pictures scaled down to 24 pixels. series: clips of seven made-up sources with a candidate, a baseline and a reference, two clips of ten
 * frames each. external_metrics: a scorecard without a corpus, of which one number is missing and one was stated by hand. detection: the detection
 * example's v3 against its baseline without slices, every fifth point of its curves, eighteen pictures, two of them drawn.
 */
import { type Decision, decision } from '../../contracts/decision.ts';
import { metricsTable } from '../../contracts/metrics.ts';
import { type PairRow, pairRow, pairsHeader } from '../../contracts/pairs.ts';
import { gallery } from '../../contracts/report.ts';
import { digestOf } from '../../io/digest.ts';
import { readJson } from '../../io/files.ts';
import { readHeaderAndRows } from '../../io/ndjson.ts';
import { pairsDigest } from '../../table/pairs.ts';
import { type ReportInput, View } from '../view.ts';

export type Fixture = 'pottery' | 'series' | 'external_metrics' | 'detection';

export function folderOf(name: Fixture): string {
  return `eval/report/testing/${name}`;
}

/** A fresh copy each time: tests may change it. */
export function fixture(name: Fixture = 'pottery'): TestInput {
  const folder = folderOf(name);
  return {
    metrics: readJson(`${folder}/metrics.json`, metricsTable),
    decision: readJson(`${folder}/decision.json`, decision),
    gallery: readJson(`${folder}/gallery.json`, gallery),
    pairs: [...readHeaderAndRows(`${folder}/pairs.ndjson`, pairsHeader, pairRow).rows],
  };
}

/** The fixture after a change, its decision again that of its table. */
export function changed(change: (input: TestInput) => void, name: Fixture = 'pottery'): TestInput {
  const input = fixture(name);
  change(input);
  input.metrics.pairs = pairsDigest(input.pairs);
  return { ...input, decision: { ...input.decision, digests: { ...input.decision.digests, metrics: digestOf(input.metrics) } } };
}

export function viewOf(input: ReportInput): View {
  return new View(input);
}

/** A go: the criterion that failed is gone. */
export function go(): TestInput {
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
      tally: { ...input.decision.tally, blocking: { checks: criteria.length, pass: criteria.length, fail: 0, insufficient: 0 } },
    };
  });
}

/** A void: one sanity check fired. */
export function voided(): TestInput {
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

/** Inconclusive: the criterion that decided holds its interval, which reaches over the limit. */
export function inconclusive(): TestInput {
  return changed((input) => {
    const criteria = input.decision.criteria
      .filter(({ status, id }) => status === 'pass' || id === input.decision.deciding)
      .map((result) =>
        result.status === 'pass' ? result : { ...result, status: 'inconclusive' as const, holds: 'interval' as const, moreNeeded: 12 },
      );
    const passed = criteria.length - 1;
    const tally = { ...input.decision.tally, blocking: { checks: criteria.length, pass: passed, fail: 0, inconclusive: 1, insufficient: 0 } };
    input.decision = { ...input.decision, verdict: 'inconclusive', failed: [input.decision.deciding], criteria, tally };
  });
}

/** The candidate alone. */
export function withoutBaseline(name: Fixture = 'pottery'): TestInput {
  return changed(({ metrics, decision: judged, gallery: drawn, pairs }) => {
    const gone = metrics.backends.filter(({ role }) => role !== 'candidate').map(({ identity }) => identity.name);
    metrics.backends = metrics.backends.filter(({ role }) => role === 'candidate');
    metrics.rows = metrics.rows.filter(({ role }) => role === 'candidate');
    metrics.deltas = [];
    metrics.across = metrics.across.filter(({ role }) => role === 'candidate');
    metrics.comparisons = [];
    for (const { rows, subject } of metrics.evidence) {
      subject.baseline = null;
      rows.splice(0, rows.length, ...rows.filter(({ role }) => role === 'candidate'));
    }
    for (const sample of pairs) for (const backend of gone) delete sample.values[backend];
    judged.criteria = judged.criteria.filter(({ of }) => of === 'candidate');
    judged.deciding = judged.criteria[0]?.id ?? '';
    judged.digests.baseline = null;
    for (const item of drawn.items)
      Object.assign(item, { list: 'worst', baseline: null, delta: null, layers: item.layers.filter(({ id }) => id !== 'baseline') });
  }, name);
}

/** Nothing has a value anywhere, and no range has an end. */
export function unmeasured(name: Fixture): TestInput {
  return changed(({ metrics, decision: judged, pairs }) => {
    const nothing = { value: null, mean: null, median: null, p10: null, p90: null, interval: null, defined: 0 };
    for (const row of metrics.rows) Object.assign(row, nothing);
    for (const delta of metrics.deltas) Object.assign(delta, { value: null, candidate: null, baseline: null, interval: null, n: 0 });
    for (const row of metrics.across) {
      Object.assign(row, { ...nothing, sd: null, spread: null, worst: null, worstValue: null, reason: 'nothing was measured', influence: [] });
      for (const entry of row.values) Object.assign(entry, { observed: null, n: 0, reason: 'nothing was measured' });
    }
    for (const row of metrics.comparisons) Object.assign(row, { difference: null, sd: null, interval: null, signFlip: null, holm: null });
    for (const { rows } of metrics.evidence) for (const row of rows) Object.assign(row, { value: null, counts: null, reason: null });
    for (const sample of pairs) sample.values = {};
    for (const definition of metrics.definitions) definition.range = [null, null];
    for (const result of judged.criteria) {
      const unjudged = { observed: null, judged: null, margin: null, relativeMargin: null, interval: null };
      Object.assign(result, { ...unjudged, status: 'insufficient', n: 0 });
    }
  }, name);
}

/** Every text that a stranger may have written, replaced. */
export function hostile(text: string, name: Fixture = 'pottery'): TestInput {
  return changed(({ metrics, decision: judged, gallery: drawn, pairs }) => {
    metrics.evaluation = text;
    judged.evaluation = text;
    judged.why = text;
    judged.policy.about = text;
    judged.policy.notices = [text];
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
    for (const row of metrics.across) {
      Object.assign(row, { reason: text, worstValue: text });
      for (const entries of [row.values, row.influence]) for (const [i, entry] of entries.entries()) entry.value = `${text} ${i}`;
      for (const { outlier } of row.influence) outlier.push(text);
    }
    for (const row of metrics.comparisons) row.reason = text;
    for (const one of metrics.evidence) {
      one.remarks = [text];
      for (const input of one.inputs) input.role = text;
      for (const row of one.rows) Object.assign(row, { reason: text, detail: text, who: text, why: text });
    }
    for (const { chart } of metrics.charts ?? []) {
      Object.assign(chart, { title: text, about: text, x: text, y: text });
      if (chart.kind === 'matrix') chart.labels = chart.labels.map(() => text);
    }
    for (const result of judged.criteria) Object.assign(result, { title: text, reason: text, status: 'fail', worstSamples: [text] });
    // Ids are printable and hold no blank, and anything else.
    for (const named of [...pairs, ...drawn.items]) named.id = `${named.id}<i>&"'\`|`;
    for (const sample of pairs) {
      sample.slices = { source: [text] };
      sample.reasons = Object.fromEntries(Object.keys(sample.status).map((backend) => [backend, text]));
      sample.status = Object.fromEntries(Object.keys(sample.status).map((backend) => [backend, 'failed']));
    }
    for (const finding of judged.sanity) Object.assign(finding, { reason: text, samples: [text], status: 'fired' });
    for (const row of [...metrics.rows, ...metrics.deltas]) row.intervalReason = text;
    for (const item of drawn.items) {
      item.notes = [text];
      item.about = text;
      item.slices = { failure_class: [text] };
      for (const layer of item.layers) layer.title = text;
    }
    for (const entry of drawn.legend) entry.title = text;
    for (const figure of drawn.figures) Object.assign(figure, { title: text, caption: text, svg: text, file: text });
  }, name);
}

export type TestInput = { -readonly [K in Exclude<keyof ReportInput, 'pairs' | 'flag'>]: ReportInput[K] } & { pairs: PairRow[] };
