/** Are the external metrics about this candidate, and about metrics that the criteria declare? */

import type { ExternalMetrics } from '../contracts/external_metrics.ts';
import { Problems } from '../errors/errors.ts';
import { nearestText } from '../errors/nearest.ts';
import type { TabulateInput } from './evaluation.ts';

/** @throws InputError EV5210 numbers about somebody else, EV5211 numbers of metrics that the criteria do not declare */
export function checkExternal(input: TabulateInput): void {
  const problems = new Problems();
  for (const [name, metrics] of input.external) {
    checkSubject(name, metrics, input, problems);
    checkRows(name, metrics, input, problems);
    if (input.corpora.has(name)) problems.add({ code: 'EV5210', location: name, message: 'a corpus has the same name' });
  }
  problems.check();
}

function checkSubject(location: string, { subject }: ExternalMetrics, { scores, external }: TabulateInput, problems: Problems): void {
  const identity = scores.find(({ role }) => role === 'candidate')?.header.backend;
  if (identity !== undefined && subject.checkpoint !== null && subject.checkpoint !== identity.checkpoint) {
    const got = subject.checkpoint;
    const expected = identity.checkpoint ?? 'no checkpoint: the candidate has imported predictions';
    problems.add({
      code: 'EV5210',
      location,
      message: `the external metrics are about another checkpoint than that of ${identity.name}`,
      got,
      expected,
    });
  }
  const [first] = external.values();
  if (identity === undefined && first !== undefined && first.subject.candidate !== subject.candidate) {
    const message = 'the external metrics are about another candidate than the first';
    problems.add({ code: 'EV5210', location, message, got: subject.candidate, expected: first.subject.candidate });
  }
}

function checkRows(location: string, { rows }: ExternalMetrics, { measure, scores }: TabulateInput, problems: Problems): void {
  const declared = new Map((measure.measure.external_metrics ?? []).map((metric) => [metric.id, metric]));
  const hasBaseline = scores.length === 0 || scores.some(({ role }) => role === 'baseline');
  const seen = new Set<string>();
  for (const { metric, role, value, origin } of rows) {
    const known = declared.get(metric);
    const key = `${role} ${metric}`;
    if (seen.has(key)) problems.add({ code: 'EV5211', location, message: `two rows about the ${role}'s ${metric}` });
    seen.add(key);
    if (known === undefined) {
      // What an artefact gives beyond what the criteria ask for is no mistake; what a person states is.
      if (origin === 'artefact') continue;
      const message = `the criteria declare no external metric "${metric}"${nearestText(metric, declared.keys())}`;
      problems.add({ code: 'EV5211', location, message, got: metric, expected: [...declared.keys()].join(', ') });
    } else if (value !== null) {
      const [low, high] = known.range;
      if ((low !== null && value < low) || (high !== null && value > high)) {
        const expected = `${low ?? 'any number'} to ${high ?? 'any number'}`;
        problems.add({ code: 'EV5211', location, message: `${metric} of the ${role} is outside its range`, got: String(value), expected });
      }
    }
    if (role === 'baseline' && !hasBaseline) {
      problems.add({ code: 'EV5210', location, message: `${metric} is about a baseline, and the evaluation has none` });
    }
  }
}
