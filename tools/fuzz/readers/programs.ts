/** The programs of the stages, on the files of a reader and with arguments that they end well on. */
import { run as checkFiles } from '../../../eval/checkpoint/run.ts';
import type { Program } from '../program.ts';
import { programReader } from '../program.ts';
import type { Files, Reader } from '../reader.ts';
import { file, json } from '../reader.ts';

interface Row extends Omit<Program, 'inputs' | 'folder' | 'exitCode' | 'given'>, Partial<Pick<Program, 'exitCode' | 'given'>> {
  /** Whose first valid input it is given. */
  readonly reader: string;
  readonly words: string;
  /** Files that the arguments name and the reader does not have. */
  readonly more?: (files: Files) => Files;
}

const corpusOutputs = `--picture 0=images/0.png --picture 0=images/1.png --name c
            --imported-out out/i.json --descriptions-out out/d.ndjson --drafts-out 0=out/drafts.ndjson`;

const galleryPictures = Array.from({ length: 12 }, (_, i) => `--picture heldout=${i}.png=${i}.png`).join(' ');

const rows: readonly Row[] = [
  {
    name: 'checkpoint',
    reader: 'checkpoint',
    words: '--model model.onnx --model-name model.onnx --data model.onnx.data=model.onnx.data --out out/checkpoint.json',
  },
  {
    name: 'criteria',
    reader: 'criteria',
    words: '--criteria criteria.yaml --sanity sanity.yaml --measure-out out/measurement.json --policy-out out/policy.json',
  },
  {
    name: 'import of a manifest',
    reader: 'manifest',
    words: `--importer image --config config.json --source manifest=source-manifest ${corpusOutputs}`,
  },
  {
    name: 'import of instances',
    reader: 'COCO instances',
    words: `--importer coco --config config.json --source instances=source-instances ${corpusOutputs}`,
  },
  {
    name: 'import of crop runs',
    reader: 'crop runs',
    words: `--importer crop_run --config config.json --source crop_runs=source-crop_runs
            --source annotations=source-annotations --source taxonomy=source-taxonomy ${corpusOutputs}`,
  },
  {
    name: 'verify',
    reader: 'drafts',
    words: `--drafts drafts.ndjson --picture images/0.png=images/0.png --picture images/1.png=images/1.png
            --inputs-out out/i.ndjson --truth-out out/t.ndjson --digests-out out/d.ndjson --unused-out out/unused`,
  },
  {
    name: 'assemble',
    reader: 'digests',
    words: `--imported imported.json --descriptions descriptions.ndjson --digests digests.ndjson --name c --dataset-version 1
            --corpus-out out/c.json --slices-out out/s.ndjson`,
  },
  {
    name: 'infer',
    reader: 'predictions',
    words: '--backend backend.json --inputs inputs.ndjson --file 0=predictions.ndjson --corpus heldout --out out/p.ndjson',
  },
  {
    name: 'infer of a model',
    reader: 'model run',
    words: `--backend backend.json --inputs inputs.ndjson --file manifest=checkpoint.json --file model=model.onnx
            --file data/model.onnx.data=model.onnx.data --corpus clips --out out/p.ndjson`,
    more: (files) => {
      const [model, data] = ['model.onnx', 'model.onnx.data'].map((name) => files[name]?.bytes ?? new Uint8Array());
      return {
        'checkpoint.json': json(
          checkFiles({ name: 'model.onnx', model: model as Uint8Array, data: new Map([['model.onnx.data', data as Uint8Array]]) }),
        ),
      };
    },
  },
  {
    name: 'floor',
    reader: 'floor',
    words: '--kind mean_mask --config config.json --truth truth.ndjson --slices slices.ndjson --inputs inputs.ndjson --out out/p.ndjson',
  },
  { name: 'score', reader: 'score', words: '--predictions predictions-candidate.ndjson --truth truth.ndjson --out out/samples.ndjson' },
  {
    name: 'tabulate',
    reader: 'tabulate and decide',
    words: `--evaluation e --measure measurement.json --corpus heldout=corpus.json --slices heldout=slices.ndjson
            --scores candidate:heldout=samples-candidate.ndjson --scores baseline:heldout=samples-baseline.ndjson
            --training training.json --out out/metrics.json --csv out/metrics.csv --pairs out/pairs.ndjson --samples out/samples.csv`,
  },
  { name: 'decide', reader: 'decide', words: '--metrics metrics.json --policy policy.json --out out/decision.json' },
  {
    name: 'evidence',
    reader: 'evidence: artefacts',
    words: `--config config.json --eval-report report.json --baseline-report baseline.json --shadow-summary shadow.json
            --trace run-01.json=run-01.json --trace run-02.json=run-02.json --out out/evidence.json`,
  },
  { name: 'scorecard', reader: 'scorecard', words: '--decision decision.json --out out/scorecard.json' },
  {
    name: 'gallery',
    reader: 'gallery',
    words: `--metrics metrics.json --pairs pairs.ndjson --corpus-slices heldout=slices.ndjson --truth heldout=truth.ndjson
            ${galleryPictures}
            --candidate heldout=predictions-candidate.ndjson --baseline heldout=predictions-baseline.ndjson
            --count 1 --out out/gallery.json --strips-dir out/strips`,
  },
  {
    name: 'render',
    reader: 'render',
    words:
      '--metrics metrics.json --pairs pairs.ndjson --decision decision.json --gallery gallery.json --json-out out/r.json --markdown-out out/r.md --html-out out/r.html',
  },
  {
    name: 'gate',
    reader: 'gate',
    words: '',
    env: { MODEL_EVAL_DECISION: 'decision.json', MODEL_EVAL_EXPECT: 'go', MODEL_EVAL_REPORT_TARGET: '//eval:report' },
    exitCode: 1,
  },
  {
    name: 'promote',
    reader: 'promotion',
    // A store records refusals too, so it stands where outputs are not looked for.
    words: `--store store --actor Ada --decision decision.json --metrics metrics.json --policy policy.json
            --measure measurement.json --corpus clips=corpus.json --checkpoint checkpoint.json --model model.onnx`,
    given: 'typed',
    exitCode: 1,
    further: [4],
  },
  { name: 'cli', reader: 'reports and records', words: 'diff golden.json report.json', given: 'typed', further: [1] },
];

/** @param readers to take valid files from */
export function programReaders(readers: readonly Reader[]): Reader[] {
  return rows.map(({ reader: name, words, more = () => ({}), ...row }) => {
    const inputs = async (): Promise<Files[]> => {
      const files = (await readers.find((reader) => reader.name === name)?.inputs())?.[0];
      if (files === undefined) throw new Error(`the reader ${name} has no inputs`);
      return [{ ...files, ...more(files), arguments: file('words', words.trim().split(/\s+/).join('\n')) }];
    };
    return programReader({ given: 'parameters', exitCode: 0, ...row, folder: `eval/${row.name.split(' ')[0]}`, inputs });
  });
}
