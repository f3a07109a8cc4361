/** Is the decision the one that these inputs give today? Whatever can be computed again is, and compared. */
import type { Decision } from '../contracts/decision.ts';
import { run as decide } from '../decide/run.ts';
import type { Code } from '../errors/codes.ts';
import { type Problem, problemsOf } from '../errors/errors.ts';
import { canonicalLine } from '../io/canonical_json.ts';
import { digestOf } from '../io/digest.ts';
import { metricById } from '../metrics/table.ts';
import type { PromotionInputs } from './inputs.ts';

/** EV7001, EV7002, EV7006 to EV7009, EV7011 and EV7013. */
export function decisionProblems(inputs: PromotionInputs, force: boolean): Problem[] {
  return [
    ...verdictProblems(inputs.decision, force),
    ...recomputed(inputs),
    ...digestProblems(inputs),
    ...corpusProblems(inputs),
    ...toolProblems(inputs),
    ...baselineProblems(inputs),
  ];
}

function verdictProblems({ verdict, why }: Decision, force: boolean): Problem[] {
  if (verdict === 'go' || (verdict !== 'void' && force)) return [];
  const forced = force ? '; a void cannot be forced' : '';
  return [{ code: 'EV7001', location: 'decision.json', message: `the verdict is ${verdict}: ${why}${forced}` }];
}

function recomputed({ decision, metrics, policy }: PromotionInputs): Problem[] {
  const objections: string[] = [];
  const found = problemsOf(() => {
    const made = decide({ metrics, policy });
    const keys = [...new Set([...Object.keys(made), ...Object.keys(decision)])].sort() as (keyof Decision)[];
    const different = keys.filter((key) => canonicalLine(made[key]) !== canonicalLine(decision[key]));
    if (different.length > 0) objections.push(`table and policy give another decision (${made.verdict}); it differs in: ${different.join(', ')}`);
  });
  objections.push(...found.map(({ code, location, message }) => `table and policy give no decision: ${location}: ${message} (${code})`));
  return objections.map((message) => ({ code: 'EV7002', location: 'decision.json', message }));
}

function digestProblems({ decision: { digests }, metrics, policy, measure }: PromotionInputs): Problem[] {
  const { schemaVersion: _version, kind: _kind, digest: _digest, ...judging } = policy;
  const comparisons: readonly [code: Code, location: string, message: string, got: string, expected: string][] = [
    ['EV7006', 'policy.json', 'its content does not have the digest that it states', digestOf(judging), policy.digest],
    ['EV7006', 'policy.json', 'the decision was made by another policy', policy.digest, digests.policy],
    ['EV7006', 'measurement.json', 'its content does not have the digest that it states', digestOf(measure.measure), measure.digest],
    ['EV7006', 'policy.json', 'it belongs to another measuring part', policy.measure, measure.digest],
    ['EV7006', 'metrics.json', 'it was measured by another measuring part', metrics.measure, measure.digest],
    ['EV7006', 'decision.json', 'it was made of another measuring part', digests.measure, measure.digest],
    ['EV7002', 'metrics.json', 'the decision was made from another table', digestOf(metrics), digests.metrics],
  ];
  return comparisons.flatMap(([code, location, message, got, expected]) => (got === expected ? [] : [{ code, location, message, got, expected }]));
}

/** A manifest must say word for word what the table quotes, under the evaluation's name of the corpus. */
function corpusProblems({ decision: { digests }, metrics, corpora }: PromotionInputs): Problem[] {
  const measured = new Map(metrics.corpora.map((corpus) => [corpus.name, corpus]));
  const names = [...new Set([...corpora.keys(), ...measured.keys(), ...Object.keys(digests.corpora)])].sort();
  return names.flatMap((name): Problem[] => {
    const location = `corpus ${name}`;
    const [given, quoted, expected] = [corpora.get(name), measured.get(name), digests.corpora[name]];
    if (given === undefined) return [{ code: 'EV7009', location, message: 'its manifest is not given' }];
    if (quoted === undefined || expected === undefined) return [{ code: 'EV7009', location, message: 'nothing was measured on it' }];
    if (given.digest !== expected) return [{ code: 'EV7009', location, message: 'it is another dataset now', got: given.digest, expected }];
    if (canonicalLine({ ...given, name }) === canonicalLine(quoted)) return [];
    return [{ code: 'EV7009', location, message: 'its manifest is not the one that the table quotes' }];
  });
}

/** Programs must have the versions that this build has, and so must metrics; those that only criteria define have no other. */
function toolProblems({ metrics, tools }: PromotionInputs): Problem[] {
  const names = [...new Set([...Object.keys(tools), ...Object.keys(metrics.tools)])].sort();
  const programs = names.flatMap((name): Problem[] => {
    const [got, expected] = [metrics.tools[name] ?? 'none', tools[name] ?? 'none'];
    return got === expected
      ? []
      : [{ code: 'EV7011', location: 'metrics.json', message: `it was made with another version of ${name}`, got, expected }];
  });
  const measures = metrics.definitions.flatMap(({ id, version }): Problem[] => {
    const known = metricById(id)?.version ?? version;
    const message = `it was made with another version of the metric ${id}`;
    return known === version ? [] : [{ code: 'EV7011', location: 'metrics.json', message, got: String(version), expected: String(known) }];
  });
  return [...programs, ...measures];
}

function baselineProblems({ decision: { digests } }: PromotionInputs): Problem[] {
  const { candidate, baseline } = digests;
  if (candidate !== baseline) return [];
  return [{ code: 'EV7013', location: 'decision.json', message: 'candidate and baseline are the same backend', got: candidate }];
}
