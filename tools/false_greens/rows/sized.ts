/** What exact equality does not see: shapes at many sizes, labels drawn after predictions, negatives, and copies of pictures. */
import { readFileSync } from 'node:fs';
import type { Sharp } from 'sharp';
import sharp from 'sharp';
import type { RleText } from '../../../eval/contracts/common.ts';
import { polygonsToRuns } from '../../../eval/masks/polygons.ts';
import { decodeRuns, difference, encodeMask, fromText, type Runs, toText, union } from '../../../eval/masks/runs.ts';
import type { CorpusInput, PipelineInput } from '../../../eval/pipeline/run.ts';
import * as clips from '../clips.ts';
import { criteriaOf, lines } from '../pictures.ts';
import type { Chapter } from './row.ts';

type Box = readonly [left: number, top: number, right: number, bottom: number];

interface Picture {
  readonly id: string;
  /** Of both sides, in pixels. */
  readonly size: number;
  readonly truth: Box;
  /** Name of its file. */
  readonly file: string;
}

const list: readonly Picture[] = Array.from({ length: 12 }, (_, i) => ({
  id: `pot_${i}`,
  size: 96 + 8 * i,
  truth: [8 + 3 * i, 20 - i, 60 + 2 * i, 70 + (i % 5)],
  file: `pot_${i}.png`,
}));

const runsOf = ([left, top, right, bottom]: Box, size: number) => polygonsToRuns([[left, top, right, top, right, bottom, left, bottom]], size, size);
const mask = (box: Box, { size }: Picture): RleText => toText(runsOf(box, size));
const everything = ({ size }: Picture): Box => [0, 0, size, size];
const negative = (box: Box, picture: Picture): RleText => toText(difference(runsOf(everything(picture), picture.size), runsOf(box, picture.size)));
/** Misses some columns on the right. */
const cut =
  (columns: number) =>
  (picture: Picture): RleText => {
    const [left, top, right, bottom] = picture.truth;
    return mask([left, top, right - columns - (Number.parseInt(picture.id.slice(4), 10) % 3), bottom], picture);
  };
const inShares = (picture: Picture): Box => [0.2, 0.25, 0.7, 0.8].map((share) => Math.round(share * picture.size)) as unknown as Box;

/** A gradient that turns from picture to picture, as bytes of a file. */
async function drawn({ size, id }: Picture, change: (picture: Sharp) => Sharp = (picture) => picture.png()): Promise<Uint8Array> {
  const turn = Number(id.slice(4));
  const pixels = Uint8Array.from({ length: size * size }, (_, at) => {
    const [x, y] = [(at % size) / size, Math.floor(at / size) / size];
    return 128 + Math.round(60 * Math.sin(3 * x + turn) + 60 * Math.cos(4 * y + 2 * turn));
  });
  return change(sharp(pixels, { raw: { width: size, height: size, channels: 1 } })).toBuffer();
}

/** A disc as a polygon of so many corners. */
function round({ truth: [left, top, right, bottom], size }: Picture, corners: number): RleText {
  const [x, y, radius] = [(left + right) / 2, (top + bottom) / 2, Math.min(right - left, bottom - top) / 2];
  const points = Array.from({ length: corners }, (_, i) => (2 * Math.PI * i) / corners).flatMap((angle) => {
    return [Math.round(x + radius * Math.cos(angle)), Math.round(y + radius * Math.sin(angle))];
  });
  return toText(polygonsToRuns([points], size, size));
}

/** Two pixels larger, and not quite where it was. */
const grown = ([left, top, right, bottom]: Box): Box => [left - 1, top - 3, right + 4, bottom + 2];

/** A disc, in which each pixel is what another one is. */
function redrawn(picture: Picture, which: (x: number, y: number, inside: (x: number, y: number) => number) => number): Runs {
  const { size } = picture;
  const pixels = decodeRuns(fromText(round(picture, 360), picture.id));
  const inside = (x: number, y: number): number => (x < 0 || x >= size ? 0 : (pixels[y * size + x] ?? 0));
  return encodeMask(
    Uint8Array.from(pixels, (_, at) => which(at % size, Math.floor(at / size), inside)),
    size,
    size,
  );
}

interface Parts {
  readonly pictures?: readonly Picture[];
  readonly truth?: (picture: Picture) => RleText;
  readonly candidate?: (picture: Picture) => RleText;
  readonly baseline?: (picture: Picture) => RleText;
  readonly images?: Readonly<Record<string, Uint8Array>>;
}

async function evaluation({
  pictures = list,
  truth = (one) => mask(one.truth, one),
  candidate = cut(6),
  baseline = cut(14),
  images,
}: Parts = {}): Promise<PipelineInput> {
  const own = images ?? Object.fromEntries(await Promise.all(pictures.map(async (picture) => [picture.file, await drawn(picture)] as const)));
  const rows = pictures.map((picture) => ({ id: picture.id, image: picture.file, rle: truth(picture) }));
  const corpus: CorpusInput = { importer: 'image', sources: { manifest: lines(rows) }, images: own };
  const predicted = (name: string, draw: (picture: Picture) => RleText) => {
    return { name, kind: 'predictions', predictions: lines(pictures.map((picture) => ({ id: picture.id, mask: draw(picture) }))) };
  };
  return {
    corpora: { heldout: corpus },
    backends: { candidate: predicted('new', candidate), baseline: predicted('old', baseline) },
    criteria: criteriaOf(['id: floor, metric: mask_iou, where: {corpus: heldout}, of: candidate, limit: 0.05, minimum_n: 10']),
    sanity: readFileSync('criteria/sanity.yaml', 'utf8'),
  };
}

/** A pot without some rows below. */
function cutBy({ truth: [left, top, right, bottom] }: Picture, rows: number): Box {
  return [left, top, right, bottom - rows];
}

/** The corpus twice over, its second half made of the first one's pictures. */
async function doubled(file: (picture: Picture) => string, change: (picture: Sharp) => Sharp): Promise<PipelineInput> {
  const copies = list.map((picture) => ({ ...picture, id: `${picture.id}_copy`, file: file(picture) }));
  const own = await Promise.all(list.map(async (picture) => [picture.file, await drawn(picture)] as const));
  const made = await Promise.all(list.map(async (picture) => [file(picture), await drawn(picture, change)] as const));
  return evaluation({
    pictures: [...list, ...copies],
    images: Object.fromEntries([...own, ...made]),
  });
}

/** Clips with one more feature, made of the target. */
function withFeature(of: (target: number) => number): PipelineInput {
  const given = clips.honest(readFileSync('criteria/sanity.yaml', 'utf8'));
  const own = given.corpora['clips'] as CorpusInput;
  const [header = '', ...rows] = (own.sources?.['table'] ?? '').trimEnd().split('\n');
  const table = [
    header.replace('motion2,', 'motion2,mos,'),
    ...rows.map((row) => row.replace(/,([^,]*)$/, (_, target: string) => `,${of(Number(target))},${target}`)),
  ];
  const options = { ...own.options, features: [...clips.features, 'mos'] };
  return { ...given, corpora: { clips: { ...own, options, sources: { table: `${table.join('\n')}\n` } } } };
}

export const beyondEquality: Chapter = {
  title: 'What exact equality does not see',
  about: 'Checks that compared hashes, and what passed them.',
  honest: () => evaluation(),
  rows: [
    {
      defect: 'Everything was marked as the object, on pictures of many sizes: no two masks were equal.',
      here: 'One shape at several sizes is one prediction, which voids the run.',
      ends: 'void: sanity:same_prediction',
      given: () => evaluation({ candidate: (picture) => mask(everything(picture), picture) }),
    },
    {
      defect: 'A template box in shares of the picture was predicted everywhere, and differed by a pixel from size to size.',
      here: 'A box within a pixel of another one, in shares, is the same.',
      ends: 'void: sanity:same_prediction',
      given: () => evaluation({ candidate: (picture) => mask(inShares(picture), picture) }),
    },
    ...(
      [
        [
          'of one size in pixels was predicted in the middle of every picture',
          ({ size }) => [size / 2 - 30, size / 2 - 30, size / 2 + 30, size / 2 + 30],
        ],
        ['with a margin of ten pixels was predicted on every picture', ({ size }) => [10, 10, size - 10, size - 10]],
        ['in pixels was predicted at one place of every picture', () => [8, 15, 60, 70]],
      ] satisfies [string, (picture: Picture) => Box][]
    ).map(([which, box]) => ({
      defect: `A template ${which}: no two masks were equal, nor in shares.`,
      here: 'Edges are compared in shares, and in pixels from the edges and the middle of the picture.',
      ends: 'void: sanity:same_prediction',
      given: () => evaluation({ candidate: (picture) => mask(box(picture), picture) }),
    })),
    {
      defect: 'The labels were placeholders: the middle of each picture, whatever its size.',
      here: 'One true shape at several sizes voids the run.',
      ends: 'void: sanity:same_truth',
      given: () => evaluation({ truth: (picture) => mask(inShares(picture), picture) }),
    },
    {
      defect: "The labels were outlines of the judged model's masks, a pixel larger, so that none was equal.",
      here: 'Labels within a pixel of the predictions everywhere void the run.',
      ends: 'void: sanity:traced_labels',
      given: () =>
        evaluation({
          candidate: (picture) => {
            const [left, top, right, bottom] = picture.truth;
            return mask([left + 1, top + 1, right - 1, bottom - 1], picture);
          },
        }),
    },
    {
      defect: "The labels were the judged model's masks, dilated by four pixels to be on the safe side.",
      here: 'Labels that follow the predictions at one distance everywhere void the run.',
      ends: 'void: sanity:traced_labels',
      given: () =>
        evaluation({
          candidate: (picture) => {
            const [left, top, right, bottom] = picture.truth;
            return mask([left + 4, top + 4, right - 4, bottom - 4], picture);
          },
        }),
      twin: () =>
        evaluation({
          candidate: (picture) => {
            const [left, top, right, bottom] = picture.truth;
            return mask([left + 4, top + 1, right - 4, bottom - 7], picture);
          },
        }),
    },
    {
      defect: "The labels were polygons of few points around the judged model's round masks, so that every corner was cut.",
      here: 'Labels that lie on the contour of the predictions nearly everywhere void the run.',
      ends: 'void: sanity:traced_labels',
      given: () => evaluation({ truth: (picture) => round(picture, 24), candidate: (picture) => round(picture, 360) }),
    },
    {
      defect: "The labels were polygons of the judged model's masks, simplified until half of their contour was pixels away.",
      here: 'Labels whose corners all lie on the contour of the predictions void the run.',
      ends: 'void: sanity:traced_labels',
      given: () => evaluation({ truth: (picture) => round(picture, 9), candidate: (picture) => round(picture, 360) }),
      twin: () =>
        evaluation({ truth: (picture) => round(picture, 9), candidate: (picture) => round({ ...picture, truth: grown(picture.truth) }, 8) }),
    },
    {
      defect: "The labels were the judged model's masks, opened: thin parts were gone, and nothing else had moved.",
      here: 'Labels that lie exactly on the contour of the predictions, but in places, void the run.',
      ends: 'void: sanity:traced_labels',
      given: () =>
        evaluation({
          truth: (picture) => round(picture, 360),
          candidate: (picture) => {
            const { truth, size } = picture;
            const thin = runsOf([truth[0], truth[1] + 10, Math.min(size, truth[2] + 12), truth[1] + 13], size);
            return toText(union([fromText(round(picture, 360), picture.id), thin], size, size));
          },
        }),
    },
    {
      defect: "The labels were the judged model's masks, two pixels aside: a preview of another size had been traced.",
      here: 'Labels that are the predictions moved, to the last pixel, void the run.',
      ends: 'void: sanity:traced_labels',
      given: () =>
        evaluation({ truth: (picture) => toText(redrawn(picture, (x, y, inside) => inside(x - 2, y))), candidate: (picture) => round(picture, 360) }),
      twin: () =>
        evaluation({ truth: (picture) => toText(redrawn(picture, (x, y, inside) => inside(x - 2, y))), candidate: (picture) => round(picture, 7) }),
    },
    {
      defect: "The labels were the judged model's masks, stored at a quarter of the resolution and enlarged again.",
      here: 'A mask that is the other one on a coarser grid was made of it.',
      ends: 'void: sanity:traced_labels',
      given: () =>
        evaluation({
          truth: (picture) => toText(redrawn(picture, (x, y, inside) => inside(x - (x % 4) + 2, y - (y % 4) + 2))),
          candidate: (picture) => round(picture, 360),
        }),
    },
    {
      defect: 'The masks of the model had been inverted on export, and a low floor was still reached.',
      here: 'Predictions whose negatives fit the truth better block.',
      ends: 'no-go: sanity:reversed_polarity',
      given: () => evaluation({ candidate: (picture) => negative(cutBy(picture, 3), picture) }),
    },
    {
      defect: 'Labels and predictions both marked the background, whose overlap is high whatever the object is.',
      here: 'Ground truths that cover all four corners of their picture block.',
      ends: 'no-go: sanity:reversed_polarity',
      given: () =>
        evaluation({
          truth: (picture) => negative(picture.truth, picture),
          candidate: (picture) => negative(cutBy(picture, 9), picture),
          baseline: (picture) => negative(cutBy(picture, 14), picture),
        }),
    },
    {
      defect: 'Each picture was in the corpus a second time, as a JPEG of its own: the interval was as narrow as of twice the pictures.',
      here: 'Copies in another encoding count as one group or block.',
      ends: 'no-go: sanity:augmented_copies',
      given: () =>
        doubled(
          ({ id }) => `${id}_again.jpg`,
          (picture) => picture.jpeg({ quality: 70 }),
        ),
    },
    {
      defect: 'Each picture was in the corpus a second time, mirrored.',
      here: 'A flip makes no second observation.',
      ends: 'no-go: sanity:augmented_copies',
      given: () =>
        doubled(
          ({ id }) => `${id}_flipped.png`,
          (picture) => picture.flop().png(),
        ),
    },
    {
      defect: 'The test split had been exported with augmentation, and each of three copies had a hash of its own in its name.',
      here: 'Exports of one picture in groups of their own block.',
      ends: 'no-go: sanity:augmented_copies',
      given: () =>
        evaluation({ pictures: list.map((picture, i) => ({ ...picture, file: `img_${i % 4}_png.rf.${String(i).padStart(32, 'a')}.png` })) }),
    },
    ...(
      [
        ['as scripts name what they change', (i: number) => (i % 3 === 0 ? `img_${i}.png` : `img_${i - (i % 3)}_aug_${i % 3}.png`)],
        ['by the name of the change', (i: number) => (i % 2 === 0 ? `img_${i}.png` : `img_${i - 1}_HorizontalFlip.png`)],
      ] as const
    ).map(([how, file]) => ({
      defect: `Turned and brightened copies of pictures were in the test split, called ${how}.`,
      here: 'Pictures whose names say that they were made of one another, in groups of their own, block.',
      ends: 'no-go: sanity:augmented_copies',
      given: () => evaluation({ pictures: list.map((picture, i) => ({ ...picture, file: file(i) })) }),
      twin: () => evaluation({ pictures: list.map((picture, i) => ({ ...picture, file: `img_${i}_v2.png` })) }),
    })),
    {
      defect: 'A column of the features was the target, rounded to whole numbers.',
      here: 'A feature that is the target with fewer digits voids the run.',
      ends: 'void: sanity:target_in_features',
      given: () => withFeature((target) => Math.round(target + 0.2)),
      twin: () => withFeature((target) => Math.round(target / 9)),
    },
    {
      defect: 'A column of the features was the target in hundredths, rounded: no value was near it.',
      here: 'A feature that is the target in another unit, or a multiple of it and a constant, voids the run.',
      ends: 'void: sanity:target_in_features',
      given: () => withFeature((target) => Math.round(target) / 100),
    },
    {
      defect: 'A column of the features was the error in place of the score: what is left of 100.',
      here: 'A feature that is the target in another unit, or a multiple of it and a constant, voids the run.',
      ends: 'void: sanity:target_in_features',
      given: () => withFeature((target) => 100 - target),
    },
    {
      defect: 'A column of the features was the logarithm of the target.',
      here: 'A feature that the target follows along a common curve, in every frame, voids the run.',
      ends: 'void: sanity:target_in_features',
      given: () => withFeature((target) => Number(Math.log(target + 1).toFixed(4))),
    },
  ],
};
