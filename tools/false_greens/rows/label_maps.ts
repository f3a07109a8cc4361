/** Ground truth in mask and label files that mean something else than they are read as. */
import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import type { CorpusInput, PipelineInput } from '../../../eval/pipeline/run.ts';
import { backendOf, corpusOf, criteria, criteriaOf, cutBy, honest as honestPots, lines, type Pot, pots } from '../pictures.ts';
import type { Chapter, FalseGreen } from './row.ts';

const side = 32;
const classes = ['bowl', 'mug', 'vase'] as const;

/** What stands in a mask file: a number or a colour for each pixel of the pot and around it. */
interface Written {
  /** Grey value, 16-bit value or colour of a pot's pixels. */
  readonly pot: (pot: Pot, i: number) => number;
  /** Of the pixels along its edge; as the pot when left out. */
  readonly edge?: number;
  /** Of all other pixels; 0 when left out. */
  readonly around?: number;
  readonly as?: 'grey' | 'grey16' | 'grey16_alpha' | 'cut_out' | 'colour' | 'palette' | 'jpeg';
}

async function maskFile(pot: Pot, i: number, { pot: value, edge, around = 0, as = 'grey' }: Written): Promise<Buffer> {
  const [left, top, right, bottom] = pot.truth ?? [0, 0, 0, 0];
  const own = value(pot, i);
  const pixels = Array.from({ length: side * side }, (_, at) => {
    const [x, y] = [at % side, Math.floor(at / side)];
    if (x < left || x >= right || y < top || y >= bottom) return around;
    return x === left || x === right - 1 || y === top || y === bottom - 1 ? (edge ?? own) : own;
  });
  const size = { width: side, height: side };
  if (as === 'cut_out') {
    const pairs = Uint8Array.from(pixels.flatMap((shade) => [shade, shade === 0 ? 0 : 255]));
    return sharp(pairs, { raw: { ...size, channels: 2 } })
      .png()
      .toBuffer();
  }
  if (as === 'grey16' || as === 'grey16_alpha') {
    const channels = as === 'grey16' ? 1 : 2;
    const values = Uint16Array.from(channels === 1 ? pixels : pixels.flatMap((shade) => [shade, 65535]));
    return sharp(values, { raw: { ...size, channels } })
      .toColourspace('grey16')
      .png()
      .toBuffer();
  }
  if (as === 'grey' || as === 'jpeg') {
    const picture = sharp(Uint8Array.from(pixels), { raw: { ...size, channels: 1 } });
    return (as === 'jpeg' ? picture.jpeg() : picture.png()).toBuffer();
  }
  const channels = Uint8Array.from(pixels.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  return sharp(channels, { raw: { ...size, channels: 3 } })
    .png({ palette: as === 'palette' })
    .toBuffer();
}

async function maskCorpus(written: Written, options: Readonly<Record<string, unknown>> = {}): Promise<CorpusInput> {
  const { images = {} } = await corpusOf(pots);
  const masks = await Promise.all(pots.map(async (pot, i) => [`masks/${pot.id}.png`, await maskFile(pot, i, written)] as const));
  const rows = pots.map(({ id, picture, kind }) => ({ id, image: `${picture}.png`, mask: `masks/${id}.png`, slices: { kind: [kind] } }));
  return { importer: 'image', sources: { manifest: lines(rows) }, images, masks: Object.fromEntries(masks), options };
}

async function judged(heldout: CorpusInput | Promise<CorpusInput>, chosen?: readonly string[]): Promise<PipelineInput> {
  const given = await honestPots(readFileSync('criteria/sanity.yaml', 'utf8'));
  return { ...given, corpora: { heldout: await heldout }, ...(chosen !== undefined && { criteria: criteriaOf(chosen) }) };
}

const classNumber = ({ kind }: Pot): number => classes.indexOf(kind as (typeof classes)[number]) + 1;
const colourOf = (pot: Pot): number => [0x800000, 0x008000, 0xffffff][classNumber(pot) - 1] ?? 0;
const parts = { 1: 'bowl', 2: 'mug', 3: 'vase' };
const eachClass = 'id: each_class, metric: mask_iou, where: {corpus: heldout, each: class}, of: candidate, limit: 0.7, minimum_n: 3';

/** Candidates find nothing of the pots of one kind. */
async function without(kind: string, given: Promise<PipelineInput>): Promise<PipelineInput> {
  const candidate = backendOf('new', pots, (pot, i) => (pot.kind === kind ? null : cutBy(1)(pot, i)));
  const { backends, ...rest } = await given;
  return { ...rest, backends: { ...backends, candidate } };
}

const fewFound = 'id: floor, metric: mask_iou, where: {corpus: heldout}, of: candidate, limit: 0.6, minimum_n: 8';

/** Vases have masks, which show nothing. */
function blankVases(options: Readonly<Record<string, unknown>> = {}): Promise<PipelineInput> {
  return judged(maskCorpus({ pot: ({ kind }) => (kind === 'vase' ? 0 : 255) }, options), [fewFound]);
}

const nextToNothing = {
  candidate: backendOf('new', pots, ({ truth }, i) => truth && [truth[0], truth[1], truth[0] + 1 + i, truth[1] + 2]),
  baseline: backendOf('old', pots, ({ truth }, i) => truth && [truth[0], truth[1], truth[0] + 1, truth[1] + 1 + i]),
};

const rows: readonly FalseGreen[] = [
  {
    defect: 'Masks of 0 and 1 were read with a threshold of 128: all truth was empty, and a model that finds next to nothing agreed with it.',
    here: 'A mask of two values is read as nothing and foreground, whatever the other value is.',
    ends: 'no-go: floor',
    given: async () => ({
      ...(await judged(maskCorpus({ pot: () => 1 }), [criteria.floor, criteria.better])),
      backends: nextToNothing,
    }),
  },
  {
    defect: 'Numbers of classes lie below every usual threshold, so that masks of classes were empty masks.',
    here: 'A mask that is not black and one other value is refused with the values that it holds, until somebody says what they mean.',
    ends: 'EV1028',
    given: () => judged(maskCorpus({ pot: classNumber, edge: 9 })),
  },
  {
    defect: "VOC's border of 255 was the only value above the threshold: the truth was a thin line around each object.",
    here: 'The values of such a mask must be declared.',
    ends: 'EV1028',
    given: () => judged(maskCorpus({ pot: classNumber, edge: 255 })),
  },
  {
    defect: 'Masks in colours were made grey: dark classes fell below the threshold, and only the bright class was judged.',
    here: 'Colours are refused until they are declared; where each picture has one colour, all masks together show it.',
    ends: 'EV1030',
    given: () => judged(maskCorpus({ pot: colourOf, as: 'colour' })),
  },
  {
    defect: 'Two colours in one mask, one of them too dark for the threshold, were half of the object.',
    here: 'Colours are refused until they are declared.',
    ends: 'EV1028',
    given: () => judged(maskCorpus({ pot: () => 0xffffff, edge: 0x000080, as: 'colour' })),
  },
  {
    defect: 'The colours of a palette were compared with a threshold in place of the indices that are the classes.',
    here: 'Indices are read as they are stored, and must be declared.',
    ends: 'EV1028',
    given: () => judged(maskCorpus({ pot: colourOf, edge: 0x000080, as: 'palette' })),
  },
  {
    defect: 'Numbers of instances in 16 bits were cut to 8: some objects were whole, others had a value below the threshold.',
    here: '16 bits are read exactly; several values must be declared.',
    ends: 'EV1028',
    given: () => judged(maskCorpus({ pot: (_, i) => 100 * (i + 1), edge: 7, as: 'grey16' })),
  },
  {
    defect: 'A label map was saved as JPEG, which makes values that nobody drew; a threshold took them for objects.',
    here: 'Values that are not in the map are refused.',
    ends: 'EV1028',
    given: () => judged(maskCorpus({ pot: classNumber, edge: 200, as: 'jpeg' }, { mask_values: { parts } })),
  },
  {
    defect: 'Classes had a transparent background, and alpha alone was read: the border of each object, another class, was part of it.',
    here: 'Labels beneath transparency are refused until it is said which of the two is the mask.',
    ends: 'EV1028',
    given: () => judged(maskCorpus({ pot: classNumber, edge: 9, as: 'cut_out' })),
  },
  {
    defect: 'Classes in 16 bits had an opaque alpha channel, and only the high byte was read: all truth was empty.',
    here: '16 bits are exact, with alpha or without; a model that finds next to nothing misses the floor.',
    ends: 'no-go: floor',
    given: async () => ({
      ...(await judged(maskCorpus({ pot: classNumber, as: 'grey16_alpha' }, { mask_values: { parts } }), [criteria.floor, criteria.better])),
      backends: nextToNothing,
    }),
  },
  {
    defect: "A threshold was declared for masks of classes, and VOC's border alone reached it.",
    here: 'A threshold that most of a label map does not reach is refused with the values.',
    ends: 'EV1028',
    given: () => judged(maskCorpus({ pot: classNumber, edge: 255 }, { mask_values: { threshold: 128 } })),
  },
  {
    defect: 'A threshold was declared for masks in colours: red and green are too dark for it, and only the white class was judged.',
    here: 'A threshold that most colours of a mask do not reach is refused with the colours.',
    ends: 'EV1028',
    given: () => judged(maskCorpus({ pot: colourOf, as: 'colour' }, { mask_values: { threshold: 128 } })),
  },
  {
    defect: 'Classes were spread over the greys so that people can see them, and the darkest was below the declared threshold: its truth was empty.',
    here: 'Greys that lie flat below a threshold are labels, and are refused.',
    ends: 'EV1028',
    given: () => judged(maskCorpus({ pot: (pot) => 85 * classNumber(pot) }, { mask_values: { threshold: 128 } })),
    twin: () => judged(maskCorpus({ pot: () => 255, edge: 120 }, { mask_values: { threshold: 100 } })),
  },
  {
    defect:
      'Background was 1 and the object 2, as frameworks write that keep 0 for pixels to leave out, and whatever was not 0 was the object: all of it.',
    here: 'A mask without a 0 is no mask of "nonzero".',
    ends: 'EV1028',
    given: () => judged(maskCorpus({ pot: () => 2, around: 1 }, { mask_values: 'nonzero' })),
    twin: () => judged(maskCorpus({ pot: () => 2, around: 1 }, { mask_values: { parts: { 2: 'pot' }, background: ['1'] } })),
  },
  {
    defect: 'A mask was saved as JPEG, and whatever was not black was the object: a seam of noise around it, too.',
    here: 'Labels are not read from files that were compressed with loss.',
    ends: 'EV1028',
    given: () => judged(maskCorpus({ pot: () => 255, as: 'jpeg' }, { mask_values: 'nonzero' })),
  },
  {
    defect: 'Each picture had one class, so that every mask looked binary, and classes were one foreground without a word.',
    here: 'Masks whose foreground has different values are refused until it is said that all of them are meant.',
    ends: 'EV1030',
    given: () => judged(maskCorpus({ pot: classNumber })),
  },
  {
    defect: 'The number of a class was off by one in the configuration: its truth was empty everywhere, and a model that never finds it was right.',
    here: 'A declared part that no mask shows is an error.',
    ends: 'EV1029',
    given: () => without('vase', judged(maskCorpus({ pot: classNumber }, { mask_values: { parts: { ...parts, 4: 'plate' } } }))),
  },
  {
    defect: 'A model that misses one class of a label map passed on the mean over all pictures.',
    here: 'The parts of a map are slices, and a criterion over each of them names the class that is missed.',
    ends: 'no-go: each_class/vase',
    given: () => without('vase', judged(maskCorpus({ pot: classNumber }, { mask_values: { parts } }), [eachClass])),
  },
  {
    defect: 'The masks of one class had been written without a pixel: a model that never finds it was right, and the mean over all pictures said so.',
    here: 'A class without a pixel of ground truth blocks, unless it is declared as background.',
    ends: 'no-go: sanity:blank_class',
    given: () => without('vase', blankVases()),
    twin: () => without('vase', blankVases({ background: ['kind=vase'] })),
  },
  {
    defect: 'The same masks as run lengths, and correct rejections counted as perfect.',
    here: 'Where the masks came from does not matter.',
    ends: 'no-go: sanity:blank_class',
    given: async () => {
      const rows = await corpusOf(pots.map((pot) => (pot.kind === 'vase' ? { ...pot, truth: null } : pot)));
      const given = await without('vase', judged(rows, [fewFound]));
      return { ...given, criteria: given.criteria.replace('measure:', 'measure:\n  correct_rejections: include') };
    },
  },
  {
    defect: 'The class that was declared as background was misspelt, so that another one counted as it.',
    here: 'A background that no picture is of is an error.',
    ends: 'EV1029',
    given: () => judged(maskCorpus({ pot: () => 255 }, { background: ['kind=nothing'] })),
  },
  {
    defect: 'Outlines in shares of width and height were read as pixels: a truth of one pixel, which hardly any difference can move.',
    here: 'Outlines that do not leave the first pixel are refused.',
    ends: 'EV1027',
    given: async () => {
      const { images = {} } = await corpusOf(pots);
      const shares = pots.map(({ id, picture }) => ({ id, image: `${picture}.png`, polygons: [[0.1, 0.1, 0.6, 0.1, 0.6, 0.7, 0.1, 0.7]] }));
      return judged({ importer: 'image', sources: { manifest: lines(shares) }, images });
    },
  },
  {
    defect: 'Two categories had one id, and the last name won: objects of the one were judged as the other.',
    here: 'A second name of a category id is refused.',
    ends: 'EV1016',
    given: () =>
      judged(
        cocoCorpus([
          { id: 1, name: 'mug' },
          { id: 1, name: 'bowl' },
        ]),
      ),
  },
  {
    defect: 'A label file that was lost counted as a picture without objects, where finding nothing is right.',
    here: 'A picture without a label file is an error, unless the corpus says that it means background.',
    ends: 'EV1019',
    given: async () => {
      const { images = {} } = await corpusOf(pots);
      const moved = Object.fromEntries(Object.entries(images).map(([key, bytes]) => [`images/test/${key}`, bytes]));
      const labels = { 'labels/test/0.txt': '0 0.1 0.1 0.6 0.1 0.6 0.7\n' };
      return judged({ importer: 'ultralytics', images: moved, labels, sources: { dataset: 'test: images/test\nnames: [pot]\n' } });
    },
  },
];

async function cocoCorpus(categories: readonly { id: number; name: string }[]): Promise<CorpusInput> {
  const { images = {} } = await corpusOf(pots);
  const instances = {
    images: pots.map(({ picture }) => ({ id: picture, file_name: `${picture}.png`, width: side, height: side })),
    categories,
    annotations: pots.map(({ picture, truth }) => {
      const [left, top, right, bottom] = truth ?? [0, 0, 0, 0];
      return { id: picture, image_id: picture, category_id: 1, segmentation: [[left, top, right, top, right, bottom, left, bottom]] };
    }),
  };
  return { importer: 'coco', sources: { instances: JSON.stringify(instances) }, images };
}

export const labelMaps: Chapter = {
  title: 'Mask and label files',
  about: 'Ground truth in files that mean something else than they are read as.',
  honest: () => judged(maskCorpus({ pot: () => 255 }), [criteria.floor, criteria.better]),
  rows,
};
