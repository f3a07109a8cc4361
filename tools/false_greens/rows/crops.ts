/** Masks of one object a picture: the crop service, its mask chains, and evaluation over REST with promotion. */
import { readFileSync } from 'node:fs';
import { sha256 } from '../../../eval/io/digest.ts';
import type { CorpusInput, PipelineInput } from '../../../eval/pipeline/run.ts';
import type { Pot } from '../pictures.ts';
import * as pictures from '../pictures.ts';
import type { Chapter, FalseGreen } from './row.ts';

const { pots, cutBy, backendOf, corpusOf, criteriaOf, criteria, lines, maskOf } = pictures;
const sanity = (): string => readFileSync('criteria/sanity.yaml', 'utf8');
const honest = (): Promise<PipelineInput> => pictures.honest(sanity());

type Draw = Parameters<typeof backendOf>[2];

async function candidate(draw: Draw, chosen: readonly string[] = Object.values(criteria)): Promise<PipelineInput> {
  const given = await honest();
  return { ...given, backends: { ...given.backends, candidate: backendOf('new', pots, draw) }, criteria: criteriaOf(chosen) };
}

async function samples(list: readonly Pot[]): Promise<PipelineInput> {
  const backends = { candidate: backendOf('new', list, cutBy(2)), baseline: backendOf('old', list, cutBy(5)) };
  return { ...(await honest()), corpora: { heldout: await corpusOf(list) }, backends };
}

async function judgedBy(...chosen: readonly string[]): Promise<PipelineInput> {
  return { ...(await honest()), criteria: criteriaOf([...Object.values(criteria), ...chosen]) };
}

/** Rows of predictions as they were, and more. */
async function rowsToo(more: readonly unknown[]): Promise<PipelineInput> {
  const given = await honest();
  const own = backendOf('new', pots, cutBy(2));
  return { ...given, backends: { ...given.backends, candidate: { ...own, predictions: `${own.predictions}${lines(more)}` } } };
}

async function trainedOn(images: readonly string[], groups: readonly string[]): Promise<PipelineInput> {
  return { ...(await honest()), training: { schema: 1, images: [...images], groups: [...groups] } };
}

const service: readonly FalseGreen[] = [
  {
    defect: 'A failed request was stored as "no subject", so that crashes on hard pictures left the mean untouched.',
    here: 'A failure is a failed sample with overlap 0, and more than one in twenty blocks.',
    ends: 'no-go: sanity:unscored_share',
    given: () => candidate((pot, i) => (i % 4 === 0 ? 'HTTP 500' : cutBy(2)(pot, i))),
  },
  {
    defect: 'Pictures that the backend never answered for were left out of the mean.',
    here: 'A sample without a prediction is a failed one.',
    ends: 'no-go: sanity:unscored_share',
    given: () => candidate((pot, i) => (i % 4 === 0 ? undefined : cutBy(2)(pot, i))),
  },
  {
    defect: 'The production chain was judged by its box, and a mask that is wrong inside the right box passed.',
    here: 'Box overlap is shown as a secondary number; a criterion may not name it.',
    ends: 'EV2005',
    given: () => judgedBy('id: boxes, metric: box_iou, where: {corpus: heldout}, of: candidate, limit: 0.9, minimum_n: 10'),
  },
  {
    defect: 'Tests and tools judged another processing chain than production runs, so a visible change of the mask stayed green.',
    here: 'The masks themselves are compared, and a floor and a difference to the baseline hold them.',
    ends: 'no-go: better',
    given: () => candidate(cutBy(6), [criteria.floor, criteria.better]),
  },
  {
    defect: 'Splitting by image id put a photo and its crops on both sides of the split.',
    here: 'Training and evaluation may share neither a picture nor a group of related ones.',
    ends: 'void: sanity:training_overlap',
    given: async () => {
      const given = await trainedOn([], ['photo_3']);
      const { heldout } = given.corpora;
      const manifest = heldout?.sources?.['manifest']?.replace('"id":"pot_03"', '"id":"pot_03","group":"photo_3"') ?? '';
      return { ...given, corpora: { heldout: { ...heldout, importer: 'image', sources: { manifest } } } };
    },
  },
  {
    defect: 'One picture had two different masks, because each run overwrote the stored one.',
    here: 'Equal pictures with different truths void the run.',
    ends: 'void: sanity:contradictory_truth',
    given: () => samples(pots.map((pot, i) => (i === 1 ? { ...pot, picture: 0 } : pot))),
  },
  {
    defect: 'A second prediction of the same picture silently replaced the first.',
    here: 'Two rows of one sample are refused.',
    ends: 'EV4002',
    given: () => rowsToo([{ id: pots[0]?.id, mask: maskOf(pots[0]?.truth ?? null) }]),
  },
  {
    defect: 'Masks of another size were stretched until they fitted the true one.',
    here: 'A predicted mask of another size than its picture is refused.',
    ends: 'EV4003',
    given: async () => {
      const given = await honest();
      const rows = pots.map(({ id }) => ({ id, mask: { size: [16, 16], counts: maskOf(null).counts } }));
      return { ...given, backends: { ...given.backends, candidate: { name: 'new', kind: 'predictions', predictions: lines(rows) } } };
    },
  },
  {
    defect: 'The corpus shrank to the pictures that were left, and a good mean over those few went green.',
    here: 'Below its minimum n a criterion has no evidence, and missing evidence blocks.',
    ends: 'no-go: floor',
    given: () => samples(pots.slice(0, 9)),
  },
  {
    defect: 'The mean over all pictures hid a class that broke.',
    here: 'A criterion over each class judges every one of them.',
    ends: 'no-go: each_kind/mug',
    given: () => candidate((pot, i) => (pot.kind === 'mug' ? cutBy(7)(pot, i) : cutBy(1)(pot, i))),
  },
  {
    defect: 'A criterion about a class that no picture has was satisfied by nothing.',
    here: 'A slice that matches nothing is an error of the criteria.',
    ends: 'EV5302',
    given: () => judgedBy('id: jars, metric: mask_iou, where: {corpus: heldout, slice: {kind: jar}}, of: candidate, limit: 0.5, minimum_n: 1'),
  },
];

const chains: readonly FalseGreen[] = [
  {
    defect: 'Dividing a constant map by its own range gave NaN, which no threshold reaches: an empty mask for every such picture.',
    here: 'The same prediction everywhere voids the run.',
    ends: 'void: sanity:same_prediction',
    given: () => candidate(() => null),
  },
  {
    defect: 'A negative bound of a box counted from the far edge and emptied the mask, without an error.',
    here: 'An empty mask of something that is there has overlap 0, and the floor misses it.',
    ends: 'no-go: floor',
    given: () => candidate((pot, i) => (i % 5 < 2 ? null : cutBy(1)(pot, i)), [criteria.floor]),
  },
  {
    defect: 'Suppression gave up after a time limit and returned what it had: on a slow machine detections were missing.',
    here: 'No answer depends on a clock, and objects that are not found count as overlap 0.',
    ends: 'no-go: better',
    given: () => candidate((pot, i) => (i === 4 ? null : cutBy(4)(pot, i)), [criteria.better]),
  },
  {
    defect: 'Results for pictures that the ground truth does not have were dropped.',
    here: 'A prediction for an unknown sample is refused.',
    ends: 'EV4004',
    given: () => rowsToo([{ id: 'pot_99', mask: maskOf([1, 1, 9, 9]) }]),
  },
  {
    defect: 'Where nothing was left to average the result was -1, a marker that was compared with a limit of error.',
    here: 'A number that nothing defines is none, with the reason, and blocks.',
    ends: 'no-go: each_kind/mug',
    given: async () => {
      const given = await samples(pots.map((pot) => (pot.kind === 'mug' ? { ...pot, truth: null } : pot)));
      const heldout = { ...(given.corpora['heldout'] as CorpusInput), options: { background: ['kind=mug'] } };
      return { ...given, corpora: { heldout }, criteria: criteriaOf([criteria.floor.replace('minimum_n: 10', 'minimum_n: 5'), criteria.eachKind]) };
    },
  },
];

const board: readonly FalseGreen[] = [
  {
    defect: 'Recall per size counted detections instead of matching them: a false positive anywhere raised it.',
    here: 'Recall is of pixels that match; painting everything reaches it and loses the overlap.',
    ends: 'no-go: floor',
    given: () =>
      candidate(
        ({ picture }) => [0, 0, 32, 32 - (picture % 3)],
        ['id: recall, metric: mask_recall, where: {corpus: heldout}, of: candidate, limit: 0.9, minimum_n: 10', criteria.floor],
      ),
  },
  {
    defect: 'A latency that nobody measured was 0, and 0 had full marks for speed.',
    here: 'What nobody measured has no value, and a criterion on it is an error of the evaluation.',
    ends: 'EV5302',
    given: async () => {
      const latency = 'measure:\n  external_metrics:\n    - {id: latency_ms, title: Latency, unit: ms, range: [0, null], better: lower}\n';
      const limit = 'id: fast, metric: latency_ms, where: {corpus: latency}, of: candidate, limit: 50, minimum_n: 1';
      const given = await honest();
      return { ...given, criteria: criteriaOf([...Object.values(criteria), limit]).replace('measure:\n', latency) };
    },
  },
  {
    defect: 'A weight that is NaN made the score NaN, and a NaN as the only row was promoted as best.',
    here: 'A weight must be a finite number.',
    ends: 'EV2002',
    given: async () => {
      const composite = 'measure:\n  composites:\n    - {id: score, title: Score, better: higher, terms: [{metric: mask_iou, weight: .nan}]}\n';
      const given = await honest();
      return { ...given, criteria: criteriaOf(Object.values(criteria)).replace('measure:\n', composite) };
    },
  },
  {
    defect: 'Unknown keys among weights were dropped, so a misspelt one changed nothing and said nothing.',
    here: 'A term of a metric that nobody measures is refused, with the nearest name.',
    ends: 'EV2004',
    given: async () => {
      const composite = 'measure:\n  composites:\n    - {id: score, title: Score, better: higher, terms: [{metric: mask_iuo, weight: 1}]}\n';
      const given = await honest();
      return { ...given, criteria: criteriaOf(Object.values(criteria)).replace('measure:\n', composite) };
    },
  },
  {
    defect: 'The new result was in the table before it was compared with the best of the table, so it was compared with itself.',
    here: 'One backend cannot be candidate and baseline.',
    ends: 'EV5203',
    given: async () => {
      const given = await honest();
      return { ...given, backends: { candidate: backendOf('new', pots, cutBy(2)), baseline: backendOf('new', pots, cutBy(2)) } };
    },
  },
  {
    defect: 'A model could be compared with a copy of itself under another name.',
    here: 'Candidate and baseline with equal digests void the run, whatever they are called.',
    ends: 'void: sanity:same_backend',
    given: async () => {
      const given = await honest();
      return { ...given, backends: { candidate: backendOf('new', pots, cutBy(2)), baseline: backendOf('old', pots, cutBy(2)) } };
    },
  },
  {
    defect: 'Two sets of options were compared of which one never took effect, since both quoted the same predictions.',
    here: 'Predictions that are equal nearly everywhere void the comparison, though their files differ.',
    ends: 'void: sanity:candidate_equals_baseline',
    given: async () => {
      const own = backendOf('new', pots, cutBy(2));
      const reversed = { ...own, name: 'old', predictions: `${own.predictions?.trim().split('\n').reverse().join('\n')}\n` };
      return { ...(await honest()), backends: { candidate: own, baseline: reversed } };
    },
  },
  {
    defect: 'A worse retrain was promoted because the name that it was stored under held the best score.',
    here: 'The candidate is held against the baseline, whatever either is called.',
    ends: 'no-go: better',
    given: () => candidate((pot, i) => cutBy(6)(pot, i + 1), [criteria.better]),
  },
  {
    defect: 'Equal scores went to the second model: a tie was a win.',
    here: 'A difference that must be reached is not reached by a tie.',
    ends: 'no-go: better',
    given: () => candidate(({ truth }, i) => truth && [truth[0] + 5, truth[1], truth[2], truth[3] - (i % 2)], [criteria.better]),
  },
  {
    defect: 'A model was promoted on the split that its own training had looked at.',
    here: 'Pictures that the candidate was trained on void the run.',
    ends: 'void: sanity:training_overlap',
    given: async () => {
      const { corpora } = await honest();
      return trainedOn(
        Object.values(corpora['heldout']?.images ?? {})
          .slice(0, 1)
          .map((bytes) => sha256(bytes)),
        [],
      );
    },
  },
  {
    defect: 'Neither of two models could be loaded, both had accuracy 0, and not worse than 0 passed.',
    here: 'Without any prediction the first sanity check cannot be measured, which voids the run.',
    ends: 'void: sanity:prediction_equals_truth',
    given: async () => {
      const given = await honest();
      const broken = (name: string) => backendOf(name, pots, () => 'cannot be loaded');
      return { ...given, backends: { candidate: broken('new'), baseline: broken('old') }, criteria: criteriaOf([criteria.eachKind]) };
    },
  },
  {
    defect: "The evaluation set was made of the judged model's own confident detections.",
    here: 'Predictions that equal the ground truth void the run.',
    ends: 'void: sanity:prediction_equals_truth',
    given: () => candidate(({ truth }) => truth),
  },
  {
    defect: 'One bad number in a label ended the scoring of sizes, and the evaluation still succeeded.',
    here: 'A row of ground truth that cannot be read stops the run.',
    ends: 'EV1011',
    given: async () => {
      const given = await honest();
      const { heldout } = given.corpora;
      const manifest = heldout?.sources?.['manifest']?.replace('"size":[32,32]', '"size":["x",32]') ?? '';
      return { ...given, corpora: { heldout: { ...heldout, importer: 'image', sources: { manifest } } } };
    },
  },
];

export const crops: Chapter = {
  title: 'A crop service',
  about: 'Masks of one object a picture, and the box that production derives from them.',
  honest,
  rows: service,
};
export const maskChains: Chapter = {
  title: 'Mask chains and detection metrics',
  about: 'How salient-object and YOLO models are run, and how their detections are scored.',
  honest,
  rows: chains,
};
export const leaderboard: Chapter = {
  title: 'Evaluation and promotion behind a REST interface',
  about:
    'A board of scores, and a rule that promotes what is best on it. What its promotion itself let through is refused by the store (eval/promote).',
  honest,
  rows: board,
};
