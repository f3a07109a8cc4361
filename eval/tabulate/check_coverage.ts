/** Do the files belong to one evaluation? Every backend on every corpus, each under one name, all measured alike. */

import type { SamplesHeader } from '../contracts/samples.ts';
import { Problems } from '../errors/errors.ts';
import { nearestText } from '../errors/nearest.ts';
import { digestOf } from '../io/digest.ts';
import { withOwn } from '../metrics/table.ts';
import type { ScoresFile, TabulateInput } from './evaluation.ts';

/** @throws InputError EV5201, EV5203, EV5204, EV5206, EV5209 */
export function checkCoverage(input: TabulateInput): void {
  const problems = new Problems();
  checkCorpora(input, problems);
  checkBackends(input, problems);
  checkMetrics(input, problems);
  problems.check();
}

/** What errors call a file of scores: its key on the command line. */
export function locationOf({ backend, corpus }: ScoresFile): string {
  return `${backend}:${corpus}`;
}

function checkCorpora({ corpora, slices, scores, external }: TabulateInput, problems: Problems): void {
  const known = [...corpora.keys()];
  const add = (location: string, message: string): void => problems.add({ code: 'EV5201', location, message, expected: known.join(', ') });
  for (const name of known) if (!slices.has(name)) add(name, 'the corpus has a summary and no slices');
  for (const name of slices.keys()) if (!corpora.has(name)) add(name, 'the corpus has slices and no summary');
  for (const file of scores) if (!corpora.has(file.corpus)) add(locationOf(file), `${file.corpus} is not a corpus of this evaluation`);
  for (const [backend, files] of Map.groupBy(scores, (file) => file.backend)) {
    for (const name of known) {
      const given = files.filter(({ corpus }) => corpus === name).length;
      if (given !== 1) add(backend, `scores on ${name} are given ${given} times; every backend needs them once on every corpus`);
    }
  }
  if (!scores.some(({ role }) => role === 'candidate') && (known.length > 0 || external.size === 0))
    add('candidate', 'there are no scores of a candidate');
}

function checkBackends({ scores }: TabulateInput, problems: Problems): void {
  const named = new Map<string, string>();
  for (const [backend, files] of Map.groupBy(scores, (file) => file.backend)) {
    const [firstFile] = files as [ScoresFile];
    const first = firstFile.header.backend;
    for (const file of files) {
      const { header } = file;
      if (digestOf(header.backend) === digestOf(first)) continue;
      const [got, expected] = [`${header.backend.name} ${header.backend.digest}`, `${first.name} ${first.digest}`];
      const message = `these scores are another backend's than those of ${locationOf(firstFile)}`;
      problems.add({ code: 'EV5209', location: locationOf(file), message, got, expected });
    }
    const other = named.get(first.name);
    if (other !== undefined) problems.add({ code: 'EV5203', location: backend, message: `it is named ${first.name}, and so is ${other}` });
    named.set(first.name, backend);
  }
}

function checkMetrics({ scores, measure }: TabulateInput, problems: Problems): void {
  const table = withOwn(measure.measure.own_metrics);
  const named = ({ id, version, library }: SamplesHeader['metrics'][number]): string =>
    `${id}@${version}${library === undefined ? '' : ` of ${library}`}`;
  const listOf = ({ header }: ScoresFile): string =>
    header.metrics
      .filter(({ id }) => table.definitionOf(id)?.kind !== 'parity')
      .map(named)
      .sort()
      .join(', ');
  for (const ofCorpus of Map.groupBy(scores, ({ corpus }) => corpus).values()) {
    const [first] = ofCorpus as [ScoresFile];
    for (const file of ofCorpus) {
      if (listOf(file) === listOf(first)) continue;
      const message = `it was measured by other metrics than ${locationOf(first)}`;
      problems.add({ code: 'EV5204', location: locationOf(file), message, got: listOf(file), expected: listOf(first) });
    }
    for (const metric of first.header.metrics) {
      const known = table.definitionOf(metric.id);
      const scored = known?.kind === 'sample' || known?.kind === 'corpus' || known?.kind === 'parity';
      if (scored && named(known) === named(metric)) continue;
      const expected = scored ? named(known) : table.known.join(', ');
      problems.add({
        code: 'EV5204',
        location: locationOf(first),
        message: 'a metric that neither this version nor a library of the criteria knows',
        got: named(metric),
        expected,
      });
    }
  }
  const wanted = measure.measure.pass?.metric;
  const declared = (measure.measure.composites ?? []).map(({ id }) => id);
  const measured = [...new Set(scores.flatMap(({ header }) => header.metrics.map(({ id }) => id))), ...declared];
  if (wanted === undefined || scores.length === 0 || measured.includes(wanted)) return;
  const message = `samples pass by ${wanted}${nearestText(wanted, measured)}`;
  problems.add({ code: 'EV5206', location: 'measure.pass.metric', message, got: wanted, expected: measured.join(', ') });
}
