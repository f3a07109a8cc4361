/** Ground truth that is broken, or does not fit its picture. */
import { greyPng } from '../../../pipeline/testing/corpus.ts';
import { annotation, crop, folders, instances, labelled, manifest, png, type Refusal, report, truth } from './files.ts';

export const truths: readonly Refusal[] = [
  ['a mask of another size', { ...folders, masks: { 'masks/a.png': greyPng(1, 1, [0]) } }, [['EV1017', 'sample a', /another size than the picture/]]],
  [
    'run lengths of another size',
    manifest('{"id":"a","image":"a.png","rle":{"size":[2,3],"counts":[6]}}'),
    [['EV1017', 'manifest:1 (sample a)', /another size/]],
  ],
  [
    'a picture of another size than COCO says',
    instances({ images: [{ id: 1, file_name: 'a.png', width: 3, height: 2 }] }),
    [['EV1017', 'instances: image 1', /sample a: the annotated picture/]],
  ],
  ['an annotation of another size', crop([report], [{ ...truth, width: 20, height: 30 }]), [['EV1017', 'annotations: annotation 5', /another size/]]],
  ['labels of a detection dataset', labelled('0 0.5 0.5 0.2 0.2\n1 0 0 1 0 1 1\n'), [['EV1022', 'labels/test/a.txt:1', /is a box/]]],
  [
    'a COCO annotation with only a box',
    annotation({ segmentation: undefined, bbox: [0, 0, 1, 1] }),
    [['EV1022', 'instances: annotation number 1', /only a box/]],
  ],
  [
    'malformed label lines',
    labelled('0 0 0 1 x 1 1\n0 0 0 1 0 1\n0 0 0 1 0 1 1.02\n'),
    [
      ['EV1023', 'labels/test/a.txt:1:9', /not a number/],
      ['EV1023', 'labels/test/a.txt:2', /6 numbers are not a class/],
      ['EV1023', 'labels/test/a.txt:3:13', /lies outside/],
    ],
  ],
  ['a class index without a name', labelled('0 0 0 1 0 1 1\n2 0 0 1 0 1 1\n'), [['EV1024', 'labels/test/a.txt:2:1', /not among the names/]]],
  [
    'a class that nobody defined',
    { ...labelled('0 0 0 1 0 1 1'), options: { classes: ['mugs'] } },
    [['EV1024', 'dataset:2:8', /no class "mugs" \(nearest: mug\)/]],
  ],
  [
    'COCO ids that nobody defined',
    annotation({ image_id: 2, category_id: 3 }),
    [
      ['EV1024', 'instances:1:90', /image_id 2/],
      ['EV1024', 'instances:1:106', /category_id 3/],
    ],
  ],
  ['a category that nobody defined', instances({}, { categories: ['vase'] }), [['EV1024', 'instances: categories', /no class "vase"/]]],
  [
    'outlines outside of the picture',
    manifest('{"id":"a","image":"a.png","polygons":[[0,0,3,0,2,4],[0,0,2,0,2,4.5],[-9,0,2,0,2,3]]}'),
    [
      ['EV1026', 'manifest:1 (sample a)', /^outline 1: the point \(2, 4\.5\) lies outside of the picture of 2 x 3 pixels$/],
      ['EV1026', 'manifest:1 (sample a)', /^outline 2: the point \(-9, 0\)/],
    ],
  ],
  [
    'a mask that is a label map',
    { ...folders, masks: { 'masks/a.png': greyPng(2, 3, [0, 1, 1, 2, 2, 255]) } },
    [['EV1028', 'sample a', /masks\/a\.png is not black and one other value/]],
  ],
  [
    'a class that no mask shows',
    { ...folders, options: { mask_values: { parts: { 255: 'mug', 1: 'bowl' } } } },
    [['EV1029', 'corpus', /no mask of 1 samples shows the part "bowl"/]],
  ],
  [
    'masks of one class a picture',
    {
      ...folders,
      images: { ...folders.images, 'images/b.png': png },
      masks: { 'masks/a.png': greyPng(2, 3, [0, 0, 0, 1, 1, 1]), 'masks/b.png': greyPng(2, 3, [0, 0, 0, 2, 2, 2]) },
    },
    [['EV1030', 'corpus', /different values/]],
  ],
  [
    'outlines in shares',
    {
      ...manifest('{"id":"a","image":"a.png","polygons":[[0,0,1,0,0.5,1]]}'),
      images: {
        'images/a.png': greyPng(
          3,
          3,
          Array.from({ length: 9 }, () => 0),
        ),
      },
    },
    [['EV1027', 'manifest:1 (sample a)', /these are shares/]],
  ],
  [
    'run lengths that do not cover their mask',
    manifest('{"id":"a","image":"a.png","rle":{"size":[3,2],"counts":[5]}}'),
    [['EV1203', 'manifest:1 (sample a)', /do not cover/]],
  ],
];
