/** Which checkpoint a request means: what is in service first, else the highest version, else a path. */
import { readdirSync, realpathSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import { checkpoint } from '../contracts/checkpoint.ts';
import { name as nameSchema } from '../contracts/common.ts';
import { readJson } from '../io/files.ts';
import { byText } from '../io/order.ts';
import { pointer } from '../promote/store/formats.ts';
import { folderOf } from '../promote/store/version.ts';
import { refuseField } from './http/problem.ts';
import type { FoundModel } from './jobs/tasks.ts';
import { fileBelow } from './paths.ts';

export interface ModelFolders {
  /** `<name>/v<number>.onnx` or `.pt` */
  readonly models: string;
  /** The promotion store. */
  readonly store: string;
}

/**
 * @param field of the request, for messages
 * @throws HttpProblem EV9201 (404), EV9203 (403), EV9204 (400)
 */
export function resolveModel(asked: string, field: string, folders: ModelFolders): FoundModel {
  const refuse = (code: 'EV9201' | 'EV9203' | 'EV9204', detail: string): never => refuseField(code, field, detail);
  if (isAbsolute(asked)) {
    if (!/\.(onnx|pt)$/.test(asked)) return refuse('EV9204', 'the path of a model ends in .onnx or .pt');
    const inside = fileBelow(folders.models, asked);
    if (inside.ok) return { ...ofPath(inside.path, folders.models), file: inside.path };
    return inside.why === 'outside'
      ? refuse('EV9203', 'the path is not below the folder of models')
      : refuse('EV9201', 'there is no such file of a model');
  }
  if (!nameSchema.safeParse(asked).success) return refuse('EV9204', 'expected a name (letters, digits, "_", "." or "-") or an absolute path');
  return inService(asked, folders.store) ?? newestOf(asked, folders.models) ?? refuse('EV9201', `there is no version of the model ${asked}`);
}

/** The version that the store's channel of this name points to. */
export function inService(name: string, store: string): FoundModel | undefined {
  try {
    const { version } = readJson(join(store, 'channels', `${name}.json`), pointer);
    const folder = join(store, folderOf(version));
    const { files } = readJson(join(folder, 'checkpoint.json'), checkpoint);
    return { name, file: join(folder, 'files', files[0]?.name ?? ''), version };
  } catch {
    // No store, no channel; or a damaged one, of which the promotion itself tells everything.
    return undefined;
  }
}

/** Numbers of versions are numbers: v10 comes after v9. Anything else that lies there is no version. */
export function newestOf(name: string, models: string): FoundModel | undefined {
  const versions = versionsOf(name, models).toSorted((a, b) => b.number - a.number || (a.format === 'onnx' ? -1 : 1));
  for (const { file, number } of versions) {
    const inside = fileBelow(models, join(name, file));
    if (inside.ok) return { name, file: inside.path, version: `v${number}` };
  }
  return undefined;
}

export function versionsOf(name: string, models: string): { file: string; number: number; format: 'onnx' | 'pt' }[] {
  let files: string[];
  try {
    files = readdirSync(join(models, name));
  } catch {
    return [];
  }
  return files.flatMap((file) => {
    const found = /^v(\d{1,9})\.(onnx|pt)$/.exec(file);
    return found === null ? [] : [{ file, number: Number(found[1]), format: found[2] as 'onnx' | 'pt' }];
  });
}

/** Names that have a version, for whoever looks for one. */
export function modelNames(models: string): string[] {
  return readdirSync(models)
    .filter((name) => versionsOf(name, models).length > 0)
    .sort(byText);
}

/** `det/v3.onnx` is a version of det; every other file has a name of its own, made of its path. */
function ofPath(path: string, models: string): Pick<FoundModel, 'name' | 'version'> {
  const below = relative(realpathSync(models), path).split(sep);
  const [folder = '', file = ''] = below;
  const version = below.length === 2 ? /^(v\d+)\.(onnx|pt)$/.exec(file)?.[1] : undefined;
  if (version !== undefined && nameSchema.safeParse(folder).success) return { name: folder, version };
  const plain = below
    .join('.')
    .replace(/\.(onnx|pt)$/, '')
    .replace(/[^A-Za-z0-9_.-]/g, '_');
  return { name: (/^[A-Za-z0-9]/.test(plain) ? plain : `model${plain}`).slice(0, 100), version: null };
}
