/** What a job has to do: the request with its names resolved, as it is kept on disk. */
import * as z from 'zod';
import { name } from '../../contracts/common.ts';
import { type JobKind, promoteRequest, registerRequest, trainRequest } from '../../contracts/service.ts';

const foundModel = z.strictObject({
  /** What results call it, and the channel that it is promoted to. */
  name,
  /** Real path of the file. */
  file: z.string(),
  /** `v3`, or the version of the store that is in service; null for another file. */
  version: z.string().nullable(),
});
export type FoundModel = z.infer<typeof foundModel>;

const foundDataset = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('declared'), name: z.string(), corpora: z.record(name, z.string()) }),
  z.strictObject({ kind: z.literal('file'), name: z.string(), path: z.string() }),
]);
export type FoundDataset = z.infer<typeof foundDataset>;

const judged = { evaluation: name, dataset: foundDataset, imgsz: z.int() };

/** The task of each kind of job. */
export const tasks = {
  eval: z.strictObject({ ...judged, model: foundModel, weights: z.record(name, z.number()) }),
  compare: z.strictObject({ ...judged, a: foundModel, b: foundModel }),
  train: z.strictObject({ ...judged, request: trainRequest }),
  promote: z.strictObject({ request: promoteRequest, model: name, knownSince: z.string().nullable() }),
  register: z.strictObject({ evaluation: name, request: registerRequest }),
} as const satisfies Readonly<Record<JobKind, z.ZodType>>;
export type Task<K extends JobKind> = z.infer<(typeof tasks)[K]>;

/** A model that a task is about; no version where the task names none. */
interface About {
  readonly name: string;
  readonly version: string | null;
}
const named = z.looseObject({ name, version: z.string().nullable() }).transform(({ name, version }): About => ({ name, version }));
const unversioned = name.transform((name): About => ({ name, version: null }));
const about = z.union([
  z.looseObject({ model: named }).transform(({ model }) => [model]),
  z.looseObject({ a: named, b: named }).transform(({ a, b }) => [a, b]),
  z.looseObject({ model: unversioned }).transform(({ model }) => [model]),
  z.looseObject({ request: z.looseObject({ model: unversioned }) }).transform(({ request }) => [request.model]),
]);

/** The models that a task is about; none where another version of the service wrote it in a form of its own. */
export function modelsOf(task: unknown): About[] {
  return about.safeParse(task).data ?? [];
}
