/** From the reference evaluation's pixel counts of each picture, through table and policy, to its verdicts. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Corpus, corpus, type SliceRow } from '../../eval/contracts/corpus.ts';
import { decision } from '../../eval/contracts/decision.ts';
import { metricsTable } from '../../eval/contracts/metrics.ts';
import { sha256 } from '../../eval/io/digest.ts';
import { readText } from '../../eval/io/files.ts';
import { judge, readCriteria } from '../../eval/pipeline/judge.ts';
import type { ScoresFile } from '../../eval/tabulate/evaluation.ts';

interface Picture {
  readonly backend: string;
  readonly corpus: string;
  readonly image: string;
  readonly classes: readonly string[];
  readonly tp: number;
  readonly pred: number;
  readonly gt: number;
}

interface Check {
  readonly criterion: string;
  readonly class: string;
  readonly n: number;
  readonly margin: number;
  readonly ok: boolean;
}

interface Expected {
  readonly per_image: readonly Picture[];
  readonly verdicts: Readonly<Record<string, { recommendation: string; failed: string[]; worst: Check; checks: Check[] }>>;
}

const { per_image: pictures, verdicts } = JSON.parse(readText(`${process.env['SHARED'] ?? '../shared'}/pottery/expected.json`)) as Expected;
const sourceOf = (location: string) => ({ location, text: readText(location) });
const criteria = readCriteria(sourceOf('criteria/pottery/success_criteria.yaml'), sourceOf('criteria/sanity.yaml'));

const classes = [...new Set(pictures.flatMap((picture) => picture.classes))].sort();
const corpora = new Map(['flagged', 'heldout'].map((name) => [name, corpusOf(name)]));
const slices = new Map(
  [...corpora.keys()].map((name) => {
    const own = pictures.filter((picture) => picture.corpus === name && picture.backend === 'saliency-tiny');
    return [
      name,
      own.map(({ image, classes: values }): SliceRow => {
        return { id: image, slices: { failure_class: [...values] }, group: image, notes: [], image, sha256: sha256(`${name} ${image}`) };
      }),
    ];
  }),
);

function corpusOf(name: string): Corpus {
  const samples = pictures.filter((picture) => picture.corpus === name && picture.backend === 'saliency-tiny').length;
  const dimensions = { failure_class: classes.map((value) => ({ value, title: value, samples: 0 })) };
  const lists = { statements: [], exclusions: [], remarks: [] };
  return corpus.parse({
    schemaVersion: 1,
    kind: 'corpus',
    name,
    datasetVersion: '1',
    digest: sha256(name),
    importer: 'test',
    samples,
    dimensions,
    ...lists,
  });
}

function scoresOf(role: 'candidate' | 'baseline', name: string, on: string): ScoresFile {
  const identity = { name, kind: 'test', digest: sha256(name), checkpoint: null, config: {} };
  const rows = pictures.filter((picture) => picture.backend === name && picture.corpus === on);
  return {
    backend: role,
    role,
    corpus: on,
    header: { schemaVersion: 5, kind: 'samples', backend: identity, metrics: [{ id: 'mask_iou', version: 1 }] },
    rows: rows.map(({ image, tp, pred, gt }) => ({
      id: image,
      status: 'ok',
      outcome: 'scored',
      values: { mask_iou: pred + gt - tp === 0 ? 1 : tp / (pred + gt - tp) },
      counts: {},
      truth: sha256(`${on} ${image} ${gt}`),
      prediction: sha256(`${name} ${on} ${image} ${pred}`),
    })),
  };
}

for (const [checkpoint, expected] of Object.entries(verdicts)) {
  test(`${checkpoint}: ${expected.recommendation}`, () => {
    const scores = [...corpora.keys()].flatMap((on) => [scoresOf('candidate', checkpoint, on), scoresOf('baseline', 'saliency-tiny', on)]);
    const { metrics, decision: found } = judge(criteria, { evaluation: 'pottery', corpora, slices, scores });
    assert.deepEqual(metricsTable.parse(metrics), metrics);
    assert.deepEqual(decision.parse(found), found);

    const idOf = (check: Check): string => (check.class === 'all' ? check.criterion : `${check.criterion}/${check.class}`);
    assert.deepEqual([found.verdict, found.recommendation, found.deciding], [expected.recommendation, expected.recommendation, idOf(expected.worst)]);
    assert.deepEqual([...new Set(found.failed.map((id) => id.split('/')[0]))].sort(), expected.failed);
    const byId = new Map(found.criteria.map((result) => [result.id, result]));
    assert.equal(byId.size, expected.checks.length);
    for (const check of expected.checks) {
      const result = byId.get(idOf(check));
      assert.deepEqual([result?.status, result?.n], [check.ok ? 'pass' : 'fail', check.n], idOf(check));
      assert.ok(
        Math.abs((result?.margin ?? Number.NaN) - check.margin) <= 1e-6,
        `${idOf(check)}: margin ${result?.margin}, expected ${check.margin}`,
      );
    }
  });
}
