/** Pictures, files and ids that are not there, not the ones that were meant, or there twice. */
import { crop, folders, instances, labelled, manifest, png, type Refusal, report, rle, truth, zeros } from './files.ts';

export const pictures: readonly Refusal[] = [
  ['an absolute path', manifest(`{"id":"a","image":"/data/a.png",${rle}}`), [['EV1012', 'manifest:1', /"\/data\/a.png" is not a path inside/]]],
  [
    'a path that climbs out',
    crop([report], [{ ...truth, mask: '../masks/a.png' }]),
    [['EV1012', 'annotations: annotation 5', /is not a path inside/]],
  ],
  ['a split outside the dataset', labelled('', 'test: ../../images\nnames: [mug]\n'), [['EV1012', 'dataset:1:7', /is not a path inside/]]],
  ['a split on another machine', labelled('', 'test: C:\\images\nnames: [mug]\n'), [['EV1012', 'dataset:1:7', /is not a path inside/]]],
  [
    'a picture that is not declared',
    manifest(`{"id":"a","image":"b.png",${rle}}`),
    [['EV1013', 'manifest:1', /sample a: the picture "b.png" is not among the 1 declared/]],
  ],
  [
    'a picture of a report that is not declared',
    crop([{ ...report, image: { id: 3, path: 'images/b.png' } }]),
    [['EV1013', 'crop_runs: crop run 7', /image 3: the picture "images\/b.png"/]],
  ],
  ['a split without pictures', labelled('', 'test: images/val\nnames: [mug]\n'), [['EV1013', 'dataset:1:7', /none of the 1 declared pictures/]]],
  [
    'a mask without its picture',
    { ...folders, masks: { ...folders.masks, 'masks/b.png': png } },
    [['EV1013', 'masks/b.png', /belongs to no declared picture/]],
  ],
  ['a mask that is not declared', manifest('{"id":"a","image":"a.png","mask":"b.png"}'), [['EV1013', 'manifest:1', /the mask "b.png"/]]],
  ['a list of a split that is not declared', labelled('', 'test: test.txt\nnames: [mug]\n'), [['EV1013', 'dataset:1:7', /the label "test.txt"/]]],
  [
    'a name that fits two pictures',
    { ...manifest(`{"id":"a","image":"a.png",${rle}}`), images: { 'x/a.png': png, 'y/a.png': png } },
    [['EV1015', 'manifest:1', /could be any of several/]],
  ],
  [
    'two pictures of one stem',
    { ...folders, images: { 'images/a.png': png, 'images/a.jpg': png } },
    [['EV1015', 'masks/a.png', /fits several pictures of one file stem/]],
  ],
  [
    'two masks of one stem',
    { ...folders, masks: { 'masks/a.png': png, 'old/a.png': png } },
    [['EV1015', 'old/a.png', /two masks share a file stem/]],
  ],
  [
    'a split that fits two folders',
    { ...labelled('0 0 0 1 0 1 1'), images: { 'x/images/test/a.png': png, 'y/images/test/b.png': png } },
    [
      ['EV1015', 'dataset:1:7', /several declared folders/],
      ['EV1019', 'x/images/test/a.png', /no label file/],
      ['EV1019', 'y/images/test/b.png', /no label file/],
    ],
  ],
  [
    'reports of one picture that name two files',
    { ...crop([report, { ...report, id: 8, image: { id: 3, path: 'images/b.png' } }]), images: { 'images/a.png': png, 'images/b.png': png } },
    [['EV1015', 'crop_runs: image 3', /name different files/]],
  ],
  [
    'two samples of one id',
    manifest(`{"id":"a","image":"a.png",${rle}}`, `{"id":"a","image":"a.png",${rle}}`),
    [['EV1016', 'sample a', /two samples share an id/]],
  ],
  ['two crop runs of one id', crop([report, report]), [['EV1016', 'crop_runs:1:99', /a second row has the id 7/]]],
  [
    'two images of one id',
    instances({ images: [1, 2].map(() => ({ id: 1, file_name: 'a.png', width: 2, height: 3 })) }),
    [
      ['EV1016', 'instances:1:68', /a second image has the id 1/],
      ['EV1016', 'sample a', /two samples share an id/],
    ],
  ],
  [
    'a picture that changed',
    manifest(`{"id":"a","image":"a.png",${rle},"sha256":"${zeros}"}`),
    [['EV1018', 'manifest:1', /is not the one that was annotated/]],
  ],
  [
    'a picture that changed after a report and an annotation',
    crop([{ ...report, image: { ...report.image, sha256: '0'.repeat(64) } }], [{ ...truth, image_sha256: zeros }]),
    [
      ['EV1018', 'crop_runs: crop run 7', /is not the one/],
      ['EV1018', 'annotations: annotation 5', /is not the one/],
    ],
  ],
  ['a picture without a mask', { ...folders, masks: {} }, [['EV1019', 'images/a.png', /has no mask/]]],
  ['a manifest row without truth', manifest('{"id":"a","image":"a.png"}'), [['EV1019', 'manifest:1', /sample a has no ground truth/]]],
  ['a picture without a label file', { ...labelled(''), labels: {} }, [['EV1019', 'images/test/a.png', /has no label file/]]],
  ['nothing at all', { ...folders, images: {}, masks: {} }, [['EV1020', 'corpus', /no samples$/]]],
  ['nothing but exclusions', crop([{ ...report, source: { type: 'automated' } }]), [['EV1020', 'corpus', /no samples; 1 exclusion/]]],
  ['another version than the pinned one', { ...folders, datasetVersion: zeros }, [['EV1021', 'corpus', /not the version that is pinned/]]],
  [
    'a lineage in a circle',
    crop([
      { ...report, image: { ...report.image, derived_from: 4 } },
      { ...report, id: 8, source: { type: 'backend' }, image: { id: 4, path: 'x', derived_from: 3 } },
    ]),
    [
      ['EV1025', 'crop_runs: image 3', /leads back/],
      ['EV1025', 'crop_runs: image 4', /leads back/],
    ],
  ],
  ['a picture that is none', { ...folders, images: { 'images/a.png': new Uint8Array([1, 2, 3]) } }, [['EV1003', 'images/a.png', /no JPEG/]]],
];
