/** What a backend is made of, read from the files that the command line gives for it. */
import type { Model, Source } from '../backends/backend.ts';
import type { DeclaredSource } from '../contracts/backend.ts';
import { checkpoint } from '../contracts/checkpoint.ts';
import { InputError } from '../errors/errors.ts';
import { readBytes, readJson, readText } from '../io/files.ts';
import { type CommandSurroundings, commandAt } from './command/command.ts';

/**
 * @param files key -> path: `manifest`, `model` and `data/<name>` of a checkpoint; the same below `<fold>/` of folds, with `plan`;
 * `program`, `runfiles` and `data/<name>` of a command; `<any key>` of a file of predictions
 * @throws InputError EV9001 for a key that is missing or that nothing needs, and those of the files
 */
export function readSource(
  declared: DeclaredSource,
  files: ReadonlyMap<string, string>,
  exchange: Pick<CommandSurroundings, 'folder' | 'imagePath' | 'readImage'>,
): Source {
  const paths = new Paths(files);
  const source = sourceOf(declared, paths, exchange);
  paths.check();
  return source;
}

function sourceOf(declared: DeclaredSource, paths: Paths, exchange: Parameters<typeof readSource>[2]): Source {
  switch (declared.kind) {
    case 'checkpoint':
      return { ...declared, model: modelAt('', paths) };
    case 'folds': {
      const models = new Map(declared.folds.map((fold) => [fold, modelAt(`${fold}/`, paths)]));
      const plan = paths.one('plan');
      return { kind: 'folds', runtime: declared.runtime, models, plan: { location: plan, text: readText(plan) } };
    }
    case 'command':
      return commandAt({
        ...exchange,
        executable: paths.one('program'),
        runfiles: paths.optional('runfiles'),
        data: paths.below('data/'),
        node: declared.node,
        seconds: declared.timeout_seconds,
      });
    case 'imported':
      throw refusal('predictions made elsewhere are read by a program of their own');
  }
}

function modelAt(folder: string, paths: Paths): Model {
  return {
    checkpoint: readJson(paths.one(`${folder}manifest`), checkpoint),
    bytes: readBytes(paths.one(`${folder}model`)),
    data: new Map([...paths.below(`${folder}data/`)].map(([name, path]) => [name, readBytes(path)])),
  };
}

/** Paths by key, each of which must be asked for. */
class Paths {
  readonly #left: Map<string, string>;

  constructor(files: ReadonlyMap<string, string>) {
    this.#left = new Map(files);
  }

  optional(key: string): string | undefined {
    const path = this.#left.get(key);
    this.#left.delete(key);
    return path;
  }

  one(key: string): string {
    const path = this.optional(key);
    if (path === undefined) throw refusal(`the backend needs --file ${key}=<path>`);
    return path;
  }

  /** By the rest of the key. */
  below(folder: string): Map<string, string> {
    const keys = [...this.#left.keys()].filter((key) => key.startsWith(folder));
    return new Map(keys.map((key) => [key.slice(folder.length), this.one(key)]));
  }

  check(): void {
    const [key] = this.#left.keys();
    if (key !== undefined) throw refusal(`the backend has no use for --file ${key}`);
  }
}

function refusal(message: string): InputError {
  return new InputError({ code: 'EV9001', location: 'arguments', message });
}
