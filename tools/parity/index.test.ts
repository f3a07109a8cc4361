/** Corpora as the stages make them, against the corpora and reference results of the shared folder. Run from the repository's root. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { decodeMask } from '../../eval/image/decode.ts';
import { area, encodeThreshold, fromText, intersectionArea, unionArea } from '../../eval/masks/runs.ts';
import { type CorpusInput, type MadeCorpus, makeCorpus } from '../../eval/pipeline/corpus.ts';

const pottery = join(process.env['SHARED'] ?? '../shared', 'pottery');
const folder = (name: string) =>
  readdirSync(join(pottery, name))
    .sort()
    .map((file) => ({ key: `${name}/${file}`, path: join(pottery, name, file), shard: 0 }));
const source = (path: string) => ({ location: path, text: readFileSync(join(pottery, path), 'utf8') });
const json = <T>(path: string) => JSON.parse(source(path).text) as T;

async function index(
  importer: CorpusInput['importer'],
  corpus: 'heldout' | 'flagged',
  masks: string,
  labels: string,
  sources: Record<string, string>,
): Promise<MadeCorpus> {
  return makeCorpus({
    importer,
    options: {},
    files: {
      images: folder(corpus === 'heldout' ? 'heldout/images/test' : 'flagged/images'),
      masks: masks === '' ? [] : folder(masks),
      labels: labels === '' ? [] : folder(labels),
    },
    sources: new Map(Object.entries(sources).map(([role, path]) => [role, source(path)])),
    read: (path) => readFileSync(path),
    name: corpus,
    datasetVersion: 'test',
    shards: 1,
  });
}

const masks = await index('image', 'heldout', 'heldout/masks', '', {});
const outlines = await index('ultralytics', 'heldout', '', 'heldout/labels/test', { dataset: 'heldout/dataset.yaml' });
const instances = await index('coco', 'heldout', '', '', { instances: 'heldout/instances.json' });
const flagged = await index('crop_run', 'flagged', 'flagged/masks', '', {
  crop_runs: 'flagged/crop_runs.json',
  annotations: 'flagged/crop_annotations.json',
  taxonomy: 'failure_classes.yaml',
});

interface Expected {
  readonly per_image: readonly { backend: string; corpus: string; image: string; classes: string[]; gt: number }[];
}
const expected = json<Expected>('expected.json').per_image.filter(({ backend }) => backend === 'pottery-v2');
const runsOf = (output: MadeCorpus) =>
  new Map(output.truth.flatMap(({ id, truth }) => (truth.kind === 'mask' ? [[id, fromText(truth.mask)] as const] : [])));

test('heldout and flagged have the pictures and foreground pixels of the reference', () => {
  for (const [name, output] of [
    ['heldout', masks],
    ['flagged', flagged],
  ] as const) {
    const pixels = [...runsOf(output)].map(([image, runs]) => [image, area(runs)]);
    const reference = expected.filter(({ corpus }) => corpus === name).map(({ image, gt }) => [image, gt]);
    assert.deepEqual(pixels, reference);
  }
});

test('masks are those of the files, pixel for pixel', async () => {
  for (const [id, runs] of runsOf(masks)) {
    const { width, height, data } = await decodeMask(readFileSync(join(pottery, `heldout/masks/${id}.png`)), id);
    assert.deepEqual(runs, encodeThreshold(data, height, width, 128));
  }
});

test('COCO run lengths united are the mask files', () => assert.deepEqual(instances.truth, masks.truth));

test('sizes are those of the generator, turned pictures included', () => {
  const truth = json<Record<string, { width: number; height: number }>>('heldout/truth.json');
  for (const { id, width, height } of masks.inputs.flat().filter((row) => row.kind === 'image'))
    assert.deepEqual([width, height], [truth[id]?.width, truth[id]?.height], id);
});

test('flagged pictures have the classes of the reference', () => {
  const classes = flagged.slices.map(({ id, slices }) => [id, slices['failure_class']]);
  assert.deepEqual(
    classes,
    expected.filter(({ corpus }) => corpus === 'flagged').map(({ image, classes: list }) => [image, list]),
  );
});

test('polygons as ground truth: close to the exact masks, which have handle holes and finer outlines', (context) => {
  const exact = runsOf(masks);
  const overlaps = [...runsOf(outlines)].map(([id, runs]) => {
    const mask = exact.get(id);
    assert.ok(mask !== undefined);
    return intersectionArea(runs, mask) / unionArea(runs, mask);
  });
  const mean = overlaps.reduce((sum, value) => sum + value, 0) / overlaps.length;
  context.diagnostic(`mean IoU ${mean.toFixed(4)}, least ${Math.min(...overlaps).toFixed(4)}`);
  assert.ok(mean > 0.95 && Math.min(...overlaps) > 0.7);
});
