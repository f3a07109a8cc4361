/** An evaluation of one model: a package, a build, a report, a row of the index. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { corpus as corpusSchema } from '../../contracts/corpus.ts';
import { type Report, report as reportSchema } from '../../contracts/report.ts';
import type { DeclaredEvaluation, EvalResult } from '../../contracts/service.ts';
import { measureParts } from '../../io/digest.ts';
import { partsOf, readJson } from '../../io/files.ts';
import { readResult, reportFile, writeRun } from '../../leaderboard/store/results.ts';
import { suiteOf } from '../../leaderboard/suite.ts';
import type { Call } from '../bazel/build_file.ts';
import { isLabel } from '../config.ts';
import { snapshotDataset } from '../datasets.ts';
import { inService } from '../models.ts';
import { evalResult } from '../results.ts';
import { backendOf, type Checkpoint, checkpointOf, type Run } from './checkpoints.ts';
import { evaluationOf, type JobContext } from './context.ts';
import type { Running } from './queue.ts';
import type { Task } from './tasks.ts';

export async function evalJob(id: string, task: Task<'eval'>, running: Running, context: JobContext): Promise<EvalResult> {
  const declared = evaluationOf(context, task.evaluation);
  const checkpoint = await checkpointOf(task.model, declared, running, context);
  const corpora = corporaOf(task, declared, context);
  const run = { declared, imgsz: task.imgsz };
  const baseline = await baselineOf(task.model.name, checkpoint, run, running, context);
  const reuse = declared.count_reuse ? [await reuseOf(id, task.model.name, checkpoint, corpora, running, context)] : [];
  const label = context.workspace.writeJob(id, [
    ...reuse,
    {
      rule: 'model_evaluation',
      attributes: {
        name: 'report',
        candidate: backendOf(task.model.name, checkpoint, run, context),
        corpora,
        criteria: criteriaOf(task.evaluation, declared),
        external_metrics: reuse.length === 0 ? undefined : { reuse: ':reuse' },
        baseline_scores: baseline === undefined ? undefined : sharedScores(baseline, corpora, context),
      },
    },
  ]);
  const report = await buildReport(id, label, { model: task.model.name, dataset: task.dataset.name }, running, context);
  const told = { model: task.model.name, evaluation: task.evaluation, declared, weights: task.weights, modelBytes: checkpoint.bytes, label };
  return evalResult(report, { ...told, judged: judgedBy(report, context) });
}

export function corporaOf(
  { dataset }: Pick<Task<'eval' | 'compare'>, 'dataset'>,
  declared: DeclaredEvaluation,
  context: JobContext,
): Record<string, string> {
  if (dataset.kind === 'declared') return dataset.corpora;
  const { dataset_files: files } = declared;
  if (files === undefined) throw new Error('a dataset.yaml was accepted that the evaluation does not take');
  return { [files.corpus]: snapshotDataset(dataset.path, files, context.config.datasets, context.workspace) };
}

export function criteriaOf(evaluation: string, { criteria }: DeclaredEvaluation): string {
  return isLabel(criteria) ? criteria : `//evaluations/${evaluation}:criteria`;
}

/** What is in service, unless that is the candidate itself; else the declared baseline; else none. */
async function baselineOf(name: string, candidate: Checkpoint, run: Run, running: Running, context: JobContext): Promise<string | undefined> {
  const { declared } = run;
  const serving = inService(name, context.home.store);
  if (serving === undefined || measureParts(partsOf(serving.file)).sha256 === candidate.sha256) return declared.baseline;
  return backendOf('in_service', await checkpointOf(serving, declared, running, context), run, context);
}

/**
 * How many candidates the corpora of a job have judged, as external metrics of its evaluation: the corpora are built, which the job needs anyway,
 * and counted by their digests. The candidate itself does not count.
 */
async function reuseOf(
  id: string,
  model: string,
  candidate: Checkpoint,
  corpora: Readonly<Record<string, string>>,
  running: Running,
  { bazel, workspace, index }: JobContext,
): Promise<Call> {
  const summaries = await bazel.files(Object.values(corpora), 'corpus.json', running);
  const judged = Math.max(...summaries.map((path) => index.judged(readJson(path, corpusSchema).digest, candidate.sha256)));
  workspace.write(`jobs/${id}/reuse.json`, `${JSON.stringify({ judged })}\n`);
  return { rule: 'external_metrics', attributes: { name: 'reuse', src: 'reuse.json', candidate: model, metrics: { judged_candidates: '/judged' } } };
}

/** In a package of their own: every job that is held against this backend on these corpora finds them made. */
function sharedScores(backend: string, corpora: Readonly<Record<string, string>>, { workspace }: JobContext): Record<string, string> {
  const attributes = { name: 'baseline', backend, corpora };
  const name = workspace.package('scores', 'Scores that evaluations share.', [{ rule: 'backend_scores', attributes }]);
  return Object.fromEntries(Object.keys(corpora).map((corpus) => [corpus, `${name}:baseline.${corpus}.scores`]));
}

/** Builds a report, keeps it, and takes it into the index. A result that is kept already is not kept twice. */
export async function buildReport(
  id: string,
  label: string,
  { model, dataset }: { readonly model: string; readonly dataset: string },
  running: Running,
  { bazel, home, workspace, index, now }: JobContext,
): Promise<Report> {
  running.progress(0, 'starting Bazel');
  await bazel.build([label], running);
  const folder = join(home.results, id);
  if (!existsSync(folder)) {
    const draft = join(home.results, `.${id}`);
    rmSync(draft, { recursive: true, force: true });
    copyFiles(join(workspace.folder, 'bazel-bin/jobs', id, 'report'), draft);
    writeRun(draft, readJson(join(draft, reportFile), reportSchema), { model, dataset, finished: now() });
    renameSync(draft, folder);
  }
  const result = readResult(home.results, id);
  index.add(result);
  return result.report;
}

/** Copies what links lead to: some files of a report are links into Bazel's cache, which a result outlives. */
function copyFiles(from: string, to: string): void {
  for (const name of readdirSync(from, { recursive: true, encoding: 'utf8' })) {
    const [source, target] = [join(from, name), join(to, name)];
    // Bazel leaves the arguments of its actions there.
    if (!statSync(source).isFile() || name.endsWith('.params')) continue;
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(source, target);
  }
}

/** The most that a corpus of the report has judged. */
function judgedBy(report: Report, { index }: JobContext): number {
  return Math.max(0, ...Object.values(suiteOf(report).corpora).map((corpus) => index.judged(corpus)));
}
