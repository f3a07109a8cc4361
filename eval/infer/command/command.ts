/** A user's program as a backend asks it. */

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command, Question } from '../../backends/backend.ts';
import { InputError, Problems } from '../../errors/errors.ts';
import { byText } from '../../io/order.ts';
import { checkedBytes, checkedPicture } from '../pictures.ts';
import { type CommandFiles, commandDigest } from './digest.ts';
import { exchange } from './exchange.ts';
import { ppm, requestOf } from './request.ts';

/** Timers of Node.js end at 2^31 ms. */
const maximumSeconds = 2_000_000;

export interface CommandSurroundings extends CommandFiles {
  readonly seconds: number;
  /** A folder to meet in; emptied before and removed after. Its name is the same in every run, as all paths in a request are. */
  readonly folder: string;
  /** Path and bytes of a picture by its key. @throws InputError EV1004 */
  readonly imagePath: (key: string) => string;
  readonly readImage: (key: string) => Uint8Array;
}

/** @throws InputError EV9001 for a time limit that is none */
export function commandAt(location: CommandSurroundings): Command {
  const { executable: program, folder, seconds, data, imagePath } = location;
  if (!(seconds > 0 && seconds <= maximumSeconds)) {
    throw new InputError({
      code: 'EV9001',
      location: 'arguments',
      message: `the time limit of ${program} is ${seconds} s`,
      expected: `up to ${maximumSeconds}`,
    });
  }
  return {
    kind: 'command',
    digest: commandDigest(location),
    async answer(asked) {
      // Equal shards give equal requests.
      const question = { ...asked, samples: [...asked.samples].sort((a, b) => byText(a.id, b.id)) };
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true });
      try {
        const pixels = await preparePictures(question, location);
        const request = requestOf(question, { imagePath, pixelsPath: (id) => pixels.get(id), data });
        return await exchange({ program, args: question.args, folder, seconds }, request);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}

/**
 * Compares every picture with the corpus, and writes the decoded ones where they are asked for.
 * @returns sample id -> path of the decoded picture
 * @throws InputError EV1004 to EV1006, and those of pictures that cannot be decoded, for all pictures at once
 */
export async function preparePictures(
  { pictures, samples }: Question,
  { folder, readImage }: Pick<CommandSurroundings, 'folder' | 'readImage'>,
): Promise<Map<string, string>> {
  const paths = new Map<string, string>();
  const problems = new Problems();
  for (const row of samples) {
    if (row.kind !== 'image') continue;
    try {
      if (pictures === 'ppm') {
        const path = join(folder, `${paths.size}.ppm`);
        writeFileSync(path, ppm(await checkedPicture(row, readImage)));
        paths.set(row.id, path);
      } else checkedBytes(row, readImage);
    } catch (error) {
      problems.absorb(error);
    }
  }
  problems.check();
  return paths;
}
