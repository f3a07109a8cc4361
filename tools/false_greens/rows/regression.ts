/** Regressors judged on sources that they have not seen. */
import { readFileSync } from 'node:fs';
import type { PipelineInput } from '../../../eval/pipeline/run.ts';
import type { Clip } from '../clips.ts';
import * as clips from '../clips.ts';
import type { Chapter } from './row.ts';

const { criteria, offBy, policyOf, seriesOf, sources, tableOf } = clips;
const sanity = (): string => readFileSync('criteria/sanity.yaml', 'utf8');
const honest = (): PipelineInput => clips.honest(sanity());
/** Holds whatever is predicted, so that something can be judged. */
const loose = criteria.error.replace('2.5', '1000');
const isLast = ({ source }: Clip): boolean => source === sources.at(-1);

function candidate(predict: (clip: Clip) => readonly unknown[] | string, chosen: readonly string[] = Object.values(criteria)): PipelineInput {
  const { backends, ...given } = honest();
  return { ...given, backends: { ...backends, candidate: seriesOf('new', clips.clips, predict) }, criteria: policyOf(chosen) };
}

const broken = (path: string): Uint8Array => readFileSync(`datasets/clips/broken/${path}`);

/** A regressor in a file, with its data if any is given. */
function model(name: string, data: Readonly<Record<string, Uint8Array>>, pinned?: string): PipelineInput {
  const { backends, ...given } = honest();
  const checkpoint = { name: 'model.onnx', model: broken(`${name}/model.onnx`), data: new Map(Object.entries(data)), pinned };
  return {
    ...given,
    backends: { ...backends, candidate: { name: 'new', kind: 'regressor', config: { features: clips.features }, model: checkpoint } },
  };
}

export const regression: Chapter = {
  title: 'Leave-one-source-out regression',
  about: 'Gates over folds and seeds, and models whose weights lie in a second file.',
  honest,
  rows: [
    {
      defect: 'A fold whose model was missing was skipped, the mean taken over the rest, and the heading still said nine folds.',
      here: 'Every source must have a number, and a fold without one leaves nothing to judge by.',
      ends: 'void: nothing_measured',
      given: () => candidate((clip) => (isLast(clip) ? 'no model for this fold' : offBy(1)(clip))),
    },
    {
      defect: 'Five folds that were all NaN passed the gate.',
      here: 'A correlation of constants is undefined, with its reason, and blocks.',
      ends: 'no-go: mean_plcc',
      given: () => candidate(({ source, targets }) => targets.map(() => 40 + sources.indexOf(source)), [criteria.mean, loose]),
    },
    {
      defect: 'NaN folds were dropped, and the one good fold of five passed.',
      here: 'One source without a number leaves the mean without one.',
      ends: 'no-go: mean_plcc',
      given: () => candidate((clip) => (isLast(clip) ? clip.targets.map(() => 50) : offBy(1)(clip)), [criteria.mean, loose]),
    },
    {
      defect: 'A NaN in first place switched the rule on the spread of folds off.',
      here: 'The spread has no value unless every source has one.',
      ends: 'no-go: alike',
      given: () => candidate((clip) => (clip.source === sources[0] ? clip.targets.map(() => 50) : offBy(1)(clip)), [criteria.alike, loose]),
    },
    {
      defect: 'The gate read means only, so a fold at 0.6 was invisible.',
      here: 'A criterion on the worst source sees it.',
      ends: 'no-go: worst_srocc',
      given: () => candidate((clip) => (isLast(clip) ? clip.targets.map((_, i) => 40 + ((5 * i) % 7)) : offBy(0.2)(clip)), [criteria.worst, loose]),
    },
    {
      defect: 'Ranks without ties gave a constant prediction on sorted targets a rank correlation of 1.',
      here: 'Ranks are averaged, and constants have no correlation.',
      ends: 'no-go: worst_srocc',
      given: () => candidate((clip) => (isLast(clip) ? clip.targets.map(() => 50) : offBy(0.2)(clip)), [criteria.worst, loose]),
    },
    {
      defect: 'A model that follows the targets but is off by a scale and an offset passed on correlation alone.',
      here: 'The error is judged beside the correlation.',
      ends: 'no-go: error',
      given: () => candidate((clip) => offBy(0.2)(clip).map((value) => 0.5 * value + 2), [criteria.mean, criteria.error]),
    },
    {
      defect: 'Per-fold correlation was blind to offsets between sources.',
      here: 'The error over all frames sees them.',
      ends: 'no-go: error',
      given: () => candidate((clip) => offBy(0.2)(clip).map((value) => value + 6 * sources.indexOf(clip.source)), [criteria.mean, criteria.error]),
    },
    {
      defect: 'NaN in a prediction was not masked and reached the gate.',
      here: 'A value that is no finite number is refused.',
      ends: 'EV4001',
      given: () => candidate(({ targets }) => targets.map((_, i) => (i === 0 ? 'NaN' : i))),
    },
    {
      defect: 'Predictions and targets of different lengths were cut to the shorter one.',
      here: 'A series of another length than the true one is refused.',
      ends: 'EV5108',
      given: () => candidate((clip) => offBy(1)(clip).slice(1)),
    },
    {
      defect: 'An interval was drawn from hundreds of frames that belong to six clips.',
      here: 'Intervals resample whole groups, and below the minimum number of groups there is none, which blocks.',
      ends: 'no-go: sure',
      given: () =>
        candidate(offBy(1), [
          criteria.error,
          'id: sure, metric: rmse, where: {corpus: clips}, of: candidate - baseline, holds: interval, limit: 0, minimum_n: 15',
        ]),
    },
    {
      defect: 'A verdict to promote was written while the corpus was absent.',
      here: 'A corpus without samples is refused.',
      ends: 'EV1020',
      given: () => ({ ...honest(), corpora: { clips: tableOf([]) } }),
    },
    {
      defect: 'The integrity check covered the graph only, and passed a model whose weights were gone.',
      here: 'External data that is not declared is refused.',
      ends: 'EV3004',
      given: () => model('control-external', {}),
    },
    {
      defect: 'Weights of another fold loaded, because only their length was looked at.',
      here: 'The pin covers the model, and each file of data can be pinned; a file that is not the pinned one is refused.',
      ends: 'EV3002',
      given: () => model('swapped-data', { 'model.onnx.data': broken('swapped-data/model.onnx.data') }, '0'.repeat(64)),
    },
    {
      defect: 'Two tensors that shared one range of bytes loaded without complaint.',
      here: 'Overlapping external data is refused.',
      ends: 'EV3006',
      given: () => model('overlapping-tensors', { 'model.onnx.data': broken('overlapping-tensors/model.onnx.data') }),
    },
    {
      defect: 'A model that does not open stood in the registry as sound.',
      here: 'A model whose data has another name than it asks for is refused, with the way to repair it.',
      ends: 'EV3004',
      given: () => model('renamed-model', { 'model.onnx.data': broken('renamed-model/model.onnx.data') }),
    },
  ],
};
