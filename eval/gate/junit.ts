/** A decision as JUnit XML: what continuous integration shows. No clock, no duration, no host. */

import type { CriterionResult, Decision, Finding } from '../contracts/decision.ts';
import { escapeMarkup } from '../io/markup.ts';
import { byText } from '../io/order.ts';

type Outcome = { readonly kind: 'failure' | 'error' | 'skipped'; readonly type: string; readonly message: string } | undefined;

interface TestCase {
  readonly className: string;
  readonly name: string;
  readonly outcome: Outcome;
}

/**
 * One test case for the verdict; where a go is expected, one per criterion result and one per sanity finding. What does not block is `skipped` where
 * it did not pass, so that the suite is red exactly when the gate is.
 */
export function junitXml(decision: Decision, text: string, expect: Decision['verdict']): string {
  const cases: TestCase[] = [
    { className: 'verdict', name: 'verdict', outcome: verdictOutcome(decision, expect) },
    // Where a refusal is what the test expects, what led to it is no failure of the test.
    ...(expect === 'go' ? evidenceCases(decision) : []),
  ];
  const counted = (kind: string): number => cases.filter(({ outcome }) => outcome?.kind === kind).length;
  const counts = { tests: cases.length, failures: counted('failure'), errors: counted('error'), skipped: counted('skipped') };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites>',
    `  <testsuite ${attributes({ name: decision.evaluation, ...counts })}>`,
    '    <properties>',
    ...properties(decision).map(([name, value]) => `      <property ${attributes({ name, value })}/>`),
    '    </properties>',
    ...cases.flatMap(caseXml),
    `    <system-out>${escapeMarkup(text)}</system-out>`,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function verdictOutcome({ verdict, why }: Decision, expect: Decision['verdict']): Outcome {
  return verdict === expect ? undefined : { kind: 'failure', type: verdict, message: why };
}

function evidenceCases(decision: Decision): TestCase[] {
  return [
    ...decision.criteria.map((result) => ({ className: result.criterion, name: result.id, outcome: criterionOutcome(result) })),
    ...decision.sanity.map((finding) => ({ className: 'sanity', name: findingName(finding), outcome: findingOutcome(finding) })),
  ];
}

function criterionOutcome({ status, level, reason }: CriterionResult): Outcome {
  if (status === 'pass') return undefined;
  if (status === 'not_applicable' || level !== 'block') return { kind: 'skipped', type: `${level} ${status}`, message: reason };
  return { kind: status === 'fail' ? 'failure' : 'error', type: status, message: reason };
}

function findingOutcome({ status, level, reason }: Finding): Outcome {
  if (status === 'quiet') return undefined;
  return { kind: level === 'void' || level === 'block' ? 'error' : 'skipped', type: `${level} ${status}`, message: reason };
}

function findingName({ check, corpus, backend, metric }: Finding): string {
  return [check, corpus, backend, metric].filter((part) => part !== '').join('/');
}

function properties({ verdict, recommendation, deciding, policy, digests }: Decision): [string, string][] {
  const { corpora, evidence, ...others } = digests;
  const named = (kind: string, byName: Readonly<Record<string, string>>) =>
    Object.entries(byName).map(([name, digest]): [string, string] => [`${kind}.${name}`, digest]);
  const digestsBySubject = [...Object.entries(others), ...named('corpus', corpora), ...named('evidence', evidence)];
  return [
    ['verdict', verdict],
    ['recommendation', recommendation],
    ['deciding', deciding],
    ['policy', `${policy.id} version ${policy.version}`],
    ...(policy.tier === null ? [] : [['tier', policy.tier] satisfies [string, string]]),
    ...digestsBySubject.sort(([a], [b]) => byText(a, b)).map(([subject, digest]): [string, string] => [`digest.${subject}`, digest ?? 'none']),
  ];
}

function caseXml({ className, name, outcome }: TestCase): string[] {
  const head = `    <testcase ${attributes({ classname: className, name })}`;
  if (outcome === undefined) return [`${head}/>`];
  const { kind, type, message } = outcome;
  return [
    `${head}>`,
    `      <${kind} ${attributes(kind === 'skipped' ? { message: `${type}: ${message}` } : { type, message })}/>`,
    '    </testcase>',
  ];
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}="${escapeMarkup(String(value)).replaceAll('\n', '&#10;')}"`)
    .join(' ');
}
