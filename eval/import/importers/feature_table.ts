/** Features and a target for each frame of clips: a table, or caches of one file a clip. A sample is a clip. */
import * as z from 'zod';
import { name } from '../../contracts/common.ts';
import { readCsv } from '../../io/csv.ts';
import { digestOf, sha256 } from '../../io/digest.ts';
import { byIdentifier, byText } from '../../io/order.ts';
import { sampleIdOf } from '../declared_files.ts';
import { readCaches } from '../feature_tables/caches.ts';
import { type Clip, clipsOf } from '../feature_tables/clips.ts';
import { framesOf } from '../feature_tables/frames.ts';
import { readLogs } from '../feature_tables/logs.ts';
import { readLines } from '../feature_tables/ndjson.ts';
import { commonOptions, type Draft, defineImporter, draft, type Imported, type ImportInput, sourceOf, titled } from '../importer.ts';

const shared = {
  ...commonOptions,
  /** Names of the features; their order means nothing. Backends say in which order their models want them. */
  features: z.array(name).min(1),
  /** Unit of a feature, or of the target, for readers. */
  units: z.record(name, z.string().min(1)).default({}),
};

const column = (usual: string) => z.string().min(1).default(usual);

const options = z.discriminatedUnion('format', [
  z.strictObject({
    ...shared,
    /** One row a frame, read from the source `table`. */
    format: z.enum(['csv', 'ndjson']),
    /** Of a CSV file: what stands between cells, and within numbers. */
    delimiter: z.enum([',', ';', '\t']).default(','),
    decimal: z.enum(['.', ',']).default('.'),
    target: name.default('target'),
    source: column('source'),
    clip: column('clip'),
    frame: column('frame'),
    /** Further columns, equal in all frames of a clip, that become slice dimensions. */
    slices: z.array(name).default([]),
  }),
  /** Label files named `<source>/<clip>.json`. */
  z.strictObject({ ...shared, format: z.literal('clip_json') }),
  /** Label files named `<source>/<clip>.json`, .csv or .xml. */
  z.strictObject({ ...shared, format: z.literal('libvmaf'), target: name.default('vmaf') }),
]);
type Options = z.infer<typeof options>;

/** The dimension that every corpus of clips has, and the group of its samples. */
const sourceDimension = 'source';

export const featureTable = defineImporter(options, (input, given) => {
  const target = given.format === 'clip_json' ? 'target' : given.target;
  const features = given.features.toSorted(byText);
  const { clips, digest } = 'slices' in given ? tableOf(input, { ...given, features }) : filesOf(input, { ...given, features });
  for (const unknown of Object.keys(given.units).filter((one) => one !== target && !given.features.includes(one))) {
    const message = `units: "${unknown}" is neither a feature nor the target`;
    input.problems.add({ code: 'EV1402', location: 'importer options', message, expected: [...given.features, target].join(', ') });
  }
  const unitOf = (one: string): string => `${one} [${given.units[one] ?? 'no unit stated'}]`;
  const remarks = [`Features: ${features.map(unitOf).join(', ')}. Target: ${unitOf(target)}.`, digest];
  const slices = 'slices' in given ? given.slices : [];
  // Of a table with mistakes no sample is made: its values may be NaN.
  return { drafts: input.problems.empty ? clips.map(draftOf) : [], exclusions: [], remarks, dimensions: dimensionsOf(clips, slices) };
});

interface Read {
  readonly clips: readonly Clip[];
  /** A sentence with the digest of what was read. */
  readonly digest: string;
}

function tableOf(input: ImportInput, given: Extract<Options, { slices: unknown }>): Read {
  const { text, location } = sourceOf(input, 'table');
  const table =
    given.format === 'csv' ? readCsv(text, location, input.problems, { delimiter: given.delimiter }) : readLines(text, location, input.problems);
  const { frames, complete } = framesOf(table, given, location, input.problems);
  return { clips: clipsOf(frames, given.features, complete, input.problems), digest: `Digest of the table: ${sha256(text)}.` };
}

/** One file a clip. */
function filesOf(input: ImportInput, given: Exclude<Options, { slices: unknown }>): Read {
  const files = input.labels.keys.map((key) => ({ key, sha256: sha256(input.labelText(key)) }));
  const digest = (what: string): string => `Digest of the ${files.length} ${what}: ${digestOf(files)}.`;
  if (given.format === 'clip_json') return { clips: readCaches(input, given.features), digest: digest('caches') };
  return { clips: readLogs(input, given.features, given.target), digest: digest('logs of libvmaf') };
}

function draftOf({ name: clip, source, names, rows, targets, slices }: Clip): Draft {
  const own = [...slices].map(([dimension, value]) => [dimension, value === '' ? [] : [value]] as const);
  return draft({
    id: sampleIdOf(clip),
    image: null,
    features: { source, names: [...names], rows: rows.map((row) => [...row]) },
    truth: { kind: 'series', values: [...targets] },
    slices: { [sourceDimension]: [source], ...Object.fromEntries(own) },
    related: [source],
  });
}

function dimensionsOf(clips: readonly Clip[], slices: readonly string[]): Imported['dimensions'] {
  const listed = (values: Iterable<string>) =>
    [...new Set(values)].filter((value) => value !== '').sort((a, b) => byIdentifier(identifier(a), identifier(b)));
  const own = slices.map((dimension) => [dimension, titled(listed(clips.map((clip) => clip.slices.get(dimension) ?? '')))] as const);
  return { [sourceDimension]: titled(listed(clips.map(({ source }) => source))), ...Object.fromEntries(own) };
}

/** Whole numbers are put in order by their value. */
function identifier(value: string): string | number {
  return /^\d{1,15}$/.test(value) ? Number(value) : value;
}
