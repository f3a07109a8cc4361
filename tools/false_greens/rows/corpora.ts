/** Files that other programs wrote about a corpus: pictures, masks, outlines and tables that do not say what they seem to. */
import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import type { CorpusInput, PipelineInput } from '../../../eval/pipeline/run.ts';
import * as clips from '../clips.ts';
import type { Pot } from '../pictures.ts';
import * as pictures from '../pictures.ts';
import type { Chapter, FalseGreen } from './row.ts';

const { pots, corpusOf, lines } = pictures;
const sanity = (): string => readFileSync('criteria/sanity.yaml', 'utf8');
const honest = (): Promise<PipelineInput> => pictures.honest(sanity());

type Row = Record<string, unknown> & { id: string };

/** The honest evaluation on a manifest whose rows are changed. */
async function manifest(change: (row: Row, i: number) => Row | readonly Row[], more: Partial<CorpusInput> = {}): Promise<PipelineInput> {
  const given = await honest();
  const own = given.corpora['heldout'] as CorpusInput;
  const rows = (own.sources?.['manifest'] ?? '')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);
  return { ...given, corpora: { heldout: { ...own, sources: { manifest: lines(rows.flatMap(change)) }, ...more } } };
}

const first = (change: (row: Row) => Row) => manifest((row, i) => (i === 0 ? change(row) : row));

async function maskFile(size: number): Promise<Uint8Array> {
  return sharp(new Uint8Array(size * size).fill(255), { raw: { width: size, height: size, channels: 1 } })
    .png()
    .toBuffer();
}

/** Corners of a pot's outline, in pixels. */
const outline = ({ truth }: Pot): number[] => {
  const [left, top, right, bottom] = truth ?? [0, 0, 0, 0];
  return [left, top, right, top, right, bottom, left, bottom];
};

interface Coco {
  images: Record<string, unknown>[];
  categories: Record<string, unknown>[];
  annotations: Record<string, unknown>[];
}

/** The honest evaluation with the truth of a COCO file. */
async function coco(change: (file: Coco) => void = () => undefined, options: Record<string, unknown> = {}): Promise<PipelineInput> {
  const file: Coco = {
    images: pots.map(({ picture }, i) => ({ id: i + 1, file_name: `${picture}.png`, width: 32, height: 32 })),
    categories: [{ id: 1, name: 'pot' }],
    annotations: pots.map((pot, i) => ({ id: i + 1, image_id: i + 1, category_id: 1, iscrowd: 0, segmentation: [outline(pot)] })),
  };
  change(file);
  const { images } = await corpusOf(pots);
  return {
    ...(await honest()),
    ...named({ importer: 'coco', options, sources: { instances: JSON.stringify(file) }, images: images ?? {} }),
  };
}

/** The honest evaluation with the truth of label files as Ultralytics writes them. */
async function ultralytics(
  change: (labels: Record<string, string>) => void = () => undefined,
  options: Record<string, unknown> = {},
): Promise<PipelineInput> {
  const labels = Object.fromEntries(
    pots.map((pot) => [
      `d/labels/test/${pot.picture}.txt`,
      `0 ${outline(pot)
        .map((value) => value / 32)
        .join(' ')}\n`,
    ]),
  );
  change(labels);
  const { images = {} } = await corpusOf(pots);
  const placed = Object.fromEntries(Object.entries(images).map(([name, bytes]) => [`d/images/test/${name}`, bytes]));
  return {
    ...(await honest()),
    ...named({ importer: 'ultralytics', options, sources: { dataset: 'test: images/test\nnames: [pot]\n' }, images: placed, labels }),
  };
}

/** Ids are the names of the pictures, and predictions are about them. */
function named(heldout: CorpusInput): Pick<PipelineInput, 'corpora' | 'backends' | 'criteria'> {
  const renamed = pots.map((pot) => ({ ...pot, id: `${pot.picture}` }));
  return {
    corpora: { heldout },
    backends: {
      candidate: pictures.backendOf('new', renamed, pictures.cutBy(2)),
      baseline: pictures.backendOf('old', renamed, pictures.cutBy(5)),
    },
    criteria: pictures.criteriaOf([pictures.criteria.floor, pictures.criteria.passes, pictures.criteria.better]),
  };
}

const manifests: readonly FalseGreen[] = [
  {
    defect: "The corpus had no samples, and a mean over none was no worse than the baseline's.",
    here: 'A corpus without samples is an error.',
    ends: 'EV1020',
    given: () => manifest(() => []),
  },
  {
    defect: 'The corpus was another version than the one whose numbers the baseline had.',
    here: 'A pinned version is compared with the content.',
    ends: 'EV1021',
    given: () => manifest((row) => row, { datasetVersion: `sha256:${'0'.repeat(64)}` }),
  },
  {
    defect: 'A picture was replaced after it had been annotated, under its old name.',
    here: 'A picture that does not have the hash of the annotated one is refused.',
    ends: 'EV1018',
    given: () => first((row) => ({ ...row, sha256: `sha256:${'0'.repeat(64)}` })),
  },
  {
    defect: 'One id stood twice in the manifest, and the easier of its two pictures counted.',
    here: 'An id that stands twice is refused.',
    ends: 'EV1016',
    given: () => manifest((row, i) => (i === 0 ? [row, { ...row, image: '3.png' }] : [row])),
  },
  {
    defect: 'A picture that is not there was skipped, so that the corpus shrank to what is easy to find.',
    here: 'A picture that is not declared is an error.',
    ends: 'EV1013',
    given: () => first((row) => ({ ...row, image: 'gone.png' })),
  },
  {
    defect: 'A mask that is not there counted as "nothing is there", and predicting nothing was right.',
    here: 'A mask that is not declared is an error.',
    ends: 'EV1013',
    given: () => first(({ rle: _, ...row }) => ({ ...row, mask: 'gone.png' })),
  },
  {
    defect: 'A row without any truth counted as "nothing is there".',
    here: 'A picture without ground truth is an error.',
    ends: 'EV1019',
    given: () => first(({ rle: _, ...row }) => row),
  },
  {
    defect: 'A mask was drawn on a shrunk copy of the picture and stretched without a word.',
    here: 'A mask of another size than the picture is refused.',
    ends: 'EV1017',
    given: async () => {
      const bytes = await maskFile(16);
      return manifest(({ rle, ...row }, i) => (i === 0 ? { ...row, mask: 'small.png' } : { ...row, rle }), { masks: { 'small.png': bytes } });
    },
  },
  {
    defect: 'The run lengths of a true mask ended too early, and the rest of it was background.',
    here: 'Run lengths that do not cover the mask are refused.',
    ends: 'EV1203',
    given: () => first((row) => ({ ...row, rle: { size: [32, 32], counts: '0' } })),
  },
  {
    defect: 'A path in the manifest led out of the corpus to the pictures of the training set.',
    here: 'A path outside of the corpus is refused.',
    ends: 'EV1012',
    given: () => first((row) => ({ ...row, image: '../train/0.png' })),
  },
  {
    defect: 'A misspelt key of the manifest was ignored: all pictures were in no class, and the criterion over classes had none.',
    here: 'An unknown key is refused.',
    ends: 'EV1011',
    given: () => manifest(({ slices, ...row }) => ({ ...row, slice: slices })),
  },
  {
    defect: 'A picture was a text file with an error page of the server, and its sample was dropped.',
    here: 'A picture that cannot be decoded is an error.',
    ends: 'EV1003',
    given: async () => {
      const given = await honest();
      const own = given.corpora['heldout'] as CorpusInput;
      return { ...given, corpora: { heldout: { ...own, images: { ...own.images, '0.png': Buffer.from('<html>404 Not Found</html>') } } } };
    },
  },
];

const programs: readonly FalseGreen[] = [
  {
    defect: 'The category was misspelt in the filter, no annotation was left, and every picture was empty.',
    here: 'A category that the file does not have is an error.',
    ends: 'EV1024',
    given: () => coco(() => undefined, { categories: ['pots'] }),
    twin: () => coco(() => undefined, { categories: ['pot'] }),
  },
  {
    defect: 'An annotation referred to a picture that is not in the file, and its picture counted as empty.',
    here: 'A reference to something that is not defined is an error.',
    ends: 'EV1024',
    given: () => coco(({ annotations }) => Object.assign(annotations[0] ?? {}, { image_id: 99 })),
    twin: () => coco(),
  },
  {
    defect: 'Annotations were boxes, and a filled box was taken for the mask.',
    here: 'Ground truth that is only a box is refused.',
    ends: 'EV1022',
    given: () =>
      coco(({ annotations }) => {
        for (const annotation of annotations) {
          delete annotation['segmentation'];
          annotation['bbox'] = [1, 1, 20, 20];
        }
      }),
    twin: () => coco(),
  },
  {
    defect: 'Outlines were in shares of the picture and read as pixels: every truth was one pixel or nothing.',
    here: 'Outlines in shares where pixels are read are refused.',
    ends: 'EV1027',
    given: () =>
      coco(({ annotations }) => {
        for (const [i, annotation] of annotations.entries()) annotation['segmentation'] = [outline(pots[i] as Pot).map((value) => value / 32)];
      }),
    twin: () => coco(),
  },
  {
    defect: 'An outline of two points had no area, and its object was never to be found.',
    here: 'An outline that is no polygon is refused.',
    ends: 'EV1204',
    given: () => coco(({ annotations }) => Object.assign(annotations[0] ?? {}, { segmentation: [[1, 1, 9, 9]] })),
    twin: () => coco(),
  },
  {
    defect: 'An outline was drawn on a larger copy of the picture and cut off at the edge.',
    here: 'An outline outside of its picture is refused.',
    ends: 'EV1026',
    given: () => coco(({ annotations }) => Object.assign(annotations[0] ?? {}, { segmentation: [[1, 1, 90, 1, 90, 90, 1, 90]] })),
    twin: () => coco(),
  },
  {
    defect: 'The file was made for pictures of another size.',
    here: 'A size that is not that of the picture is refused.',
    ends: 'EV1017',
    given: () =>
      coco(({ images }) => {
        for (const image of images) Object.assign(image, { width: 64, height: 64 });
      }),
    twin: () => coco(),
  },
  {
    defect: 'Pictures without a label file counted as pictures with nothing on them.',
    here: 'A picture without a label file is an error unless the corpus says what it means.',
    ends: 'EV1019',
    given: () => ultralytics((labels) => void delete labels['d/labels/test/3.txt']),
    twin: () => ultralytics(),
  },
  {
    defect: 'Label files held boxes, and a filled box was taken for the mask.',
    here: 'Ground truth that is only a box is refused.',
    ends: 'EV1022',
    given: () =>
      ultralytics((labels) => {
        for (const name of Object.keys(labels)) labels[name] = '0 0.5 0.5 0.6 0.6\n';
      }),
    twin: () => ultralytics(),
  },
  {
    defect: 'Coordinates were in pixels, and what was beyond 1 was cut off at the edge of the picture.',
    here: 'Coordinates outside of the picture are refused.',
    ends: 'EV1023',
    given: () => ultralytics((labels) => Object.assign(labels, { 'd/labels/test/0.txt': '0 2 3 18 3 18 20 2 20\n' })),
    twin: () => ultralytics(),
  },
  {
    defect: 'A label file named a class that the data set does not have, and its lines were dropped.',
    here: 'A class that is not defined is an error.',
    ends: 'EV1024',
    given: () => ultralytics((labels) => Object.assign(labels, { 'd/labels/test/0.txt': (labels['d/labels/test/0.txt'] ?? '').replace(/^0/, '7') })),
    twin: () => ultralytics(),
  },
];

/** The honest evaluation of numbers with the text of its table changed. */
function table(change: (text: string) => string): PipelineInput {
  const given = clips.honest(sanity());
  const own = given.corpora['clips'] as CorpusInput;
  return { ...given, corpora: { clips: { ...own, sources: { table: change(own.sources?.['table'] ?? '') } } } };
}

const rowsOf = (text: string): string[] => text.trimEnd().split('\n');

const tables: readonly FalseGreen[] = [
  {
    defect: 'Frames of a clip were missing from the table, and the hard ones were among them.',
    here: 'Frames are numbered without a gap.',
    ends: 'EV1405',
    given: () => table((text) => `${rowsOf(text).toSpliced(3, 1).join('\n')}\n`),
  },
  {
    defect: 'A frame stood twice in the table and weighed double.',
    here: 'A frame that stands twice is refused.',
    ends: 'EV1404',
    given: () =>
      table(
        (text) =>
          `${rowsOf(text)
            .toSpliced(3, 0, rowsOf(text)[2] as string)
            .join('\n')}\n`,
      ),
  },
  {
    defect: 'A clip belonged to two sources, and a model that had seen one of them predicted it.',
    here: 'A clip belongs to one source.',
    ends: 'EV1406',
    given: () => table((text) => text.replace('Aurora,Aurora_0,3', 'Bramble,Aurora_0,3')),
  },
  {
    defect: 'A target was NaN, and its frame was left out of the error.',
    here: 'A number that is missing or not finite is an error.',
    ends: 'EV1403',
    given: () => table((text) => text.replace(/,[^,\n]*\n(Aurora,Aurora_0,1)/, ',nan\n$1')),
  },
  {
    defect: 'Columns were found by their position, and one had been put in between.',
    here: 'Columns are found by name, and one that is missing is an error.',
    ends: 'EV1402',
    given: () => table((text) => text.replace('vif_scale0', 'vif_scale_0')),
  },
];

export const corpora: Chapter = {
  title: 'Pictures and their manifests',
  about: 'What a list of pictures and masks says, and what was read out of it.',
  honest,
  rows: manifests,
};
export const annotationFiles: Chapter = {
  title: 'Annotations of other programs',
  about: 'Files in the formats of COCO and of Ultralytics.',
  honest: () => coco(),
  rows: programs,
};
export const featureTables: Chapter = {
  title: 'Tables of features',
  about: 'One row a frame, and the target beside the features.',
  honest: () => clips.honest(sanity()),
  rows: tables,
};
