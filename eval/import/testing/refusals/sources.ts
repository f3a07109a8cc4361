/** What sources and options say that is not of their form. */
import { crop, folders, labelled, manifest, png, type Refusal, report, rle, taxonomy, truth } from './files.ts';

export const sources: readonly Refusal[] = [
  [
    'a manifest that is not JSON',
    manifest('{"id":"a",', '{"id":b}'),
    [
      ['EV1010', 'manifest:1:11', /ends too early/],
      ['EV1010', 'manifest:2:7', /not JSON/],
    ],
  ],
  [
    'a crop-run export that is cut short',
    { ...crop(), sources: { ...crop().sources, crop_runs: '[{"id": 7,\n "image"' } },
    [['EV1010', 'crop_runs:2:9', /ends too early/]],
  ],
  ['a dataset.yaml that is not YAML', labelled('', 'test: [a\n'), [['EV1010', 'dataset:2:1', /Flow sequence/]]],
  [
    'keys that a manifest does not have',
    manifest(`{"id":"a","imagge":"a.png",${rle},"slice":{}}`),
    [
      ['EV1011', 'manifest:1:1', /image: is missing/],
      ['EV1011', 'manifest:1:20', /unknown key "imagge" \(nearest: image\)/],
      ['EV1011', 'manifest:1:70', /unknown key "slice" \(nearest: slices\)/],
    ],
  ],
  [
    'a manifest row with two truths',
    manifest(`{"id":"a","image":"a.png","mask":"a.png",${rle}}`),
    [['EV1011', 'manifest:1:1', /more than one kind/]],
  ],
  [
    'a group of crop-run rows that is none',
    crop([{ id: 7 }]),
    [
      ['EV1011', 'crop_runs:1:2', /\[0\]\.image: is missing/],
      ['EV1011', 'crop_runs:1:2', /\[0\]\.source: is missing/],
    ],
  ],
  [
    'a time without its zone',
    crop([{ ...report, created_at: '2026-02-03T13:32:45' }]),
    [['EV1011', 'crop_runs:1:105', /created_at: expected an ISO 8601 time/]],
  ],
  ['an annotation of unknown origin', crop([report], [{ ...truth, annotator: {} }]), [['EV1011', 'annotations:1:56', /annotator\.kind: is missing/]]],
  ['a dataset.yaml without the split', labelled('', 'val: images/test\nnames: [mug]\n'), [['EV1011', 'dataset', /no split "test"/]]],
  [
    'a name too long for an id',
    { ...folders, images: { [`images/${'a'.repeat(201)}.png`]: png }, masks: { [`${'a'.repeat(201)}.png`]: png } },
    [['EV1011', `images/${'a'.repeat(201)}.png`, /no sample id/]],
  ],
  ['a taxonomy that is not YAML', crop([report], [truth], 'classes: [\n'), [['EV1101', 'taxonomy:2:1', /Flow sequence/]]],
  [
    'a taxonomy with a misspelt key and a class twice',
    crop([report], [truth], `${taxonomy}  - {id: a, title: A, keyword: [a]}\n`),
    [['EV1102', 'taxonomy:5:23', /unknown key "keyword" \(nearest: keywords\)/]],
  ],
  [
    'a class that is the default, and one twice',
    crop([report], [truth], `${taxonomy}  - {id: other, title: A}\n  - {id: handle, title: B}\n`),
    [
      ['EV1102', 'taxonomy:5:10', /is the default/],
      ['EV1102', 'taxonomy:6:10', /a second class "handle"/],
    ],
  ],
  [
    'everything that is wrong in three files',
    { ...crop([{ id: 1 }], 3, 'version: 2\n'), images: {} },
    [
      ['EV1102', 'taxonomy:1:1', /default: is missing/],
      ['EV1102', 'taxonomy:1:1', /classes: is missing/],
      ['EV1102', 'taxonomy:1:10', /version/],
      ['EV1011', 'crop_runs:1:2', /image: is missing/],
      ['EV1011', 'crop_runs:1:2', /source: is missing/],
      ['EV1011', 'annotations:1:1', /expected array/],
    ],
  ],
  ['an option that the importer does not have', { ...folders, options: { treshold: 1 } }, [['EV5001', 'importer options', /treshold/]]],
  ['a source that is not given', { ...labelled(''), sources: {} }, [['EV9001', 'arguments', /--source dataset/]]],
];
