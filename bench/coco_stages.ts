/** The same files through the programs of a build: the detections imported, scored and tabulated, each in a process of its own with files between. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cocoNumbers } from '../eval/annotations/instances/coco/numbers.ts';
import { sha256 } from '../eval/io/digest.ts';
import { median } from './contest.ts';
import { computingHeap, type Memory, program, smallHeap, smallYoung, type Usage } from './memory.ts';

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

const twelve = cocoNumbers.map(({ id }) => `bbox_${id}`);

/** What the last programs are asked for. The bare evaluator makes the numbers of the first plan, and of each class on its way. */
const plans: readonly { readonly name: string; readonly metrics: readonly string[]; readonly corpus: string; readonly slices: string }[] = [
  { name: 'the twelve numbers', metrics: twelve, corpus: 'whole.json', slices: 'whole.ndjson' },
  { name: 'AP and AP50', metrics: ['bbox_ap', 'bbox_ap50'], corpus: 'whole.json', slices: 'whole.ndjson' },
  { name: 'AP and AP50, with slices', metrics: ['bbox_ap', 'bbox_ap50'], corpus: 'corpus.json', slices: 'slices.ndjson' },
];

type Timed = Pick<Usage, 'cpu' | 'megabytes'> & { readonly whole: number };

/**
 * What each program takes, and what all of them take for each plan against the bare evaluator in the same round. Medians of the rounds.
 * @param bare runs it: the whole process from files to the twelve numbers
 */
export function stagesTable(folder: string, rounds: number, bare: () => Timed): string {
  prepareCorpus(folder);
  writeWithoutSlices(folder);
  const path = (name: string): string => join(folder, name);
  const stage = (name: string, args: readonly string[], memory?: Memory): Timed => {
    const { seconds, ...usage } = program(name, args, memory);
    return { ...usage, whole: seconds };
  };
  const round = () => {
    const evaluator = bare();
    const source = ['--backend', path('backend.json'), '--file', `0=${path('dt.json')}`, '--inputs', path('inputs.ndjson'), '--corpus', 'made'];
    const imported = stage('infer/imported', [...source, '--out', path('predictions.rows')], smallHeap);
    const measured = plans.map(({ metrics, corpus, slices }) => {
      const predictions = ['--predictions', path('predictions.rows'), '--truth', path('truth.ndjson')];
      const score = stage('score', [...predictions, ...metrics.flatMap((id) => ['--metric', id]), '--out', path('samples.rows')], smallYoung);
      const evaluation = ['--evaluation', 'made', '--measure', path('measurement.json'), '--corpus', `made=${path(corpus)}`];
      const inputs = ['--slices', `made=${path(slices)}`, '--scores', `candidate:made=${path('samples.rows')}`];
      const out = ['--out', path('metrics.json'), '--csv', path('metrics.csv'), '--pairs', path('pairs.ndjson'), '--samples', path('samples.csv')];
      return { score, tabulate: stage('tabulate', [...evaluation, ...inputs, ...out], computingHeap) };
    });
    return { evaluator, imported, measured };
  };
  const all = Array.from({ length: rounds }, round);
  const row = (name: string, runs: readonly Timed[]): string => {
    const of = (value: keyof Timed): number => median(runs.map((run) => run[value]));
    const ratio = (value: 'whole' | 'cpu'): string => {
      const ratios = runs.map((run, i) => run[value] / (all[i]?.evaluator[value] ?? Number.NaN));
      return `${median(ratios).toFixed(1)} (${Math.min(...ratios).toFixed(1)} to ${Math.max(...ratios).toFixed(1)})`;
    };
    const megabytes = Math.max(...runs.map((run) => run.megabytes)).toFixed(0);
    return `| ${[name, of('whole').toFixed(2), ratio('whole'), of('cpu').toFixed(2), ratio('cpu'), megabytes].join(' | ')} |`;
  };
  const together = (runs: readonly Timed[]): Timed => ({
    whole: runs.reduce((sum, run) => sum + run.whole, 0),
    cpu: runs.reduce((sum, run) => sum + run.cpu, 0),
    megabytes: Math.max(...runs.map(({ megabytes }) => megabytes)),
  });
  const ofPlan = ({ name }: (typeof plans)[number], i: number): string[] => {
    const runs = all.map(({ imported, measured }) => ({ imported, ...(measured[i] as (typeof measured)[number]) }));
    return [
      ...(['score', 'tabulate'] as const).map((program) =>
        row(
          `${program}: ${name}`,
          runs.map((run) => run[program]),
        ),
      ),
      row(
        `**together: ${name}**`,
        runs.map((run) => together(Object.values(run))),
      ),
    ];
  };
  const head = ['program', 'whole s', 'bare evaluator = 1', 'processor s', 'bare evaluator = 1', 'peak MB'];
  const bareRow = row(
    'bare evaluator',
    all.map(({ evaluator }) => evaluator),
  );
  const importRow = row(
    'import',
    all.map(({ imported }) => imported),
  );
  return [`| ${head.join(' | ')} |`, `|${'---|'.repeat(head.length)}`, bareRow, importRow, ...plans.flatMap(ofPlan)].join('\n');
}
