/** Every file that crosses an action boundary, for docs/file-formats.md, the schemas and the fuzzer: its name, what it is, its schema. */
import type * as z from 'zod';
import { backendDeclaration } from '../../eval/contracts/backend.ts';
import { bundle } from '../../eval/contracts/bundle.ts';
import { candidates } from '../../eval/contracts/candidates.ts';
import { checkpoint } from '../../eval/contracts/checkpoint.ts';
import {
  blessing,
  difference,
  explanation,
  exportAnswer,
  lintResult,
  planAnswer,
  trendAnswer,
  verdictAnswer,
  versions,
} from '../../eval/contracts/cli_results.ts';
import { commandRequest } from '../../eval/contracts/command.ts';
import { corpus, inputRow, sliceRow, truthRow } from '../../eval/contracts/corpus.ts';
import { criteriaFile, measurementFile, policyFile, sanityFile } from '../../eval/contracts/criteria.ts';
import { decision } from '../../eval/contracts/decision.ts';
import { descriptionRow, digestRow, draftRow, imported } from '../../eval/contracts/draft.ts';
import { externalConfig } from '../../eval/contracts/external_config.ts';
import { externalMetrics } from '../../eval/contracts/external_metrics.ts';
import { trainingList } from '../../eval/contracts/files.ts';
import { golden } from '../../eval/contracts/golden.ts';
import { latency } from '../../eval/contracts/latency.ts';
import { leaderboard, scoring } from '../../eval/contracts/leaderboard.ts';
import { metricLibrary } from '../../eval/contracts/metric_definition.ts';
import { metricsTable } from '../../eval/contracts/metrics.ts';
import { packRow } from '../../eval/contracts/pack.ts';
import { pairRow, pairsHeader } from '../../eval/contracts/pairs.ts';
import { predictionRow, predictionsHeader } from '../../eval/contracts/predictions.ts';
import { gallery, report } from '../../eval/contracts/report.ts';
import { runRecord } from '../../eval/contracts/run.ts';
import { sampleRow, samplesHeader } from '../../eval/contracts/samples.ts';
import { scorecard } from '../../eval/contracts/scorecard.ts';
import { serviceFile } from '../../eval/contracts/service.ts';
import { testResultStatement } from '../../eval/contracts/test_result.ts';
import { trainingRequest } from '../../eval/contracts/training_request.ts';

export interface Contract {
  readonly file: string;
  /** The ending of its name. `json`: one value; `ndjson`: a header line where there is one, then rows; `rows`: the same with columns of numbers; `yaml`: written by people. */
  readonly form: 'json' | 'ndjson' | 'rows' | 'yaml';
  readonly writtenBy: string;
  readonly readBy: string;
  readonly about: string;
  readonly schema: z.ZodType;
  readonly header?: z.ZodType;
}

export const contracts: readonly Contract[] = [
  contract('criteria.yaml', criteriaFile, 'its owners', 'criteria', 'A promotion policy. Everything the verdict needs; nothing of it is in code.'),
  contract('sanity.yaml', sanityFile, 'its owners', 'criteria', 'Level and limit of each sanity check.'),
  contract(
    'training.json',
    trainingList,
    'whoever trained the candidate',
    'tabulate',
    'What the candidate was trained on, so that an overlap with the evaluation can be seen.',
  ),
  contract('checkpoint.json', checkpoint, 'checkpoint', 'infer', "A model's files after their bytes were checked."),
  contract('backend.json', backendDeclaration, 'the rule, at analysis', 'infer', 'A backend as declared.'),
  contract('request.json', commandRequest, 'infer', 'the program of a command_backend', 'What a program is asked about the samples of a shard.'),
  contract('imported.json', imported, 'import', 'assemble', 'What the sources say about a corpus as a whole: exclusions, remarks, slice dimensions.'),
  contract(
    'drafts-<shard>.ndjson',
    draftRow,
    'import',
    'verify',
    'Samples as their source tells them, before a picture was opened: no slices, no notes.',
  ),
  contract('descriptions.ndjson', descriptionRow, 'import', 'assemble', 'Slices, notes and relatives of the samples, which no picture can confirm.'),
  contract('index-<shard>.ndjson', packRow, 'pack', 'verify, infer, gallery', 'Where each picture or mask of a tar archive lies in it.'),
  contract('digests-<shard>.ndjson', digestRow, 'verify', 'assemble', 'Digests of the input and the truth of each sample.'),
  contract('corpus.json', corpus, 'assemble', 'tabulate', 'Summary of a corpus with its digest, its exclusions and its slice dimensions.'),
  contract('inputs-<shard>.ndjson', inputRow, 'verify', 'infer', 'What infer may know about a sample: no truth, no slices, no notes.'),
  contract('truth-<shard>.ndjson', truthRow, 'verify', 'score, gallery', 'Ground truth.'),
  contract('slices.ndjson', sliceRow, 'assemble', 'tabulate, gallery', 'Slices, groups and notes of the samples.'),
  contract('predictions-<shard>.rows', predictionRow, 'infer', 'score, gallery', 'What one backend says about one corpus.', predictionsHeader),
  contract('samples-<shard>.rows', sampleRow, 'score', 'tabulate', 'One backend on one corpus, scored sample by sample.', samplesHeader),
  contract(
    'external_metrics_config.json',
    externalConfig,
    'the rule, at analysis',
    'external_metrics',
    'Subject, overrides and settings of external metrics.',
  ),
  contract('external_metrics.json', externalMetrics, 'external_metrics', 'tabulate', 'Numbers that came from outside, with their origin.'),
  contract(
    'metric_library.json',
    metricLibrary,
    'metric_library',
    'criteria',
    'Metrics that a user wrote, all but their functions, with the digest of the file.',
  ),
  contract('measurement.json', measurementFile, 'criteria', 'tabulate', 'The part of the criteria that measuring needs.'),
  contract('policy.json', policyFile, 'criteria', 'decide', 'The part of the criteria that judging needs.'),
  contract(
    'metrics.json',
    metricsTable,
    'tabulate',
    'decide, gallery, render',
    'The table: rows, paired differences, sanity measurements, and which samples are the worst. Samples themselves are in pairs.ndjson.',
  ),
  contract(
    'pairs.ndjson',
    pairRow,
    'tabulate',
    'gallery, render, explain',
    'Single samples next to every backend. samples.csv holds the same for spreadsheets.',
    pairsHeader,
  ),
  contract('decision.json', decision, 'decide', 'render, gate', 'The verdict as data.'),
  contract(
    'test_result.intoto.json',
    testResultStatement,
    'attest',
    'verifiers of attestations',
    'The verdict as an in-toto statement with the predicate test-result; test_result.predicate.json is its predicate alone.',
  ),
  contract('gallery.json', gallery, 'gallery', 'render', 'Pictures of the best improvements and the worst regressions.'),
  contract(
    'report.json',
    report,
    'render',
    'people and programs',
    'Decision and table in one file, with the recommendation on top. Without samples.',
  ),
  contract(
    'service.yaml',
    serviceFile,
    'the operator of the service',
    'the service',
    'Where models and datasets lie, which evaluations there are, and how their numbers are called.',
  ),
  contract(
    'training_request.json',
    trainingRequest,
    'the service',
    "the operator's program for training",
    'What shall be trained, and where the checkpoint is to be left.',
  ),
  contract('scoring.json', scoring, 'the rule, at analysis', 'leaderboard', 'What a score is made of: metrics at their places, each with a weight.'),
  contract(
    'latency.json',
    latency,
    'people, by bazel run //eval:latency',
    'external_metrics',
    'How long a backend takes for a picture on one machine. Measured once and pinned: it is not reproducible, and no build measures it.',
  ),
  contract('leaderboard.json', leaderboard, 'leaderboard', 'people and other programs', 'Models by the best report of each, on one suite.'),
  contract('candidates.json', candidates, 'candidates', 'people and programs', 'Candidates of one evaluation side by side, each with its verdict.'),
  contract(
    'run.json',
    runRecord,
    'the service',
    'the index of reports',
    'What a report does not say of itself: what the model is called, and when the result was there.',
  ),
  contract('scorecard.json', scorecard, 'scorecard', 'people and programs', 'A decision in the shape of a promotion scorecard.'),
  contract('bundle.json', bundle, 'bundle', "the archive's run.mjs", 'Everything in such an archive with its digest, and what is to be run.'),
  contract(
    'golden.json',
    golden,
    'cli bless',
    'cli diff, cli explain, tests',
    'What a report said when somebody last looked and agreed; kept in version control.',
  ),
  contract(
    'explanation.json',
    explanation,
    'cli explain --json',
    'programs',
    'A criterion or a sanity check with everything that a report knows about it.',
  ),
  contract('difference.json', difference, 'cli diff --json', 'programs', 'What differs between two evaluations.'),
  contract('blessing.json', blessing, 'cli bless --json', 'programs', 'The next golden record, and what it changes.'),
  contract('lint.json', lintResult, 'cli lint --json', 'programs', 'Mistakes and suspicions in criteria, sanity policies and taxonomies.'),
  contract('export.json', exportAnswer, 'cli export --json', 'programs', 'Which files of another program a report became.'),
  contract('plan.json', planAnswer, 'cli plan --json', 'programs', 'How many samples criteria need, from a pilot.'),
  contract('trend.json', trendAnswer, 'cli trend --json', 'programs', 'How numbers moved over many reports.'),
  contract('verdict.json', verdictAnswer, 'cli verdict --json', 'programs', 'What a report decided, in short.'),
  contract('versions.json', versions, 'cli version --json', 'programs', 'Versions of file formats and metrics.'),
];

function contract(file: string, schema: z.ZodType, writtenBy: string, readBy: string, about: string, header?: z.ZodType): Contract {
  const form = file.slice(file.lastIndexOf('.') + 1) as Contract['form'];
  return { file, form, writtenBy, readBy, about, schema, ...(header !== undefined && { header }) };
}
