/** A checkpoint of a request as a package of the workspace: a copy under its digest, so that it stays what was asked for. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { DeclaredEvaluation } from '../../contracts/service.ts';
import { measureParts } from '../../io/digest.ts';
import { partsOf, readBytes } from '../../io/files.ts';
import { readModel } from '../../onnx/model.ts';
import type { JobContext } from './context.ts';
import { runProgram } from './program.ts';
import { JobFailure, type Running } from './queue.ts';
import type { FoundModel } from './tasks.ts';

export interface Checkpoint {
  /** Of the ONNX file. */
  readonly sha256: string;
  readonly bytes: number;
  /** Whether the input takes pictures of any size; not looked at unless the evaluation hands a size over. */
  readonly isOpen: boolean;
  /** Of the package. */
  readonly label: string;
}

/** @throws JobFailure EV9201 for a file that has gone since the request, EV9205, EV9234 */
export async function checkpointOf(model: FoundModel, { backend }: DeclaredEvaluation, running: Running, context: JobContext): Promise<Checkpoint> {
  if (!existsSync(model.file)) throw new JobFailure('EV9201', `the checkpoint of ${model.name} has gone since it was asked for`);
  const file = model.file.endsWith('.pt') ? await exported(model, running, context) : model.file;
  const { sha256, bytes } = measureParts(partsOf(file));
  const name = `models/${sha256.slice('sha256:'.length)}`;
  const attributes = { name: 'checkpoint', src: 'model.onnx', sha256: sha256.slice('sha256:'.length) };
  const call = { rule: 'model_checkpoint', attributes };
  context.workspace.snapshot(name, 'A checkpoint that a job asked for.', call, [{ name: 'model.onnx', source: file }]);
  return { sha256, bytes, isOpen: backend.image_size && hasOpenInput(file), label: `//${name}` };
}

function hasOpenInput(file: string): boolean {
  const { inputs } = readModel(readBytes(file), basename(file));
  return inputs[0]?.shape.slice(2).some((size) => typeof size === 'string') ?? false;
}

export interface Run {
  readonly declared: DeclaredEvaluation;
  /** Of the request, in pixels. */
  readonly imgsz: number;
}

/** The checkpoint with the whole chain by which an evaluation runs it. */
export function backendOf(name: string, { label, isOpen }: Checkpoint, { declared: { backend }, imgsz }: Run, { workspace }: JobContext): string {
  // Detectors halve their input five times; Ultralytics rounds up in the same way.
  const edge = Math.ceil(imgsz / 32) * 32;
  const size = isOpen ? { image_size: [edge, edge] } : {};
  const attributes = { ...backend.attributes, ...size, name: 'backend', backend_name: name, checkpoint: `${label}:checkpoint` };
  return `${workspace.package('backends', 'A checkpoint and how it is run.', [{ rule: backend.rule, attributes }])}:backend`;
}

/** By the operator's program, once for each checkpoint. */
async function exported(model: FoundModel, running: Running, { config, home }: JobContext): Promise<string> {
  if (config.exporter === undefined) throw new JobFailure('EV9205', `${model.name} is a PyTorch checkpoint, and no exporter is declared`);
  const { sha256 } = measureParts(partsOf(model.file));
  const folder = join(home.work, 'exports', sha256.slice('sha256:'.length));
  const target = join(folder, 'model.onnx');
  if (existsSync(target)) return target;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  running.progress(0, 'exporting to ONNX');
  const draft = join(folder, 'draft.onnx');
  await runProgram(config.exporter, [model.file, draft], running.signal, () => undefined);
  if (!existsSync(draft)) throw new JobFailure('EV9234', 'the exporter wrote no file');
  renameSync(draft, target);
  return target;
}

/** The one checkpoint that a program left in a folder. */
export function onlyCheckpointIn(folder: string): string {
  const files = readdirSync(folder).filter((file) => /\.(onnx|pt)$/.test(file) && statSync(join(folder, file)).isFile());
  const [file, ...others] = files;
  if (file === undefined || others.length > 0)
    throw new JobFailure('EV9234', `expected one .onnx or .pt in the output folder, found ${files.length}`);
  return join(folder, file);
}
