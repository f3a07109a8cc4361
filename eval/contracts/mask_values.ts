/** What the pixels of mask files mean: the attribute `mask_values` of corpora. A mask file that is not black and one other value needs it. */
import * as z from 'zod';
import { regionName } from './common.ts';

/** A value as the file stores it (grey, or index into a palette), several of them as `1-20`, or a colour `#rrggbb`. */
const pixelValue = z.string().regex(/^(\d{1,5}(-\d{1,5})?|#[0-9a-fA-F]{6})$/, 'expected a value, a range such as 1-20, or a colour such as #ff0000');

/** Name of what pixels of one value show. */
const partName = z.string().regex(/^[^\p{C}]{1,100}$/u, 'expected 1 to 100 printable characters');

const valueMap = z
  .strictObject({
    /** Value -> what it shows; several values may show one thing. */
    parts: z.record(pixelValue, partName).refine((parts) => Object.keys(parts).length > 0, 'expected at least one value'),
    /** Values that show nothing; 0 or black when left out. */
    background: z.array(pixelValue).exactOptional(),
    /** Values of pixels that nobody judged: what is predicted there is neither right nor wrong. */
    ignore: z.array(pixelValue).default([]),
    /** Parts that are the foreground; all when left out. The others are background. */
    foreground: z.array(partName).min(1).exactOptional(),
  })
  .superRefine((map, context) => {
    for (const message of mistakesOf(map)) context.addIssue({ code: 'custom', message });
  });
export type ValueMap = z.infer<typeof valueMap>;

export const maskValues = z.union([
  /** Everything but 0 is foreground. */
  z.literal('nonzero'),
  /** Foreground where the grey value or the alpha value reaches it: masks with soft edges, JPEG masks. */
  z.strictObject({ threshold: z.int().min(1).max(65535) }),
  valueMap,
]);
export type MaskValues = z.infer<typeof maskValues>;

/** First and last value of a key of a map; colours as 0xrrggbb. */
export function rangeOf(key: string): readonly [first: number, last: number] {
  if (key.startsWith('#')) return [Number.parseInt(key.slice(1), 16), Number.parseInt(key.slice(1), 16)];
  const [first = 0, last = first] = key.split('-').map(Number);
  return [first, last];
}

/** Values that show nothing. */
export function backgroundOf({ parts, background }: ValueMap): readonly string[] {
  return background ?? (Object.keys(parts).some((key) => key.startsWith('#')) ? ['#000000'] : ['0']);
}

/** Names of the parts that are the foreground, in the order in which they are declared. */
export function foregroundOf({ parts, foreground }: ValueMap): readonly string[] {
  const names = [...new Set(Object.values(parts))];
  return foreground === undefined ? names : names.filter((name) => foreground.includes(name));
}

function mistakesOf(map: ValueMap): string[] {
  const keys = [
    ...Object.keys(map.parts),
    ...backgroundOf(map).filter((key) => map.background !== undefined || !map.ignore.includes(key)),
    ...map.ignore,
  ];
  const names = Object.values(map.parts);
  const messages = (map.foreground ?? []).filter((name) => !names.includes(name)).map((name) => `foreground: no value shows ${JSON.stringify(name)}`);
  if (new Set(keys.map((key) => key.startsWith('#'))).size > 1) return [...messages, 'values and colours cannot be mixed'];
  const ranges = keys.map((key) => [key, ...rangeOf(key)] as const).sort((a, b) => a[1] - b[1]);
  ranges.forEach(([key, first, last], i) => {
    const [before, , end] = ranges[i - 1] ?? ['', 0, -1];
    if (last < first || last > 0xffffff) messages.push(`${key}: no range of values`);
    else if (end >= first) messages.push(`${before} and ${key} name one value twice`);
  });
  return messages;
}

/** How files tell regions: each of them shows one, told by what its stem has after the picture's, or all of them by its values. */
export const regionFileOptions = {
  mask_values: maskValues.exactOptional(),
  /** Suffix -> region; empty: values tell them. */
  part_suffixes: z.record(z.string().min(1), regionName).default({}),
};
const regionFiles = z.strictObject(regionFileOptions);
type RegionFiles = z.infer<typeof regionFiles>;

/** Names of the regions that files can show, in the order in which they are declared. */
export function regionsShown({ mask_values: values, part_suffixes: suffixes }: RegionFiles): readonly string[] {
  return [...new Set([...Object.values(suffixes), ...Object.values(mapOf(values)?.parts ?? {})])];
}

function mapOf(values: MaskValues | undefined): ValueMap | undefined {
  return typeof values === 'object' && 'parts' in values ? values : undefined;
}

/** For schemas of options: there is one way to tell regions, and it leaves no pixel out. */
export function checkRegionFiles(given: RegionFiles, context: z.RefinementCtx): void {
  const map = mapOf(given.mask_values);
  const messages = regionsShown(given).flatMap(
    (name) => regionName.safeParse(name).error?.issues.map(({ message }) => `region ${JSON.stringify(name)}: ${message}`) ?? [],
  );
  if ((map === undefined) === (Object.keys(given.part_suffixes).length === 0))
    messages.push('regions are told by the parts of mask_values or by part_suffixes: give one of them');
  if (map !== undefined && (map.ignore.length > 0 || map.foreground !== undefined))
    messages.push('mask_values: regions have neither `ignore` nor `foreground`; leave a value out of `parts` by `background`');
  for (const message of messages) context.addIssue({ code: 'custom', message });
}

/** The suffix of a file with one region: the longest that its stem ends with. */
export function partSuffixOf(stem: string, suffixes: Readonly<Record<string, string>>): string | undefined {
  return Object.keys(suffixes)
    .filter((suffix) => stem.endsWith(suffix))
    .sort((a, b) => b.length - a.length)[0];
}
