/** What the service is asked, what it answers, and the file in which its operator declares it. OpenAPI is made from these. */
import * as z from 'zod';
import { count, digest, finite, json, name } from './common.ts';
import { versus } from './versus.ts';

// ---- what is asked ------------------------------------------------------------------------------------------------

/** A name of a model, or a path below the folder of models. */
const model = z
  .string()
  .min(1)
  .max(1000)
  .describe('Name of a model, or the path of a checkpoint below the folder of models')
  // Said in the document and not checked here: what is neither a name nor a path is a refusal of its own (400).
  .meta({ pattern: '^([A-Za-z0-9][A-Za-z0-9_.-]{0,99}|/.*\\.(onnx|pt))$' });
const dataset = z.string().min(1).max(1000).describe('Name of a declared dataset, or the path of a dataset.yaml below the folder of datasets');
const evaluation = name.optional().describe("Which declared evaluation judges; the operator's first one unless said otherwise");
const weights = z.record(name, finite.nonnegative()).nullable().optional().describe('Weight of terms of the score; what they sum to does not matter');
const size = {
  imgsz: z
    .int()
    .min(320)
    .max(2560)
    .default(640)
    .describe('Edge of the input in pixels, for models that take any size; the next multiple of 32 is meant'),
  batch_size: z.int().min(1).max(256).default(16).describe('Accepted for clients that send it: no number depends on it'),
};

export const evalRequest = z.strictObject({ model, dataset, evaluation, ...size, weights });
export const compareRequest = z.strictObject({ model_a: model, model_b: model, dataset, evaluation, ...size });

const trainConfig = {
  epochs: z.int().min(1).max(1000).default(10),
  batch_size: z.int().min(1).max(256).default(16),
  learning_rate: finite.gt(0).default(0.001),
  imgsz: z.int().min(320).max(2560).default(640),
  patience: z.int().min(0).max(500).default(50),
};
export const trainRequest = z.strictObject({
  model: name.describe('Name under which the new version is kept'),
  dataset,
  evaluation,
  task: z.enum(['detection', 'segmentation', 'classification']).default('detection'),
  config: z.strictObject(trainConfig).prefault({}),
  auto_eval: z.boolean().default(false),
  auto_promote: z.boolean().default(false).describe('Implies auto_eval; the model is promoted on a go and on nothing else'),
  eval_weights: weights,
});
export type TrainRequest = z.infer<typeof trainRequest>;

const line = z
  .string()
  .min(1)
  .max(500)
  .regex(/^[ -~\u00a0-\uffff]*[!-~\u00a1-\uffff][ -~\u00a0-\uffff]*$/, 'expected one line that is not blank');
export const promoteRequest = z.strictObject({
  job_id: z.string().regex(/^[0-9a-f]{8}$/),
  actor: line,
  reason: line.optional(),
  force: z.boolean().default(false).describe('Overrules a no-go; needs a reason. A void cannot be forced'),
  expect_current: z.union([digest, z.literal('none')]).optional(),
  allow_other_baseline: line.optional(),
});
export type PromoteRequest = z.infer<typeof promoteRequest>;

/** Criteria of an evaluation become those that the model is judged by, before there is a result. */
export const registerRequest = z.strictObject({ model: name, evaluation, actor: line, reason: line.optional() });
export type RegisterRequest = z.infer<typeof registerRequest>;

export const rollbackRequest = z.strictObject({ model: name, to: digest, actor: line, reason: line });

// ---- what is answered ---------------------------------------------------------------------------------------------

export const jobKind = z.enum(['eval', 'compare', 'train', 'promote', 'register']);
export type JobKind = z.infer<typeof jobKind>;
export const jobStatus = z.enum(['queued', 'running', 'completed', 'failed', 'cancelled']);
export type JobStatus = z.infer<typeof jobStatus>;
const instant = z.iso.datetime();

export const jobError = z.strictObject({ code: z.string(), message: z.string() });
export type JobError = z.infer<typeof jobError>;

/** Where things about a job are to be found, relative to the service. */
const links = z.record(z.string(), z.string());

const number = finite.nullable();
export const evalResult = z.looseObject({
  model_name: z.string(),
  evaluation: z.string(),
  verdict: z.string(),
  recommendation: z.enum(['go', 'no-go']),
  deciding: z.string(),
  why: z.string(),
  score: number,
  /** Why there is no score. */
  score_reason: z.string().nullable(),
  /** The share of each term of the score. */
  weights: z.record(name, finite),
  model_size_mb: finite,
  report: digest,
  suite: digest,
  candidate: digest,
  baseline: digest.nullable(),
  /** How many candidates the data have judged, this one among them. */
  judged_candidates: count,
  /** `bazel build` of this label in the service's workspace makes the same bytes. */
  label: z.string(),
});
export type EvalResult = z.infer<typeof evalResult>;

export const compareResult = z.strictObject({
  model_a: z.string(),
  model_b: z.string(),
  /** The name of the better model by score; null for a tie, or where there is no score. */
  winner: z.string().nullable(),
  score_diff: number,
  /** `diff` is a minus b; the bounds are those of the paired difference. */
  metrics: z.record(name, z.strictObject({ a: number, b: number, diff: number, ...versus.shape })),
  report: digest,
  label: z.string(),
});
export type CompareResult = z.infer<typeof compareResult>;

const promotion = z.strictObject({
  outcome: z.enum(['promoted', 'refused', 'unchanged']),
  channel: name,
  version: digest.nullable(),
  text: z.string(),
});
export type Promotion = z.infer<typeof promotion>;

const registration = z.strictObject({ model: name, evaluation: name, criteria: digest, text: z.string() });
export type Registration = z.infer<typeof registration>;

export const trainResult = z.strictObject({
  model: name,
  version: z.string(),
  evaluation: evalResult.nullable(),
  promotion: promotion.nullable(),
});
export type TrainResult = z.infer<typeof trainResult>;

const jobOf = (result: z.ZodType) =>
  z.strictObject({
    job_id: z.string(),
    kind: jobKind,
    /** Names of the models that it is about. */
    models: z.array(z.string()),
    /** Of each of them: `v3`, the digest of a version that is in service, or null. */
    versions: z.array(z.string().nullable()),
    status: jobStatus,
    created_at: instant,
    started_at: instant.nullable(),
    completed_at: instant.nullable(),
    /** 0 to 1 */
    progress: finite.min(0).max(1),
    /** What is being done. */
    stage: z.string(),
    result: result.nullable(),
    error: jobError.nullable(),
    links,
  });
export const trainJob = jobOf(trainResult);
export const promoteJob = jobOf(promotion);
export const registerJob = jobOf(registration);
export const anyJob = jobOf(z.union([evalResult, compareResult, trainResult, promotion, registration]));
export type JobAnswer = z.infer<typeof anyJob>;
export const jobList = z.array(anyJob);

export const boardEntry = z.looseObject({
  rank: count,
  model_name: z.string(),
  score: finite,
  dataset: z.string(),
  timestamp: instant,
  verdict: z.string(),
  suite: digest,
  job_id: z.string(),
  runs: count,
});
export const board = z.array(boardEntry);
export const historyEntry = z.looseObject({
  model_name: z.string(),
  score: number,
  /** Against the run before it on the same suite. */
  change: number,
  dataset: z.string(),
  timestamp: instant,
  verdict: z.string(),
  suite: digest,
  job_id: z.string(),
});
export const history = z.array(historyEntry);

export const channelState = z.strictObject({ model: name, version: digest, checkpoint: digest, forced: z.boolean() });
export const trailEvent = z.looseObject({ sequence: count, time: instant, actor: z.string(), action: z.string(), status: z.string(), channel: name });
export const promotions = z.strictObject({ channels: z.array(channelState), trail: z.array(trailEvent) });

/** Every refusal, whatever the status. */
export const problemAnswer = z.strictObject({
  /** One sentence. */
  detail: z.string(),
  code: z.string(),
  /** Everything that is wrong with the request. */
  problems: z.array(z.strictObject({ loc: z.array(z.union([z.string(), z.int()])), msg: z.string() })),
});
export type ProblemAnswer = z.infer<typeof problemAnswer>;

export const health = z.strictObject({ status: z.literal('ok'), queued: count, running: count });

// ---- what the operator declares -----------------------------------------------------------------------------------

const place = {
  metric: name,
  corpus: name,
  slice: z.record(name, z.string()).optional(),
  part: z.string().optional(),
};
/** A backend rule with its attributes: how a checkpoint is run. */
const backendRule = z.strictObject({
  rule: z.string().regex(/^[a-z_]+$/),
  attributes: z.record(z.string(), json).default({}),
  /** Whether a checkpoint with an open input is run at the `imgsz` of the request, by the attribute `image_size` of the rule. */
  image_size: z.boolean().default(false),
});
const program = z.strictObject({ command: z.array(z.string().min(1)).min(1), timeout_seconds: z.int().positive().default(86_400) });

const scaledTerm = z
  .strictObject({ field: name, weight: finite.nonnegative(), zero: finite.optional(), one: finite.optional() })
  .refine(
    ({ zero, one }) => (zero === undefined) === (one === undefined) && (zero === undefined || zero !== one),
    'expected zero and one, which differ, or neither of them',
  );

export const declaredEvaluation = z.strictObject({
  title: z.string().default(''),
  backend: backendRule,
  /** A label, or the path of a criteria file beside service.yaml. */
  criteria: z.string().min(1),
  /** The label of a backend that candidates are held against until a version is in service. */
  baseline: z.string().min(1).optional(),
  /** Whether the criteria have `reuse`: the service then counts how many candidates the data have judged. */
  count_reuse: z.boolean().default(false),
  /** Name of a dataset -> name of a corpus -> label. */
  datasets: z.record(name, z.record(name, z.string().min(1))).default({}),
  /** How a dataset.yaml below the folder of datasets becomes a corpus. */
  dataset_files: z
    .strictObject({
      rule: z.string(),
      corpus: name.default('val'),
      split: z.string().default('val'),
      attributes: z.record(z.string(), json).default({}),
    })
    .optional(),
  /** Name of a field of results -> where its number stands. */
  fields: z.record(name, z.strictObject(place)),
  /** Name of a field -> the number of every part at one place (a class of objects, a region). */
  parts: z.record(name, z.strictObject({ metric: name, corpus: name })).default({}),
  /** Name of a term -> its weight, or a field with a weight and the values that count 0 and 1. */
  score: z
    .record(name, z.union([finite.nonnegative(), scaledTerm]))
    .refine((terms) => Object.values(terms).some((term) => (typeof term === 'number' ? term : term.weight) > 0), 'expected a weight above 0'),
});
export type DeclaredEvaluation = z.infer<typeof declaredEvaluation>;

/** service.yaml */
export const serviceFile = z.strictObject({
  schema: z.literal(1),
  /** Folders below which models and datasets lie; nothing else is read for a request. */
  models: z.string().min(1),
  datasets: z.string().min(1),
  evaluations: z.record(name, declaredEvaluation).refine((all) => Object.keys(all).length > 0, 'expected at least one evaluation'),
  bazel: z
    .strictObject({
      command: z.array(z.string().min(1)).min(1).optional(),
      flags: z.array(z.string()).default([]),
      /** The module rules_model_eval: a folder, or a version in the registry. */
      module: z.union([z.strictObject({ path: z.string() }), z.strictObject({ version: z.string() })]).optional(),
    })
    .prefault({}),
  training: program.optional(),
  exporter: program.optional(),
  limits: z
    .strictObject({
      /** Jobs that wait; one more is refused. */
      queue: z.int().positive().default(100),
      body_bytes: z.int().positive().default(1_048_576),
      job_seconds: z.int().positive().default(86_400),
    })
    .prefault({}),
  promotion: z
    .strictObject({
      /** Whether `auto_promote` of a training job moves a model on a go without the promotion token. */
      automatic: z.boolean().default(false),
      /** Whether criteria must have been registered for the model before the numbers of its candidate were first known. */
      registered_criteria: z.boolean().default(false),
    })
    .prefault({}),
});
export type ServiceFile = z.infer<typeof serviceFile>;
