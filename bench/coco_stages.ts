/** The same files through the programs of a build: the detections imported, scored and tabulated, each in a process of its own with files between. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../eval/io/digest.ts';
import { program, type Usage } from './memory.ts';

/** Classes of the workload. */
const classes = Object.fromEntries(Array.from({ length: 80 }, (_, i) => [String(i + 1), `class ${i + 1}`]));

/** Writes the corpus beside the workload, as the actions of a corpus do, once for all backends. */
function prepareCorpus(folder: string): void {
  const path = (name: string): string => join(folder, name);
  writeFileSync(path('options.json'), '{}');
  writeFileSync(path('backend.json'), JSON.stringify({ name: 'made', kind: 'coco_results', config: { classes }, source: { kind: 'imported' } }));
  const statistics = { resamples: 100, seed: 1, level: 0.95, minimum_groups: 1_000_000 };
  const measure = { correct_rejections: 'include', statistics };
  writeFileSync(path('measurement.json'), JSON.stringify({ schemaVersion: 1, kind: 'measurement', digest: sha256('measure'), measure }));
  program('import', [
    ...['--importer', 'coco_instances', '--config', path('options.json'), '--name', 'made', '--source', `instances=${path('gt.json')}`],
    ...['--imported-out', path('imported.json'), '--descriptions-out', path('descriptions.ndjson'), '--drafts-out', `0=${path('drafts.ndjson')}`],
  ]);
  const outputs = ['inputs', 'truth', 'digests'].flatMap((name) => [`--${name}-out`, path(`${name}.ndjson`)]);
  program('verify', ['--drafts', path('drafts.ndjson'), ...outputs, '--unused-out', path('unused')]);
  program('assemble', [
    ...['--imported', path('imported.json'), '--descriptions', path('descriptions.ndjson'), '--digests', path('digests.ndjson')],
    ...['--name', 'made', '--dataset-version', '1', '--corpus-out', path('corpus.json'), '--slices-out', path('slices.ndjson')],
  ]);
}

/** The same corpus without its slices: then the last program makes the numbers of the whole and of each class, as the bare evaluator can. */
function writeWithoutSlices(folder: string): void {
  const path = (name: string): string => join(folder, name);
  const text = (name: string): string => readFileSync(path(name), 'utf8');
  writeFileSync(path('whole.json'), JSON.stringify({ ...JSON.parse(text('corpus.json')), dimensions: {} }));
  const rows = text('slices.ndjson').trim().split('\n');
  writeFileSync(path('whole.ndjson'), rows.map((row) => `${JSON.stringify({ ...JSON.parse(row), slices: {} })}\n`).join(''));
}

/**
 * What each program takes, once, and all of them together against the bare evaluator.
 * @param metrics of the table that the last one makes
 * @param bare processor seconds of the whole process from files to the twelve numbers
 */
export function stagesTable(folder: string, metrics: readonly string[], bare: number): string {
  prepareCorpus(folder);
  writeWithoutSlices(folder);
  const path = (name: string): string => join(folder, name);
  const tabulate = (corpus: string, slices: string): readonly string[] => [
    ...['--evaluation', 'made', '--measure', path('measurement.json'), '--corpus', `made=${path(corpus)}`],
    ...['--slices', `made=${path(slices)}`, '--scores', `candidate:made=${path('samples.ndjson')}`],
    ...['--out', path('metrics.json'), '--csv', path('metrics.csv'), '--pairs', path('pairs.ndjson'), '--samples', path('samples.csv')],
  ];
  const common: Record<string, readonly string[]> = {
    'infer/imported': [
      ...['--backend', path('backend.json'), '--file', `0=${path('dt.json')}`, '--inputs', path('inputs.ndjson'), '--corpus', 'made'],
      ...['--out', path('predictions.ndjson')],
    ],
    score: [
      ...['--predictions', path('predictions.ndjson'), '--truth', path('truth.ndjson'), ...metrics.flatMap((id) => ['--metric', id])],
      ...['--out', path('samples.ndjson')],
    ],
  };
  const used = Object.entries(common).map(([stage, args]) => ({ name: stage, ...program(stage, args) }));
  const whole = { name: 'tabulate, without slices', ...program('tabulate', tabulate('whole.json', 'whole.ndjson')) };
  const sliced = { name: 'tabulate', ...program('tabulate', tabulate('corpus.json', 'slices.ndjson')) };
  const row = ({ name, seconds, cpu, megabytes }: Usage & { name: string }): string[] => {
    return [name, seconds.toFixed(2), cpu.toFixed(2), megabytes.toFixed(0), ''];
  };
  const together = (name: string, last: Usage): string[] => {
    const [seconds, cpu] = (['seconds', 'cpu'] as const).map((of) => used.reduce((sum, usage) => sum + usage[of], last[of])) as [number, number];
    return [name, seconds.toFixed(2), cpu.toFixed(2), '', (cpu / bare).toFixed(1)];
  };
  const rows = [...used.map(row), row(whole), together('together, without slices', whole), row(sliced), together('together', sliced)];
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const head = ['program', 'whole s', 'processor s', 'peak MB', 'processor time, bare evaluator = 1'];
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}
