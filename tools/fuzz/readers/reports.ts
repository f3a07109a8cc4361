/** What is made of a decision: gallery, report, scorecard, and the commands that read them. */

import { goldenRecord } from '../../../eval/cli/record/golden.ts';
import { gallery } from '../../../eval/contracts/report.ts';
import { run as render } from '../../../eval/render/run.ts';
import { corpusOf, pots } from '../../false_greens/pictures.ts';
import { programs, type Step } from '../program.ts';
import { type Files, file, json, type Reader } from '../reader.ts';
import { filesNamed } from './stages.ts';

const emptyGallery = { schemaVersion: 1, kind: 'gallery', legend: [], items: [], figures: [] };

async function galleries(): Promise<Files[]> {
  const [pictures, clips] = await filesNamed(
    'metrics.json',
    'pairs.ndjson',
    'slices.ndjson',
    'truth.ndjson',
    'predictions-candidate.rows',
    'predictions-baseline.rows',
  );
  const images = Object.entries((await corpusOf(pots)).images ?? {}).map(([name, bytes]) => [name, file('png', bytes)] as const);
  const listed = (names: readonly string[]) => ({ 'images.json': json({ images: names.map((key) => ({ key, path: key })) }) });
  return [
    { ...pictures, ...Object.fromEntries(images), ...listed(images.map(([name]) => name)) },
    { ...clips, ...listed([]) },
  ];
}

async function reports(): Promise<Files[]> {
  return (await filesNamed('metrics.json', 'decision.json', 'pairs.ndjson')).map((files) => {
    const [metrics, decided] = ['metrics.json', 'decision.json'].map((name) => JSON.parse(Buffer.from(files[name]?.bytes ?? '').toString()));
    const [, ...pairs] = Buffer.from(files['pairs.ndjson']?.bytes ?? '')
      .toString()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const made = render({ metrics, decision: decided, gallery: gallery.parse(emptyGallery), pairs }).report;
    return { 'report.json': json(made), 'golden.json': json(goldenRecord(made, null)) };
  });
}

const cli = (words: string): Step => ({ folder: 'eval/cli', words, typed: true, exitCodes: [1, 0] });

const drawn = {
  folder: 'eval/gallery',
  words: (files: Files) => {
    const { corpora } = JSON.parse(Buffer.from(files['metrics.json']?.bytes ?? '').toString()) as { corpora: { name: string }[] };
    const [{ name } = { name: '' }] = corpora;
    const images = Object.keys(files).filter((file) => file.endsWith('.png'));
    return `--metrics metrics.json --pairs pairs.ndjson --corpus-slices ${name}=slices.ndjson --truth ${name}=truth.ndjson
            ${images.map((key) => `--picture ${name}=${key}=${key}`).join(' ')}
            --candidate ${name}=predictions-candidate.rows --baseline ${name}=predictions-baseline.rows
            --count 1 --out out/gallery.json --strips-dir out/strips`;
  },
};

export const reportReaders: readonly Reader[] = [
  programs(
    'render',
    6,
    async () =>
      (await filesNamed('metrics.json', 'decision.json', 'pairs.ndjson')).map((files) => ({ ...files, 'gallery.json': json(emptyGallery) })),
    {
      folder: 'eval/render',
      words: `--metrics metrics.json --pairs pairs.ndjson --decision decision.json --gallery gallery.json
              --json-out out/report.json --markdown-out out/report.md --html-out out/report.html`,
    },
  ),
  programs('gallery', 3, galleries, drawn),
  programs('differences', 2, reports, cli('diff golden.json report.json')),
  programs(
    'reports and records',
    6,
    reports,
    {
      ...cli(''),
      words: (files) => {
        const { decision } = JSON.parse(Buffer.from(files['report.json']?.bytes ?? '').toString()) as {
          decision: { criteria: { criterion: string }[] };
        };
        return `explain --report report.json ${decision.criteria[0]?.criterion}`;
      },
    },
    cli('explain --report report.json sanity:same_prediction --json'),
    cli('diff golden.json report.json --json'),
  ),
  programs('scorecard', 3, () => filesNamed('decision.json'), {
    folder: 'eval/scorecard',
    words: '--decision decision.json --out out/scorecard.json',
  }),
];
