/** Every file that crosses an action boundary, for readers and generators: its name, what it is, its schema. */
import type { z } from 'zod';
import { backendDeclaration } from './backend.ts';
import { bundle } from './bundle.ts';
import { checkpoint } from './checkpoint.ts';
import { blessing, difference, explanation, exportAnswer, lintResult, planAnswer, trendAnswer, verdictAnswer, versions } from './cli_results.ts';
import { commandRequest } from './command.ts';
import { corpus, inputRow, sliceRow, truthRow } from './corpus.ts';
import { criteriaFile, measurementFile, policyFile, sanityFile } from './criteria.ts';
import { decision } from './decision.ts';
import { descriptionRow, digestRow, draftRow, imported } from './draft.ts';
import { externalConfig } from './external_config.ts';
import { externalMetrics } from './external_metrics.ts';
import { trainingList } from './files.ts';
import { golden } from './golden.ts';
import { latency } from './latency.ts';
import { leaderboard, scoring } from './leaderboard.ts';
import { metricsTable } from './metrics.ts';
import { packRow } from './pack.ts';
import { pairRow, pairsHeader } from './pairs.ts';
import { predictionRow, predictionsHeader } from './predictions.ts';
import { gallery, report } from './report.ts';
import { runRecord } from './run.ts';
import { sampleRow, samplesHeader } from './samples.ts';
import { scorecard } from './scorecard.ts';
import { serviceFile } from './service.ts';
import { trainingRequest } from './training_request.ts';

export interface Contract {
  readonly file: string;
  /** `json`: one value; `ndjson`: a header line where there is one, then rows; `yaml`: written by people. */
  readonly form: 'json' | 'ndjson' | 'yaml';
  readonly writtenBy: string;
  readonly readBy: string;
  readonly about: string;
  readonly schema: z.ZodType;
  readonly header?: z.ZodType;
}

export const contracts: readonly Contract[] = [
  {
    file: 'criteria.yaml',
    form: 'yaml',
    writtenBy: 'its owners',
    readBy: 'criteria',
    about: 'A promotion policy. Everything the verdict needs; nothing of it is in code.',
    schema: criteriaFile,
  },
  {
    file: 'sanity.yaml',
    form: 'yaml',
    writtenBy: 'its owners',
    readBy: 'criteria',
    about: 'Level and limit of each sanity check.',
    schema: sanityFile,
  },
  {
    file: 'training.json',
    form: 'json',
    writtenBy: 'whoever trained the candidate',
    readBy: 'tabulate',
    about: 'What the candidate was trained on, so that an overlap with the evaluation can be seen.',
    schema: trainingList,
  },
  {
    file: 'checkpoint.json',
    form: 'json',
    writtenBy: 'checkpoint',
    readBy: 'infer',
    about: "A model's files after their bytes were checked.",
    schema: checkpoint,
  },
  {
    file: 'backend.json',
    form: 'json',
    writtenBy: 'the rule, at analysis',
    readBy: 'infer',
    about: 'A backend as declared.',
    schema: backendDeclaration,
  },
  {
    file: 'request.json',
    form: 'json',
    writtenBy: 'infer',
    readBy: 'the program of a command_backend',
    about: 'What a program is asked about the samples of a shard.',
    schema: commandRequest,
  },
  {
    file: 'imported.json',
    form: 'json',
    writtenBy: 'import',
    readBy: 'assemble',
    about: 'What the sources say about a corpus as a whole: exclusions, remarks, slice dimensions.',
    schema: imported,
  },
  {
    file: 'drafts-<shard>.ndjson',
    form: 'ndjson',
    writtenBy: 'import',
    readBy: 'verify',
    about: 'Samples as their source tells them, before a picture was opened: no slices, no notes.',
    schema: draftRow,
  },
  {
    file: 'descriptions.ndjson',
    form: 'ndjson',
    writtenBy: 'import',
    readBy: 'assemble',
    about: 'Slices, notes and relatives of the samples, which no picture can confirm.',
    schema: descriptionRow,
  },
  {
    file: 'index-<shard>.ndjson',
    form: 'ndjson',
    writtenBy: 'pack',
    readBy: 'verify, infer, gallery',
    about: 'Where each picture or mask of a tar archive lies in it.',
    schema: packRow,
  },
  {
    file: 'digests-<shard>.ndjson',
    form: 'ndjson',
    writtenBy: 'verify',
    readBy: 'assemble',
    about: 'Digests of the input and the truth of each sample.',
    schema: digestRow,
  },
  {
    file: 'corpus.json',
    form: 'json',
    writtenBy: 'assemble',
    readBy: 'tabulate',
    about: 'Summary of a corpus with its digest, its exclusions and its slice dimensions.',
    schema: corpus,
  },
  {
    file: 'inputs-<shard>.ndjson',
    form: 'ndjson',
    writtenBy: 'verify',
    readBy: 'infer',
    about: 'What infer may know about a sample: no truth, no slices, no notes.',
    schema: inputRow,
  },
  {
    file: 'truth-<shard>.ndjson',
    form: 'ndjson',
    writtenBy: 'verify',
    readBy: 'score, gallery',
    about: 'Ground truth.',
    schema: truthRow,
  },
  {
    file: 'slices.ndjson',
    form: 'ndjson',
    writtenBy: 'assemble',
    readBy: 'tabulate, gallery',
    about: 'Slices, groups and notes of the samples.',
    schema: sliceRow,
  },
  {
    file: 'predictions-<shard>.ndjson',
    form: 'ndjson',
    writtenBy: 'infer',
    readBy: 'score, gallery',
    about: 'What one backend says about one corpus.',
    header: predictionsHeader,
    schema: predictionRow,
  },
  {
    file: 'samples-<shard>.ndjson',
    form: 'ndjson',
    writtenBy: 'score',
    readBy: 'tabulate',
    about: 'One backend on one corpus, scored sample by sample.',
    header: samplesHeader,
    schema: sampleRow,
  },
  {
    file: 'external_metrics_config.json',
    form: 'json',
    writtenBy: 'the rule, at analysis',
    readBy: 'external_metrics',
    about: 'Subject, overrides and settings of external metrics.',
    schema: externalConfig,
  },
  {
    file: 'external_metrics.json',
    form: 'json',
    writtenBy: 'external_metrics',
    readBy: 'tabulate',
    about: 'Numbers that came from outside, with their origin.',
    schema: externalMetrics,
  },
  {
    file: 'measurement.json',
    form: 'json',
    writtenBy: 'criteria',
    readBy: 'tabulate',
    about: 'The part of the criteria that measuring needs.',
    schema: measurementFile,
  },
  {
    file: 'policy.json',
    form: 'json',
    writtenBy: 'criteria',
    readBy: 'decide',
    about: 'The part of the criteria that judging needs.',
    schema: policyFile,
  },
  {
    file: 'metrics.json',
    form: 'json',
    writtenBy: 'tabulate',
    readBy: 'decide, gallery, render',
    about: 'The table: rows, paired differences, sanity measurements, and which samples are the worst. Samples themselves are in pairs.ndjson.',
    schema: metricsTable,
  },
  {
    file: 'pairs.ndjson',
    form: 'ndjson',
    writtenBy: 'tabulate',
    readBy: 'gallery, render, explain',
    about: 'Single samples next to every backend. samples.csv holds the same for spreadsheets.',
    schema: pairRow,
    header: pairsHeader,
  },
  {
    file: 'decision.json',
    form: 'json',
    writtenBy: 'decide',
    readBy: 'render, gate',
    about: 'The verdict as data.',
    schema: decision,
  },
  {
    file: 'gallery.json',
    form: 'json',
    writtenBy: 'gallery',
    readBy: 'render',
    about: 'Pictures of the best improvements and the worst regressions.',
    schema: gallery,
  },
  {
    file: 'report.json',
    form: 'json',
    writtenBy: 'render',
    readBy: 'people and programs',
    about: 'Decision and table in one file, with the recommendation on top. Without samples.',
    schema: report,
  },
  {
    file: 'service.yaml',
    form: 'yaml',
    writtenBy: 'the operator of the service',
    readBy: 'the service',
    about: 'Where models and datasets lie, which evaluations there are, and how their numbers are called.',
    schema: serviceFile,
  },
  {
    file: 'training_request.json',
    form: 'json',
    writtenBy: 'the service',
    readBy: "the operator's program for training",
    about: 'What shall be trained, and where the checkpoint is to be left.',
    schema: trainingRequest,
  },
  {
    file: 'scoring.json',
    form: 'json',
    writtenBy: 'the rule, at analysis',
    readBy: 'leaderboard',
    about: 'What a score is made of: metrics at their places, each with a weight.',
    schema: scoring,
  },
  {
    file: 'latency.json',
    form: 'json',
    writtenBy: 'people, by bazel run //eval:latency',
    readBy: 'external_metrics',
    about: 'How long a backend takes for a picture on one machine. Measured once and pinned: it is not reproducible, and no build measures it.',
    schema: latency,
  },
  {
    file: 'leaderboard.json',
    form: 'json',
    writtenBy: 'leaderboard',
    readBy: 'people and other programs',
    about: 'Models by the best report of each, on one suite.',
    schema: leaderboard,
  },
  {
    file: 'run.json',
    form: 'json',
    writtenBy: 'the service',
    readBy: 'the index of reports',
    about: 'What a report does not say of itself: what the model is called, and when the result was there.',
    schema: runRecord,
  },
  {
    file: 'scorecard.json',
    form: 'json',
    writtenBy: 'scorecard',
    readBy: 'people and programs',
    about: 'A decision in the shape of a promotion scorecard.',
    schema: scorecard,
  },
  {
    file: 'bundle.json',
    form: 'json',
    writtenBy: 'bundle',
    readBy: "the archive's run.mjs",
    about: 'Everything in such an archive with its digest, and what is to be run.',
    schema: bundle,
  },
  {
    file: 'golden.json',
    form: 'json',
    writtenBy: 'cli bless',
    readBy: 'cli diff, cli explain, tests',
    about: 'What a report said when somebody last looked and agreed; kept in version control.',
    schema: golden,
  },
  {
    file: 'explanation.json',
    form: 'json',
    writtenBy: 'cli explain --json',
    readBy: 'programs',
    about: 'A criterion or a sanity check with everything that a report knows about it.',
    schema: explanation,
  },
  {
    file: 'difference.json',
    form: 'json',
    writtenBy: 'cli diff --json',
    readBy: 'programs',
    about: 'What differs between two evaluations.',
    schema: difference,
  },
  {
    file: 'blessing.json',
    form: 'json',
    writtenBy: 'cli bless --json',
    readBy: 'programs',
    about: 'The next golden record, and what it changes.',
    schema: blessing,
  },
  {
    file: 'lint.json',
    form: 'json',
    writtenBy: 'cli lint --json',
    readBy: 'programs',
    about: 'Mistakes and suspicions in criteria, sanity policies and taxonomies.',
    schema: lintResult,
  },
  {
    file: 'export.json',
    form: 'json',
    writtenBy: 'cli export --json',
    readBy: 'programs',
    about: 'Which files of another program a report became.',
    schema: exportAnswer,
  },
  {
    file: 'plan.json',
    form: 'json',
    writtenBy: 'cli plan --json',
    readBy: 'programs',
    about: 'How many samples criteria need, from a pilot.',
    schema: planAnswer,
  },
  {
    file: 'trend.json',
    form: 'json',
    writtenBy: 'cli trend --json',
    readBy: 'programs',
    about: 'How numbers moved over many reports.',
    schema: trendAnswer,
  },
  {
    file: 'verdict.json',
    form: 'json',
    writtenBy: 'cli verdict --json',
    readBy: 'programs',
    about: 'What a report decided, in short.',
    schema: verdictAnswer,
  },
  {
    file: 'versions.json',
    form: 'json',
    writtenBy: 'cli version --json',
    readBy: 'programs',
    about: 'Versions of file formats and metrics.',
    schema: versions,
  },
];
