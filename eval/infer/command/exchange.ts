/** One request and its response: files in a folder, and a program between them. */
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type CommandRequest, commandRequest } from '../../contracts/command.ts';
import { InputError, shorten } from '../../errors/errors.ts';
import { readText, writeJson } from '../../io/files.ts';
import { type Ended, runProgram } from './process.ts';

/** More than this many bytes are no predictions, and would not fit into memory twice. */
export const maximumResponseBytes = 2 ** 28;

export interface Exchange {
  /** A path. */
  readonly program: string;
  readonly args: readonly string[];
  /** Where request.json, response.ndjson and scratch/ are. */
  readonly folder: string;
  readonly seconds: number;
}

/** Asks a program. The result is the text of its response. @throws InputError EV4020 to EV4026 unless it ended well and wrote a response */
export async function exchange(how: Exchange, request: CommandRequest): Promise<string> {
  writeJson(requestPath(how.folder), commandRequest, request);
  const ended = await startProgram(how);
  const problem = problemOf(ended, how.seconds);
  if (problem !== undefined) {
    const printed = ended.lastLines;
    const message = `${problem.message}; ${printed.length === 0 ? 'it printed nothing' : 'the last that it printed:'}`;
    throw new InputError({ ...problem, location: how.program, message, printed });
  }
  return readResponse(responsePath(how.folder), how.program, request.samples.length);
}

export function requestPath(folder: string): string {
  return join(folder, 'request.json');
}

export function responsePath(folder: string): string {
  return join(folder, 'response.ndjson');
}

/** Runs a program on the request that is in the folder, whatever that is. */
export function startProgram({ program, args, folder, seconds }: Exchange): Promise<Ended> {
  const scratch = join(folder, 'scratch');
  mkdirSync(scratch, { recursive: true });
  return runProgram({
    program,
    args: [...args, '--request', requestPath(folder), '--response', responsePath(folder)],
    scratch,
    seconds,
  });
}

function problemOf({ how, detail }: Ended, seconds: number): { code: 'EV4020' | 'EV4021' | 'EV4022' | 'EV4023'; message: string } | undefined {
  switch (how) {
    case 'not started':
      return { code: 'EV4020', message: `the program cannot be started: ${detail}` };
    case 'out of time':
      return { code: 'EV4021', message: `the program was ended after ${seconds} s, its time limit` };
    case 'killed':
      return { code: 'EV4023', message: `the program was ended by ${detail}` };
    case 'exited':
      return detail === '0' ? undefined : { code: 'EV4022', message: `the program ended with exit status ${detail}` };
  }
}

/** @throws InputError EV4024 to EV4026, and EV5002 for a text that is not UTF-8 */
function readResponse(path: string, location: string, samples: number): string {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined || !found.isFile() || (found.size === 0 && samples > 0)) {
    const got = found === undefined ? 'no file' : found.isFile() ? 'an empty file' : 'something else than a file';
    throw new InputError({ code: 'EV4024', location, message: 'the program ended well and wrote no response', got, expected: `${samples} rows` });
  }
  if (found.size > maximumResponseBytes) {
    const expected = `at most ${maximumResponseBytes} bytes`;
    throw new InputError({ code: 'EV4025', location, message: 'the response is too large', got: `${found.size} bytes`, expected });
  }
  const text = readText(path);
  const last = text.slice(text.lastIndexOf('\n') + 1);
  if (last.trim() !== '' && !isJson(last)) {
    throw new InputError({ code: 'EV4026', location, message: 'the response ends in the middle of a row', got: shorten(last, 80) });
  }
  return text;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
