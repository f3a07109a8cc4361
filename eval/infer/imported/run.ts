/** Predictions made elsewhere, shard by shard. Of files of rows only where each row stands is in memory, and the rows of one shard. */
import { createHash } from 'node:crypto';
import type { InputText } from '../../backends/backend.ts';
import { importedBackends } from '../../backends/imported.ts';
import { type InputRow, inputRow } from '../../contracts/corpus.ts';
import { InputError, Problems } from '../../errors/errors.ts';
import { FileLines, type Line, LinesAgain } from '../../io/file_lines.ts';
import { partsOf, readBytes, textBytesOf, textOf, unreadable } from '../../io/files.ts';
import { readRows } from '../../io/ndjson.ts';
import { byText } from '../../io/order.ts';
import { type InferInput, type InferOutput, run } from '../run.ts';

const backends: InferInput['backends'] = new Map(importedBackends.map((backend) => [backend.kind, backend]));

/** What is asked of each shard. */
type Declared = Pick<InferInput, 'backend' | 'corpus'>;

type LinePosition = Pick<Line, 'number' | 'start' | 'bytes'>;

/** Rows about no sample of the corpus may be more than those of a shard: they are read in so many parts, numbered from -1 downwards. */
const unknownParts = 64;

/**
 * The predictions of each shard, one after the other, in the order of the shards.
 * @param paths of the files of predictions
 * @param inputs path of the inputs of each shard
 * @throws InputError, after the last shard, with the problems of all of them
 */
export function inferImported(declared: Declared, paths: readonly string[], inputs: readonly string[]): AsyncGenerator<InferOutput> {
  const isWhole = backends.get(declared.backend.kind)?.wholeFiles === true;
  return isWhole ? fromWholeFiles(declared, paths, inputs) : fromLines(declared, paths, inputs);
}

/** A file that is one document knows nothing of shards: it is read once, against all samples. */
async function* fromWholeFiles(declared: Declared, paths: readonly string[], inputs: readonly string[]): AsyncGenerator<InferOutput> {
  const files = paths.map(wholeFile);
  const shards = inputs.map((path) => [...readRows(path, inputRow)]);
  const all = await run({ ...declared, backends, source: { kind: 'imported', files }, inputs: shards.flat(), picture: noPicture });
  const rows = new Map(all.rows.map((row) => [row.id, row]));
  for (const shard of shards) {
    const ids = shard.map(({ id }) => id).sort(byText);
    yield { ...all, rows: ids.flatMap((id) => rows.get(id) ?? []) };
  }
}

/** Its text is made for whoever asks: a file of results may be longer than a string can be. @throws InputError EV5002 */
function wholeFile(location: string): InputText {
  const bytes = textBytesOf(readBytes(location), location);
  return {
    location,
    bytes,
    get text() {
      return textOf(bytes, location);
    },
  };
}

function noPicture({ image }: { readonly image: string }): never {
  throw new Error(`imported predictions need no picture, ${image} was asked for`);
}

async function* fromLines(declared: Declared, paths: readonly string[], inputs: readonly string[]): AsyncGenerator<InferOutput> {
  const shardOf = new Map<string, number>();
  for (const [shard, path] of inputs.entries()) for (const { id } of readRows(path, inputRow)) shardOf.set(id, shard);
  const files = paths.map((path) => ({ path, digest: digestOfText(path), positions: positionsOf(path, shardOf) }));
  const again = new LinesAgain();
  const excerpts = (shard: number): InputText[] =>
    files.map(({ path, digest, positions }) => {
      const own = positions.get(shard) ?? [];
      const text = own.map((position) => again.read(path, position)).join('\n');
      return { location: path, text, excerpt: { numbers: own.map(({ number }) => number), digest } };
    });
  const infer = (shard: number, rows: readonly InputRow[], unknownRows: number): Promise<InferOutput> =>
    run({
      ...declared,
      backends,
      source: { kind: 'imported', files: excerpts(shard) },
      inputs: rows,
      whole: { ids: shardOf.keys(), unknownRows },
      picture: noPicture,
    });

  const problems = new Problems();
  try {
    let unknownRows = 0;
    for (let part = 1; part <= unknownParts; part++) {
      // The first is asked in any case: it tells what is wrong with the backend itself.
      if (part > 1 && !files.some(({ positions }) => positions.has(-part))) continue;
      try {
        unknownRows += (await infer(-part, [], 0)).unknownRows;
      } catch (error) {
        // What is wrong with the backend is wrong in every shard.
        if (!(error instanceof InputError) || error.problems.some(({ code }) => code.startsWith('EV3'))) throw error;
        problems.absorb(error);
      }
    }
    for (const [shard, path] of inputs.entries()) {
      try {
        yield await infer(shard, [...readRows(path, inputRow)], unknownRows);
      } catch (error) {
        problems.absorb(error);
      }
    }
  } finally {
    again.close();
  }
  problems.check();
}

/** SHA-256 of a file's text: of its bytes without a byte order mark. @throws InputError EV5002 */
function digestOfText(path: string): string {
  const hash = createHash('sha256');
  let first = true;
  try {
    for (const part of partsOf(path)) {
      const marked = first && part[0] === 0xef && part[1] === 0xbb && part[2] === 0xbf;
      hash.update(marked ? part.subarray(3) : part);
      first = false;
    }
  } catch (error) {
    throw unreadable(path, error);
  }
  return `sha256:${hash.digest('hex')}`;
}

/** Where the rows of each shard stand in a file. */
function positionsOf(path: string, shardOf: ReadonlyMap<string, number>): Map<number, LinePosition[]> {
  const positions = new Map<number, LinePosition[]>();
  for (const { text, number, start, bytes } of new FileLines(path)) {
    const id = idOf(text) ?? '';
    const shard = shardOf.get(id) ?? -1 - partOfUnknown(id);
    const list = positions.get(shard);
    if (list === undefined) positions.set(shard, [{ number, start, bytes }]);
    else list.push({ number, start, bytes });
  }
  return positions;
}

/** Rows of one id are in one part, so that a second one is noticed. */
function partOfUnknown(id: string): number {
  let hash = 0;
  for (let i = 0; i < id.length; i++) hash = (hash * 31 + id.charCodeAt(i)) >>> 0;
  return hash % unknownParts;
}

/** The sample that a row of any kind names, if it can be read that far. */
function idOf(line: string): string | undefined {
  try {
    const row = JSON.parse(line) as { id?: unknown; sample_hash?: unknown } | null;
    const id = row?.id ?? row?.sample_hash;
    return typeof id === 'string' ? id : undefined;
  } catch {
    return undefined;
  }
}
