/** Labelled face regions, held against gold labels. */
import { readFileSync } from 'node:fs';
import type { PipelineInput } from '../../../eval/pipeline/run.ts';
import { criteriaOf, lines } from '../pictures.ts';
import type { Chapter } from './row.ts';

const strong = ['nose', 'forehead', 'left_cheek', 'right_cheek', 'chin'];
const weak = ['under_eye_left', 'under_eye_right'];
const options = {
  strong,
  weak,
  whole: { face_oval: 'face_oval_mask', skin: 'skin_mask' },
  surround: { background: 'background_mask', hair: 'hair_mask' },
  grid: 64,
};
const config = { grid: 64, modules: [...strong, ...weak], runs: { face_oval: 'pred_oval_mask_rle_norm', skin: 'pred_skin_mask_rle_norm' } };

type Row = Record<string, unknown> & { module_masks?: Record<string, Record<string, unknown>> };

function rowsOf(name: string): Row[] {
  const text = readFileSync(`datasets/faces/${name}.ndjson`, 'utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row);
}

const limits = [
  'id: strong, metric: strong_mean_iou, where: {corpus: faces}, of: candidate, limit: 0.8, minimum_n: 11',
  'id: skin, metric: region_iou, where: {corpus: faces, part: skin}, of: candidate, limit: 0.85, minimum_n: 11',
  'id: bands, metric: weak_mean_coverage, where: {corpus: faces}, of: candidate, limit: 0.6, minimum_n: 10',
  'id: leaks, metric: weak_mean_leakage, where: {corpus: faces, part: background}, of: candidate, limit: 0.02, minimum_n: 9',
];
const measure = 'measure:\n  statistics: {resamples: 100, seed: 1, level: 0.95, minimum_groups: 5}\n';

function evaluation(gold: readonly unknown[], predictions: readonly unknown[]): PipelineInput {
  return {
    corpora: { faces: { importer: 'gold_label', options, sources: { gold: lines(gold) } } },
    backends: { candidate: { name: 'new', kind: 'region_predictions', config, predictions: lines(predictions) } },
    criteria: criteriaOf(limits, '', measure),
    sanity: readFileSync('criteria/sanity.yaml', 'utf8'),
  };
}

const gold = (change: (row: Row, i: number) => Row): PipelineInput => evaluation(rowsOf('gold_labels').map(change), rowsOf('candidate'));
const predictions = (change: (row: Row, i: number, all: readonly Row[]) => Row): PipelineInput =>
  evaluation(rowsOf('gold_labels'), rowsOf('candidate').map(change));
const honest = (): PipelineInput => gold((row) => row);

/** A row whose modules are changed. */
function modules(row: Row, change: (masks: Record<string, Record<string, unknown>>) => Record<string, Record<string, unknown>>): Row {
  return { ...row, module_masks: change(row.module_masks ?? {}) };
}

export const goldLabels: Chapter = {
  title: 'Gold labels of face regions',
  about: 'A report in which all twenty samples scored exactly 1, and the gate that passed it.',
  honest,
  rows: [
    {
      defect: 'The predictions were the labels themselves, and nothing asked where they came from.',
      here: 'Predictions that equal the ground truth void the run.',
      ends: 'void: sanity:prediction_equals_truth',
      given: () => evaluation(rowsOf('gold_labels'), rowsOf('copy')),
    },
    {
      defect: 'All predictions were one and the same mask.',
      here: 'The same prediction everywhere voids the run.',
      ends: 'void: sanity:same_prediction',
      given: () => predictions((row, _, all) => ({ ...all[0], sample_hash: row['sample_hash'] })),
    },
    {
      defect: 'Predictions carried fields that only the label importer writes.',
      here: 'Such a field blocks: the file was made of labels.',
      ends: 'no-go: sanity:prediction_of_labels',
      given: () =>
        predictions((row) =>
          modules(row, (masks) => Object.fromEntries(Object.entries(masks).map(([name, mask]) => [name, { ...mask, gt_kind: 'strong' }]))),
        ),
    },
    {
      defect: 'Every sample had one and the same label.',
      here: 'The same truth everywhere voids the run.',
      ends: 'void: sanity:same_truth',
      given: () => {
        const [first = {}] = rowsOf('gold_labels');
        return gold((row) => ({ ...first, sample_hash: row['sample_hash'], source: row['source'] }));
      },
    },
    {
      defect: 'One region had the same outline in all labels and one template in all predictions, while other regions differed.',
      here: 'A region with one value everywhere measures nothing, and voids the run.',
      ends: 'void: sanity:no_spread',
      given: () => {
        const first = (name: string): Record<string, unknown> => rowsOf(name)[0]?.module_masks?.['nose'] ?? {};
        const [drawn, found] = [first('gold_labels'), first('candidate')];
        const all = (name: string, nose: Record<string, unknown>) => rowsOf(name).map((row) => modules(row, (masks) => ({ ...masks, nose })));
        const nose = 'id: nose, metric: region_iou, where: {corpus: faces, part: nose}, of: candidate, limit: 0.5, minimum_n: 9';
        return { ...evaluation(all('gold_labels', drawn), all('candidate', found)), criteria: criteriaOf([...limits, nose], '', measure) };
      },
    },
    {
      defect: 'No background was labelled, the undefined leakage was printed as 0, and 0 is perfect.',
      here: 'An undefined number is counted as undefined, and too few values block.',
      ends: 'no-go: leaks',
      given: () => gold((row, i) => (i < 8 ? { ...row, background_mask: null } : row)),
    },
    {
      defect: 'Samples without a prediction entered the means of leakage as 0, which rewarded them.',
      here: 'A failed sample counts as the worst, and more than one in twenty blocks.',
      ends: 'no-go: sanity:unscored_share',
      given: () => evaluation(rowsOf('gold_labels'), rowsOf('candidate').slice(1)),
    },
    {
      defect: 'Regions that a model does not find were scored by a fixed template box.',
      here: 'A region that is not predicted has overlap 0.',
      ends: 'no-go: strong',
      given: () => predictions((row) => modules(row, ({ nose: _, chin: __, ...masks }) => masks)),
    },
    {
      defect: 'Blanking bands of low coverage removed their leakage from the mean.',
      here: 'An empty band has coverage 0 and no leakage at all, and too few leakages block.',
      ends: 'no-go: leaks',
      given: () => predictions((row, i) => (i % 2 === 0 ? modules(row, ({ under_eye_left: _, under_eye_right: __, ...masks }) => masks) : row)),
    },
    {
      defect: 'Rejected labels and labels that failed their check were scored.',
      here: 'They are excluded, with the reason, and what is left is too little evidence for any criterion.',
      ends: 'void: nothing_measured',
      given: () => gold((row, i) => (i < 2 ? { ...row, qa_status: 'rejected' } : i === 2 ? { ...row, qc_status: 'QC_FAIL' } : row)),
    },
    {
      defect: 'A sample that two people had labelled counted twice.',
      here: 'Two labels of one sample are refused unless something says which one counts.',
      ends: 'EV1302',
      given: () => evaluation([...rowsOf('gold_labels'), ...rowsOf('gold_labels').slice(0, 1)], rowsOf('candidate')),
    },
    {
      defect: 'Of several predictions of one sample the last one won.',
      here: 'Two predictions of one sample are refused.',
      ends: 'EV4002',
      given: () => evaluation(rowsOf('gold_labels'), [...rowsOf('candidate'), ...rowsOf('candidate').slice(0, 1)]),
    },
    {
      defect: 'Broken lines vanished, and the denominator with them.',
      here: 'A line that is not a row is refused.',
      ends: 'EV4001',
      given: () => {
        const { backends, ...given } = honest();
        const { candidate } = backends;
        return {
          ...given,
          backends: { candidate: { name: 'new', kind: 'region_predictions', config, predictions: `${candidate?.predictions}{"sample_hash":\n` } },
        };
      },
    },
    {
      defect: 'Run lengths of another grid were read as they stood, without a look at their length.',
      here: 'Run lengths that do not cover their grid are refused.',
      ends: 'EV1203',
      given: () => predictions((row) => ({ ...row, pred_skin_mask_rle_norm: '0,100,900' })),
    },
    {
      defect: 'The release gate passed what had not been measured: no agreement file, no cross-dataset rows.',
      here: 'A criterion about something that the evaluation does not have is an error.',
      ends: 'EV5302',
      given: () => ({
        ...honest(),
        criteria: criteriaOf(
          [...limits, 'id: abroad, metric: strong_mean_iou, where: {corpus: external}, of: candidate, limit: 0.5, minimum_n: 5'],
          '',
          measure,
        ),
      }),
    },
  ],
};
