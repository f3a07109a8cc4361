/** Detections: files of boxes that mean something else than they are read as, and that every comparison of two such files passes. */
import { readFileSync } from 'node:fs';
import type { PipelineInput } from '../../../eval/pipeline/run.ts';
import { criteriaOf } from '../pictures.ts';
import type { Chapter } from './row.ts';

type Box = readonly [x: number, y: number, width: number, height: number];

interface Picture {
  readonly id: number;
  readonly height: number;
  readonly width: number;
}

interface Detection {
  readonly image_id: number;
  readonly category_id: number;
  readonly score: number;
  readonly bbox: readonly number[];
}

const classes = { 1: 'bowl', 2: 'mug', 3: 'vase', 4: 'plate' } as const;
const pictures: readonly Picture[] = Array.from({ length: 14 }, (_, i) => ({ id: i + 1, height: 240 + 31 * i, width: 300 + 17 * i }));

/** Two objects a picture, off its diagonals. */
const objects = pictures.flatMap(({ id, height, width }, i) =>
  [0, 1].map((k) => ({
    picture: pictures[i] as Picture,
    category_id: 1 + ((i + k) % 4),
    image_id: id,
    bbox: [(0.45 + 0.01 * i) * width, (0.05 + 0.25 * k + 0.013 * i) * height, (0.2 + 0.012 * i) * width, (0.12 + 0.008 * i) * height] as const,
  })),
);

type Change = (detection: Detection, picture: Picture, at: number) => Detection | undefined;

/** Finds every object, with boxes that are too large by a share of their sides. */
function results(share: number, change: Change): string {
  const found = objects.flatMap(({ picture, image_id, category_id, bbox: [x, y, w, h] }, i) => {
    const own = share * (1 + (i % 5));
    const bbox = [x - own * w, y, w * (1 + own), h * (1 + own)];
    const score = Number((0.95 - ((7 * i) % 28) / 50).toFixed(4));
    return change({ image_id, category_id, score, bbox }, picture, i) ?? [];
  });
  return JSON.stringify(found);
}

interface Rest {
  readonly criteria?: readonly string[];
  /** What is wrong with the baseline, where it is not the same. */
  readonly baseline?: Change;
}

/** Both backends wrote their files with one script: what is wrong with one is wrong with both, and neither is worse than the other. */
function evaluation(change: Change = asIs, { criteria = [better], baseline = change }: Rest = {}): PipelineInput {
  const instances = JSON.stringify({
    categories: Object.entries(classes).map(([id, name]) => ({ id: Number(id), name })),
    images: pictures.map((picture) => ({ ...picture, file_name: `${picture.id}.jpg` })),
    annotations: objects.map(({ image_id, category_id, bbox }, i) => ({
      id: i + 1,
      image_id,
      category_id,
      bbox,
      area: bbox[2] * bbox[3],
      iscrowd: 0,
    })),
  });
  const backend = (name: string, share: number, own: Change) => ({
    name,
    kind: 'coco_results',
    config: { classes },
    predictions: results(share, own),
  });
  return {
    corpora: { heldout: { importer: 'coco_instances', sources: { instances } } },
    backends: { candidate: backend('new', 0.03, change), baseline: backend('old', 0.04, baseline) },
    criteria: criteriaOf(criteria, '', measure),
    sanity: readFileSync('criteria/sanity.yaml', 'utf8'),
  };
}

const measure = 'measure:\n  statistics: {resamples: 100, seed: 1, level: 0.95, minimum_groups: 5}\n';
const better = 'id: better, metric: bbox_ap, where: {corpus: heldout}, of: candidate - baseline, limit: 0, minimum_n: 10';

const boxes =
  (of: (box: Box, picture: Picture) => readonly number[]): Change =>
  (detection, picture) => ({ ...detection, bbox: of(detection.bbox as Box, picture) });
const truths =
  (of: (box: Box) => readonly number[]): Change =>
  (detection, _, at) => ({ ...detection, bbox: of((objects[at] as (typeof objects)[number]).bbox) });

const asIs: Change = (same) => same;
const middle = (share: number): Change => boxes((_, { width, height }) => [width / 4, height / 4, share * width, share * height]);

export const detections: Chapter = {
  title: 'Detections',
  about: 'Files of boxes, scores and classes. Two files that one script spoilt are equally bad, so that no comparison of them fails.',
  honest: () => evaluation(),
  rows: [
    {
      defect: 'The detections were the labels, with scores of their own.',
      here: 'Boxes that are those of the labels void the run.',
      ends: 'void: sanity:prediction_equals_truth',
      given: () =>
        evaluation(
          truths((box) => box),
          { baseline: asIs },
        ),
    },
    {
      defect: 'The detections were the labels, rounded to whole pixels, so that no box was equal.',
      here: 'Boxes within a pixel of the labels nearly everywhere void the run.',
      ends: 'void: sanity:traced_labels',
      given: () =>
        evaluation(
          truths((box) => box.map(Math.round)),
          { baseline: asIs },
        ),
    },
    {
      defect: 'One box in pixels was predicted on every picture, with a score of its own.',
      here: 'A box that is the best one elsewhere among the detections of every picture voids the run.',
      ends: 'void: sanity:same_prediction',
      given: () =>
        evaluation(
          boxes(() => [40, 30, 160, 90]),
          { baseline: boxes(() => [50, 30, 160, 90]) },
        ),
    },
    {
      defect: 'One box in shares of the picture was predicted on every picture: in pixels no two were equal.',
      here: 'Boxes are compared in shares of their pictures, too.',
      ends: 'void: sanity:same_prediction',
      given: () => evaluation(middle(0.5), { baseline: middle(0.6) }),
    },
    {
      defect: 'All detections had the score 1, and the order of the file decided on the average precision.',
      here: 'One score for most detections blocks.',
      ends: 'no-go: sanity:equal_scores',
      given: () => evaluation((detection) => ({ ...detection, score: 1 })),
    },
    {
      defect: 'Ids of classes began at 0 in the model and at 1 in the labels: every class had the name of the next.',
      here: 'Where other names of the classes fit clearly better the run is void, and the names are told.',
      ends: 'void: sanity:shifted_classes',
      given: () => evaluation((detection) => ({ ...detection, category_id: 1 + (detection.category_id % 4) })),
    },
    {
      defect: 'The names of two classes had changed places, and nothing was worse than in service.',
      here: 'The same: any names that fit clearly better are found.',
      ends: 'void: sanity:shifted_classes',
      given: () => evaluation((detection) => ({ ...detection, category_id: [0, 2, 1, 3, 4][detection.category_id] as number })),
    },
    {
      defect: 'Boxes were those of pictures at half their size.',
      here: 'Where one factor makes clearly more objects found the run is void, and the factor is told.',
      ends: 'void: sanity:scaled_boxes',
      given: () => evaluation(boxes((box) => box.map((edge) => edge / 2))),
    },
    {
      defect: 'Boxes were in shares of the picture and read as pixels.',
      here: 'Units that follow the sides of each picture are tried, too.',
      ends: 'void: sanity:scaled_boxes',
      given: () => evaluation(boxes(([x, y, w, h], { width, height }) => [x / width, y / height, w / width, h / height])),
    },
    {
      defect: 'Boxes lay on the padded square that the model was shown.',
      here: 'A padded square is one of the units.',
      ends: 'void: sanity:scaled_boxes',
      given: () =>
        evaluation(
          boxes(([x, y, w, h], { width, height }) => {
            const scale = 320 / Math.max(width, height);
            return [x * scale + (320 - width * scale) / 2, y * scale + (320 - height * scale) / 2, w * scale, h * scale];
          }),
        ),
    },
    {
      defect: 'Boxes had been made half again as large around their centres, to be on the safe side.',
      here: 'A factor of the sizes alone is found, too.',
      ends: 'void: sanity:scaled_boxes',
      given: () => evaluation(boxes(([x, y, w, h]) => [x - w / 4, y - h / 4, 1.5 * w, 1.5 * h])),
    },
    {
      defect: 'x and y had changed places.',
      here: 'Where another reading of the four numbers makes clearly more objects found the run is void, and the reading is told.',
      ends: 'void: sanity:misread_boxes',
      given: () => evaluation(boxes(([x, y, w, h]) => [y, x, h, w])),
    },
    {
      defect: 'Boxes were two corners and read as a corner and a size.',
      here: 'Corners are one of the readings.',
      ends: 'void: sanity:misread_boxes',
      given: () => evaluation(boxes(([x, y, w, h]) => [x, y, x + w, y + h])),
    },
    {
      defect: 'Boxes began with their centres and were read from their corners.',
      here: 'Centres are one of the readings.',
      ends: 'void: sanity:misread_boxes',
      given: () => evaluation(boxes(([x, y, w, h]) => [x + w / 2, y + h / 2, w, h])),
    },
    {
      defect: 'Boxes were corners in thousandths with y first, as language models give them.',
      here: 'Readings and units are tried together.',
      ends: 'void: sanity:misread_boxes',
      given: () =>
        evaluation(
          boxes(([x, y, w, h], { width, height }) => [y / height, x / width, (y + h) / height, (x + w) / width].map((share) => 1000 * share)),
        ),
    },
    {
      defect: 'Boxes counted y from below, as plots do.',
      here: 'Turned and mirrored pictures are readings, too.',
      ends: 'void: sanity:misread_boxes',
      given: () => evaluation(boxes(([x, y, w, h], { height }) => [x, height - y - h, w, h])),
    },
    {
      defect: 'A score was NaN, and sorting put it where it liked.',
      here: 'A score is a finite number.',
      ends: 'EV4001',
      given: () => {
        const given = evaluation();
        const { candidate } = given.backends;
        if (candidate === undefined) throw new Error('the evaluation has a candidate');
        return {
          ...given,
          backends: {
            ...given.backends,
            candidate: { ...candidate, predictions: candidate.predictions?.replace(/"score":[\d.]+/, '"score":NaN') ?? '' },
          },
        };
      },
    },
    {
      defect: 'The model knows a class more than the labels do, and its detections were dropped.',
      here: 'A class without a name is refused.',
      ends: 'EV4001',
      given: () => evaluation((detection, _, at) => (at === 3 ? { ...detection, category_id: 5 } : detection)),
    },
    {
      defect: 'Detections for pictures that the labels do not have were dropped.',
      here: 'A prediction for a sample that the corpus does not have is refused.',
      ends: 'EV4004',
      given: () => evaluation((detection, _, at) => (at === 3 ? { ...detection, image_id: 99 } : detection)),
    },
    {
      defect: 'One class was never found, and the mean over all classes was still high.',
      here: 'A criterion over each class names the one.',
      ends: 'no-go: each_class/vase',
      given: () =>
        evaluation((detection) => (detection.category_id === 3 ? undefined : detection), {
          criteria: [
            'id: floor, metric: bbox_ap50, where: {corpus: heldout}, of: candidate, limit: 0.7, minimum_n: 10',
            'id: each_class, metric: bbox_ap50, where: {corpus: heldout, each: {part: class}}, of: candidate, limit: 0.7, minimum_n: 10',
          ],
        }),
    },
  ],
};
