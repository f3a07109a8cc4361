/** The programs of the stages, each with files and arguments that it ends well on. Everything is written below `out`. */
import type { Files, Reader } from '../reader.ts';
import { file, json } from '../reader.ts';
import { readers } from '../readers/table.ts';

export interface Program {
  readonly name: string;
  /** Of main.ts, below the repository's root. */
  readonly folder: string;
  /** Files by name; `arguments` holds those of the program, one a line. */
  readonly inputs: () => Promise<Files>;
  /** `parameters`: arguments come as a parameter file, as from Bazel. */
  readonly given: 'parameters' | 'typed';
  readonly env?: Readonly<Record<string, string>>;
  /** Of inputs that are right. A program whose exit code tells a verdict has another one than 0. */
  readonly exitCode: number;
  /** Further exit codes, besides that one and 2. */
  readonly further?: readonly number[];
}

/** Of a reader: its first valid input. */
async function filesOf(reader: string): Promise<Files> {
  const { inputs } = readers.find(({ name }) => name === reader) as Reader;
  const [files] = await inputs();
  if (files === undefined) throw new Error(`the reader ${reader} has no inputs`);
  return files;
}

/** @param more files that the arguments name and the reader does not have */
function stage(name: string, reader: string, words: string, more: (files: Files) => Files = () => ({})): Program {
  const inputs = async (): Promise<Files> => {
    const files = await filesOf(reader);
    return { ...files, ...more(files), arguments: file('words', words.trim().split(/\s+/).join('\n')) };
  };
  return { name, folder: `eval/${name.split(' ')[0]}`, inputs, given: 'parameters', exitCode: 0 };
}

const corpusOutputs =
  '--name c --dataset-version 1 --shards 1 --corpus-out out/c.json --truth-out out/t.ndjson --slices-out out/s.ndjson --shard-out 0=out/i.ndjson';
const scores = '--scores candidate:heldout=samples-candidate.ndjson --scores baseline:heldout=samples-baseline.ndjson';
const predictions = '--candidate heldout=predictions-candidate.ndjson --baseline heldout=predictions-baseline.ndjson';
const pictures = (files: Files): Files => {
  const images = Object.keys(files).filter((name) => name.endsWith('.png'));
  return { 'images.json': json({ images: images.map((key) => ({ key, path: key })) }) };
};

export const programs: readonly Program[] = [
  stage('checkpoint', 'checkpoint', '--model model.onnx --model-name model.onnx --data model.onnx.data=model.onnx.data --out out/checkpoint.json'),
  stage('policy', 'criteria', '--criteria criteria.yaml --sanity sanity.yaml --measure-out out/measure.json --policy-out out/policy.json'),
  stage('index of a manifest', 'manifest', `--importer image --config config.json --files files.json --source manifest=source-manifest ${corpusOutputs}`),
  stage('index of instances', 'COCO instances', `--importer coco --config config.json --files files.json --source instances=source-instances ${corpusOutputs}`),
  stage('infer', 'predictions', '--backend backend.json --inputs inputs.ndjson --predictions-file predictions.ndjson --corpus heldout --out out/p.ndjson'),
  stage('floor', 'floor', '--kind mean_mask --config config.json --truth truth.ndjson --slices slices.ndjson --inputs inputs.ndjson --out out/p.ndjson'),
  stage('score', 'score', '--predictions predictions-candidate.ndjson --truth truth.ndjson --out out/samples.ndjson'),
  stage(
    'tabulate',
    'tabulate and decide',
    `--evaluation e --measure measure.json --corpus heldout=corpus.json --slices heldout=slices.ndjson ${scores} --training training.json
     --out out/metrics.json --csv out/metrics.csv`,
  ),
  stage('decide', 'decide', '--metrics metrics.json --policy policy.json --out out/decision.json'),
  stage(
    'evidence',
    'evidence: artefacts',
    `--config config.json --eval-report report.json --baseline-report baseline.json --shadow-summary shadow.json
     --trace run-01.json=run-01.json --trace run-02.json=run-02.json --out out/evidence.json`,
  ),
  stage('scorecard', 'scorecard', '--decision decision.json --out out/scorecard.json'),
  stage(
    'gallery',
    'gallery',
    `--metrics metrics.json --corpus-slices heldout=slices.ndjson --truth heldout=truth.ndjson --files heldout=images.json ${predictions}
     --count 1 --out out/gallery.json --strips-dir out/strips`,
    pictures,
  ),
  stage(
    'render',
    'render',
    '--metrics metrics.json --decision decision.json --gallery gallery.json --json-out out/r.json --markdown-out out/r.md --html-out out/r.html',
  ),
  {
    ...stage('gate', 'gate', ''),
    env: { MODEL_EVAL_DECISION: 'decision.json', MODEL_EVAL_EXPECT: 'go', MODEL_EVAL_REPORT_TARGET: '//eval:report' },
    exitCode: 1,
  },
  {
    ...stage(
      'promote',
      'promotion',
      `--store store --actor Ada --evaluation //eval:report --decision decision.json --metrics metrics.json --policy policy.json
       --measure measure.json --corpus clips=corpus.json --checkpoint checkpoint.json --model model.onnx`,
    ),
    given: 'typed',
    exitCode: 1,
    further: [3],
  },
  { ...stage('cli', 'reports and records', 'diff golden.json report.json'), given: 'typed', further: [1] },
];
