/** Sources of corpora, through every importer. */
import type { ImporterName } from '../../../eval/import/importers/table.ts';
import { type ImportOutput, run as importSources } from '../../../eval/import/run.ts';
import { run as verify } from '../../../eval/verify/run.ts';
import { corpusOf, maskOf, pots } from '../../false_greens/pictures.ts';
import { programs, type Step } from '../program.ts';
import { type Files, file, json, ndjson, type Reader } from '../reader.ts';

const samples = pots.slice(0, 2);

/** Files of a corpus: its sources by role, and declared files at their keys. */
interface Source {
  readonly importer: ImporterName;
  readonly weight: number;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly sources: Files;
  readonly labels?: Files;
  readonly masks?: Files;
  /** Whether the pictures of the samples are declared. */
  readonly pictures: boolean;
}

const outline = [4, 4, 20, 4, 20, 20, 4, 20];
const point = (x: number, y: number) => ({ x, y });

const corpora: Readonly<Record<string, Source>> = {
  manifest: {
    importer: 'image',
    weight: 8,
    sources: {
      manifest: ndjson([
        { id: 'a', image: '0.png', rle: maskOf([1, 2, 9, 9]), slices: { kind: ['bowl'] }, group: 'g', notes: ['n'] },
        { id: 'b', image: 'images/1.png', polygons: [outline], sha256: undefined },
      ]),
    },
    pictures: true,
  },
  'folders of masks': {
    importer: 'image',
    weight: 3,
    options: { missing_truth: 'exclude', mask_suffix: '_m' },
    sources: {},
    masks: { 'masks/0_m.png': file('png', '') },
    pictures: true,
  },
  'dataset.yaml': {
    importer: 'ultralytics',
    weight: 8,
    options: { split: 'test', missing_truth: 'error' },
    sources: { dataset: file('yaml', 'path: ../x\ntrain: images\ntest: images\nnames:\n  0: bowl\n  1: mug\n') },
    labels: { 'labels/0.txt': file('text', '0 0.1 0.1 0.9 0.1 0.9 0.9\n'), 'labels/1.txt': file('text', '1 0.2 0.2 0.5 0.2 0.5 0.5 0.2 0.5\n') },
    pictures: true,
  },
  'COCO instances': {
    importer: 'coco',
    weight: 10,
    sources: {
      instances: json({
        info: {},
        images: samples.map(({ picture }) => ({ id: picture, file_name: `${picture}.png`, width: 32, height: 32 })),
        annotations: [
          { id: 0, image_id: 0, category_id: 0, iscrowd: 0, bbox: [4, 4, 16, 16], segmentation: [outline] },
          { id: 1, image_id: 1, category_id: 3, iscrowd: 1, segmentation: { size: [32, 32], counts: [100, 24, 900] } },
          { id: 2, image_id: 1, category_id: 3, segmentation: maskOf([1, 2, 9, 9]) },
        ],
        categories: [
          { id: 0, name: 'bowl' },
          { id: 3, name: 'mug' },
        ],
      }),
    },
    pictures: true,
  },
  'crop runs': {
    importer: 'crop_run',
    weight: 12,
    sources: {
      crop_runs: json([
        {
          id: 1,
          created: '2026-07-01T10:00:00Z',
          image: { id: 'p', path: 'images/0.png', derived_from: null, piece: 7 },
          source: { type: 'human', deployment: 'kiln-cam' },
          notes: 'shadow',
        },
        { id: 2, image: { id: 'q', r2_key: '1.png', derived_from: 'p' }, source: { type: 'human' }, notes: '' },
        { id: 3, image: { id: 'r', url: 'https://shop.example/r.png?x' }, source: { type: 'automated' } },
      ]),
      annotations: json([
        {
          id: 'x',
          image_id: 'p',
          mask: maskOf([1, 2, 9, 9]),
          annotator: { kind: 'annotation' },
          created: '2026-07-01T10:00:00Z',
          width: 32,
          height: 32,
        },
        { id: 'y', image_id: 'q', mask: { size: [32, 32], counts: [100, 24, 900] }, origin: 'hand_label', approved: true, drawn_over: 'u2net' },
      ]),
      taxonomy: file('yaml', 'version: 1\ndefault: other\nclasses:\n  - {id: shade, title: Shade, keywords: [shadow*], source: [{deployment: x}]}\n'),
    },
    pictures: true,
  },
  'gold labels': {
    importer: 'gold_label',
    weight: 10,
    options: { strong: ['nose'], weak: ['eye'], whole: { skin: 'skin_mask' }, surround: { background: 'background_mask' }, grid: 8 },
    sources: {
      gold: ndjson([
        {
          sample_hash: 'a',
          source: 'internal',
          image_path: null,
          qa_status: 'approved',
          created_at: '2026-07-01T10:00:00Z',
          module_masks: {
            nose: { grid_size: 8, rle_norm: '9,3,52', gt_kind: 'strong' },
            eye: { polygons_norm: [[point(0.1, 0.1), point(0.9, 0.1), point(0.5, 0.9)]] },
          },
          labels: { nose: { points: [point(10, 10), point(90, 10), point(50, 90)] } },
          skin_mask: { mask_rle_norm: '0,20,44', mask_grid: '8' },
          background_mask: {
            points_norm: [
              [0, 0],
              [1, 0],
              [1, 0.2],
            ],
          },
        },
        { sample_hash: 'b', labels: { nose: { value: { points: [point(10, 10), point(90, 10), point(50, 90)] } } }, skin_mask: { rle_norm: '64' } },
      ]),
    },
    pictures: false,
  },
  'table of features': {
    importer: 'feature_table',
    weight: 8,
    options: { format: 'csv', features: ['f', 'g'], slices: ['height'] },
    sources: { table: file('text', 'source,clip,height,frame,f,g,target\ns,c,8,0,0.5,1,10\ns,c,8,1,0.25,"2",20\nt,"d,e",9,0,1,2,3\n') },
    pictures: false,
  },
  'lines of features': {
    importer: 'feature_table',
    weight: 4,
    options: { format: 'ndjson', features: ['f'] },
    sources: {
      table: ndjson([
        { source: 's', clip: 'c', frame: 0, f: 0.5, target: 10 },
        { source: 's', clip: 'c', frame: 1, f: 0.25, target: 20 },
      ]),
    },
    pictures: false,
  },
  'caches of clips': {
    importer: 'feature_table',
    weight: 5,
    options: { format: 'clip_json', features: ['f', 'g'] },
    sources: {},
    labels: {
      's/c.json': json({
        features: {
          feature_names: ['f', 'g'],
          per_frame: [
            [1, 2],
            [3, 4],
          ],
          n_frames: 2,
        },
        scores: { per_frame: [10, 20], pooled: 15 },
      }),
      't/d.json': json({ features: { feature_names: ['g', 'f'], per_frame: [[1, 2]], n_frames: 1 }, scores: { per_frame: [5], pooled: 5 } }),
    },
    pictures: false,
  },
  'logs of libvmaf': {
    importer: 'feature_table',
    weight: 5,
    options: { format: 'libvmaf', features: ['f'] },
    sources: {},
    labels: {
      's/c.json': json({ version: '3.0.0', frames: [{ frameNum: 0, metrics: { f: 1, vmaf: 90 } }], pooled_metrics: {} }),
      's/d.csv': file('text', 'Frame,f,vmaf,\n0,1,90,\n5,2,91,\n'),
      't/e.xml': file('text', '<VMAF version="3.0.0">\n<frames>\n<frame frameNum="0" f="1" vmaf="90" />\n</frames>\n</VMAF>\n'),
    },
    pictures: false,
  },
  'lines of text': {
    importer: 'text_lines',
    weight: 3,
    sources: {
      lines: ndjson([
        { id: 'a', text: 'a line', image: '0.png', slices: { page: ['1'] }, group: 'g' },
        { id: 'b', text: '' },
      ]),
    },
    pictures: true,
  },
};

/** Options are fuzzed too: Starlark writes them, and people by hand. */
async function inputsOf({ sources, labels = {}, masks = {}, options = {}, pictures }: Source): Promise<Files[]> {
  const images = Object.entries(pictures ? ((await corpusOf(samples)).images ?? {}) : {}).map(
    ([name, bytes]) => [`images/${name}`, file('png', bytes)] as const,
  );
  const own = Object.fromEntries(images);
  // A picture is as good a mask as any.
  const masked = Object.fromEntries(Object.keys(masks).map((key) => [key, own['images/0.png'] ?? file('png', '')]));
  const named = Object.fromEntries(Object.entries(sources).map(([role, one]) => [`source-${role}`, one]));
  return [{ 'config.json': json(options), 'mask_values.json': json({ threshold: 128 }), ...named, ...labels, ...masked, ...own }];
}

/** Sources to drafts, drafts and pictures to truth, and all of it to a corpus. */
function stepsOf({ importer, sources, masks = {}, labels = {}, pictures }: Source): [Step, Step, Step] {
  const images = pictures ? samples.map(({ picture }) => `images/${picture}.png`) : [];
  const named = (flag: string, keys: readonly string[]): string => keys.map((key) => `${flag} ${key}=${key}`).join(' ');
  return [
    {
      folder: 'eval/import',
      words: `--importer ${importer} --config config.json ${Object.keys(sources)
        .map((role) => `--source ${role}=source-${role}`)
        .join(' ')} ${images.map((key) => `--picture 0=${key}`).join(' ')} ${Object.keys(masks)
        .map((key) => `--mask ${key}`)
        .join(' ')} ${named('--label', Object.keys(labels))} --name c
        --imported-out out/imported.json --descriptions-out out/descriptions.ndjson --drafts-out 0=out/drafts-0.ndjson`,
    },
    {
      folder: 'eval/verify',
      words: `--drafts out/drafts-0.ndjson ${named('--picture', images)} ${named('--mask', Object.keys(masks))}
        ${Object.keys(masks).length > 0 ? '--mask-values mask_values.json' : ''}
        --inputs-out out/inputs-0.ndjson --truth-out out/truth-0.ndjson --digests-out out/digests-0.ndjson --unused-out out/unused`,
    },
    {
      folder: 'eval/assemble',
      words: `--imported out/imported.json --descriptions out/descriptions.ndjson --digests out/digests-0.ndjson --name c --dataset-version 1
        --corpus-out out/corpus.json --slices-out out/slices.ndjson`,
    },
  ];
}

/** What import makes of the manifest, with the pictures. */
async function drafted(): Promise<ImportOutput & { readonly pictures: Files }> {
  const images = Object.entries((await corpusOf(samples)).images ?? {}).map(([name, bytes]) => [`images/${name}`, file('png', bytes)] as const);
  const output = importSources({
    importer: 'image',
    options: {},
    pictures: images.map(([key]) => ({ key, shard: 0 })),
    masks: [],
    labels: [],
    labelText: () => '',
    sources: new Map([['manifest', { location: 'manifest', text: Buffer.from(corpora['manifest']?.sources['manifest']?.bytes ?? '').toString() }]]),
    name: 'corpus',
    shards: 1,
  });
  return { ...output, pictures: Object.fromEntries(images) };
}

const manifest = corpora['manifest'] as Source;
const [importing, verifying, assembling] = stepsOf(manifest);

/** The stages of a corpus one by one, from their own files. */
const shardReaders: readonly Reader[] = [
  programs('import of a manifest', 2, () => inputsOf(manifest), importing),
  programs('import of instances', 2, () => inputsOf(corpora['COCO instances'] as Source), stepsOf(corpora['COCO instances'] as Source)[0]),
  programs('import of crop runs', 2, () => inputsOf(corpora['crop runs'] as Source), stepsOf(corpora['crop runs'] as Source)[0]),
  programs(
    'drafts',
    8,
    async () => {
      const { drafts, pictures } = await drafted();
      return [{ 'drafts.ndjson': ndjson(drafts.flat()), ...pictures }];
    },
    { ...verifying, words: (verifying.words as string).replace('out/drafts-0', 'drafts') },
  ),
  programs(
    'digests',
    5,
    async () => {
      const { imported: summary, descriptions, drafts, pictures } = await drafted();
      const bytesOf = (key: string) => Buffer.from(pictures[key]?.bytes ?? '');
      const { digests } = await verify({ drafts: drafts.flat(), read: { picture: bytesOf, mask: bytesOf } });
      return [{ 'imported.json': json(summary), 'descriptions.ndjson': ndjson(descriptions), 'digests.ndjson': ndjson(digests) }];
    },
    {
      ...assembling,
      words: `--imported imported.json --descriptions descriptions.ndjson --digests digests.ndjson --name c --dataset-version 1
        --corpus-out out/corpus.json --slices-out out/slices.ndjson`,
    },
  ),
];

export const corpusReaders: readonly Reader[] = [
  ...shardReaders,
  ...Object.entries(corpora).map(([name, source]) => programs(name, source.weight, () => inputsOf(source), ...stepsOf(source))),
];
