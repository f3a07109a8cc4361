/** The program under check, in a folder of its own with everything that it is asked about. */
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandConfiguration } from '../backends/command.ts';
import type { InputRow } from '../contracts/corpus.ts';
import { preparePictures } from '../infer/command/command.ts';
import { exchange, requestPath, responsePath, startProgram } from '../infer/command/exchange.ts';
import type { Ended } from '../infer/command/process.ts';
import { requestOf } from '../infer/command/request.ts';
import { sha256 } from '../io/digest.ts';

export const corpus = 'conformance';

export interface CheckedProgram {
  /** Asks about samples in this order. @throws InputError EV4020 to EV4026 when there is no answer */
  ask(samples: readonly InputRow[]): Promise<Answer>;
  /** Starts the program on any text as its request. */
  start(request: string): Promise<Ended>;
}

export interface Answer {
  /** The response. */
  readonly text: string;
  /** Files around it that are not as they were, but for the response and what is in its scratch folder. */
  readonly changed: readonly string[];
}

export interface DeclaredProgram extends CommandConfiguration {
  /** Absolute paths. */
  readonly program: string;
  readonly data: ReadonlyMap<string, string>;
  readonly seconds: number;
}

/** Where requests and responses are, below the working directory. */
const folder = 'exchange';

/** The working directory is the folder of its own: pictures are named relative to it, as they are in an action. */
export function checkedProgram({ program, args, config, pictures, data, seconds }: DeclaredProgram): CheckedProgram {
  const how = { program, args, folder, seconds };
  const readImage = (path: string): Uint8Array => readFileSync(path);
  const clear = (): void => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
  };
  return {
    async ask(samples) {
      clear();
      const question = { corpus, config, args, pictures, samples };
      const pixels = await preparePictures(question, { folder, readImage });
      const request = requestOf(question, { imagePath: (path) => path, pixelsPath: (id) => pixels.get(id), data });
      const before = filesHere();
      const text = await exchange(how, request);
      return { text, changed: changesBetween(before, filesHere()) };
    },
    start(request) {
      clear();
      writeFileSync(requestPath(folder), request);
      return startProgram(how);
    },
  };
}

/** Path -> digest, or what else it is. */
function filesHere(): Map<string, string> {
  const own = new Set([requestPath(folder), responsePath(folder), join(folder, 'scratch')]);
  const found = new Map<string, string>();
  const walk = (path: string): void => {
    if (own.has(path)) return;
    if (statSync(path).isDirectory()) {
      found.set(path, 'folder');
      for (const name of readdirSync(path)) walk(join(path, name));
    } else found.set(path, sha256(readFileSync(path)));
  };
  for (const name of readdirSync('.')) walk(name);
  return found;
}

function changesBetween(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter((path) => before.get(path) !== after.get(path)).sort();
}
