/** Every file that crosses an action boundary, for readers and generators: its name, what it is, its schema. */
import type { z } from 'zod';
import { backendDeclaration } from './backend.ts';
import { checkpoint } from './checkpoint.ts';
import { corpus, imageRow, sliceRow, truthRow } from './corpus.ts';
import { criteriaFile, measureFile, policyFile, sanityFile } from './criteria.ts';
import { decision } from './decision.ts';
import { corpusFiles, imageFiles, trainingList } from './files.ts';
import { metricsTable } from './metrics.ts';
import { predictionRow, predictionsHeader } from './predictions.ts';
import { gallery, report } from './report.ts';
import { sampleRow, samplesHeader } from './samples.ts';

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
    file: 'files.json',
    form: 'json',
    writtenBy: 'the rule, at analysis',
    readBy: 'index',
    about: "A corpus's declared files: stable keys and this action's paths.",
    schema: corpusFiles,
  },
  {
    file: 'images.json',
    form: 'json',
    writtenBy: 'the rule, at analysis',
    readBy: 'infer, gallery',
    about: "Pictures: stable keys and this action's paths.",
    schema: imageFiles,
  },
  {
    file: 'corpus.json',
    form: 'json',
    writtenBy: 'index',
    readBy: 'tabulate',
    about: 'Summary of a corpus with its digest, its exclusions and its slice dimensions.',
    schema: corpus,
  },
  {
    file: 'images-<shard>.ndjson',
    form: 'ndjson',
    writtenBy: 'index',
    readBy: 'infer',
    about: 'What infer may know about a sample: no truth, no slices, no notes.',
    schema: imageRow,
  },
  {
    file: 'truth.ndjson',
    form: 'ndjson',
    writtenBy: 'index',
    readBy: 'score, gallery',
    about: 'Ground truth.',
    schema: truthRow,
  },
  {
    file: 'slices.ndjson',
    form: 'ndjson',
    writtenBy: 'index',
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
    file: 'samples.ndjson',
    form: 'ndjson',
    writtenBy: 'score',
    readBy: 'tabulate',
    about: 'One backend on one corpus, scored sample by sample.',
    header: samplesHeader,
    schema: sampleRow,
  },
  {
    file: 'measure.json',
    form: 'json',
    writtenBy: 'criteria',
    readBy: 'tabulate',
    about: 'The part of the criteria that measuring needs.',
    schema: measureFile,
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
    about: 'The table: rows, paired differences, measured facts, samples.',
    schema: metricsTable,
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
    about: 'Decision and table in one file, with the recommendation on top.',
    schema: report,
  },
];
