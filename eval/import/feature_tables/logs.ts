/**
 * Logs of libvmaf, one file a clip: `<source>/<clip>.json`, .csv or .xml, as its command line and FFmpeg's filter write them.
 * Source of the layouts: libvmaf 3, libvmaf/src/output.c; a score that is not a number is null in JSON and left out in CSV.
 */
import * as z from 'zod';
import type { Problems } from '../../errors/errors.ts';
import { type CsvTable, readCsv } from '../../io/csv.ts';
import type { ImportInput } from '../importer.ts';
import { type Clip, clipsOf } from './clips.ts';
import { type Frame, framesOf } from './frames.ts';
import { readStrictJson } from './json.ts';
import { labelFiles } from './label_names.ts';

const log = z.looseObject({
  frames: z.array(z.looseObject({ frameNum: z.int().nonnegative(), metrics: z.record(z.string(), z.number().nullable()) })).min(1),
});

type Reader = (text: string, key: string, problems: Problems) => CsvTable | undefined;

const readers: Readonly<Record<string, Reader>> = {
  json: (text, key, problems) => {
    const frames = problems.collect(() => readStrictJson(text, key, log))?.value.frames;
    return frames && tableOf(frames.map(({ frameNum, metrics }, i) => [`${key}: frames[${i}]`, String(frameNum), Object.entries(metrics)]));
  },
  csv: (text, key, problems) => readCsv(text, key, problems),
  xml: (text, key, problems) => {
    const frames = [...text.matchAll(/<frame\s([^<>]*)\/>/g)].map(([, attributes = ''], i): Row => {
      const pairs = [...attributes.matchAll(/([^\s="]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value] as const);
      return [`${key}: frame ${i + 1}`, pairs.find(([name]) => name === 'frameNum')?.[1] ?? '', pairs.filter(([name]) => name !== 'frameNum')];
    });
    if (/<VMAF[\s>]/.test(text) && text.trimEnd().endsWith('</VMAF>') && frames.length === text.split('<frame ').length - 1) return tableOf(frames);
    problems.add({ code: 'EV1010', location: key, message: 'no whole log of libvmaf', expected: '<VMAF …> … <frame frameNum="0" …/> … </VMAF>' });
    return undefined;
  },
};

type Row = readonly [location: string, frame: string, metrics: readonly (readonly [name: string, value: string | number | null])[]];

/** Names that no metric has: they cannot collide. */
const [sourceColumn, clipColumn, frameColumn] = ['<source>', '<clip>', '<frame>'] as const;

/**
 * A clip for each label file. Frames that the tool skipped on purpose (its `n_subsample`) are no gap where every step is the same.
 *
 * Problems: EV1402 a metric that a log does not have, EV1403 a score that is no number, EV1404 two logs of a clip, EV1405 frames that are
 * missing, EV1410 a file that is not `<source>/<clip>.json`, .csv or .xml; those of JSON and CSV
 */
export function readLogs(input: ImportInput, features: readonly string[], target: string): Clip[] {
  const { labelText, problems } = input;
  const columns = { features, target, source: sourceColumn, clip: clipColumn, slices: [], decimal: '.' } as const;
  let complete = true;
  const frames: Frame[] = [];
  for (const { key, source, clip, form } of labelFiles(input, Object.keys(readers), '<source>/<clip>.json, .csv or .xml')) {
    const table = readers[form]?.(labelText(key), key, problems);
    if (table === undefined) {
      complete = false;
      continue;
    }
    const rows = table.rows.map(({ location, cells }) => ({ location, cells: new Map([...cells, [sourceColumn, source], [clipColumn, clip]]) }));
    const named = { ...columns, frame: form === 'csv' ? 'Frame' : frameColumn };
    const found = framesOf({ ...table, columns: [...table.columns, sourceColumn, clipColumn], rows }, named, key, problems);
    complete &&= found.complete;
    frames.push(...counted(found.frames));
  }
  return clipsOf(frames, features, complete, problems);
}

/** Frames 0, 5, 10, … are 0, 1, 2, …; other steps stay as they are. */
function counted(frames: readonly Frame[]): readonly Frame[] {
  const [first = 0, second = first + 1] = frames.map(({ number }) => number);
  const step = second - first;
  const even = step > 1 && frames.every(({ number }, i) => number === first + i * step);
  return even ? frames.map((frame, i) => ({ ...frame, number: first + i })) : frames;
}

function tableOf(rows: readonly Row[]): CsvTable {
  const names = new Set(rows.flatMap(([, , metrics]) => metrics.map(([name]) => name)));
  const cells = ([location, frame, metrics]: Row) => ({
    location,
    cells: new Map([[frameColumn, frame], ...metrics.map(([name, value]) => [name, value === null ? '' : String(value)] as const)]),
  });
  return { columns: [frameColumn, ...names], rows: rows.map(cells), complete: true };
}
