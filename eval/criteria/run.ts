/**
 * From the criteria to what the later stages must know: `measure` for tabulate, `policy` for decide. They are two files,
 * so that a changed limit leaves the first one as it was and nothing is measured again.
 */
import type { Measurement, MeasurementFile, PolicyFile } from '../contracts/criteria.ts';
import type { OwnMetric } from '../contracts/metric_definition.ts';
import { Problems } from '../errors/errors.ts';
import { digestOf } from '../io/digest.ts';
import { byText } from '../io/order.ts';
import type { Metrics } from './metrics.ts';
import { type ChosenCriteria, readCriteria, readSanity, type Source } from './read.ts';

export interface PolicyInput {
  readonly criteria: Source;
  /** The sanity policy; rules of the criteria file replace its rules. */
  readonly sanity: Source;
  /** The chosen tier; undefined where the criteria have none. */
  readonly tier: string | undefined;
  /** Every metric that can be measured. */
  readonly metrics: Metrics;
  /** Those of them that the user's libraries define; left out: none. */
  readonly own?: readonly OwnMetric[];
}

export interface PolicyOutput {
  readonly measure: MeasurementFile;
  readonly policy: PolicyFile;
}

/** @throws InputError EV2001 to EV2018 naming every mistake in both files */
export function run(input: PolicyInput): PolicyOutput {
  const [file, shipped] = both(
    () => readCriteria(input.criteria, input.tier, input.metrics),
    () => readSanity(input.sanity),
  );
  const asked = { ...withRatios(file), ...(input.own !== undefined && input.own.length > 0 && { own_metrics: [...input.own] }) };
  const measure = { schemaVersion: 1, kind: 'measurement', digest: digestOf(asked), measure: asked } as const;
  const content = {
    id: file.id,
    version: file.version,
    about: file.about ?? '',
    tier: input.tier ?? null,
    measure: measure.digest,
    ...onMissing(file),
    sanity: { ...shipped, ...file.sanity },
  };
  return { measure, policy: { schemaVersion: 1, kind: 'policy', digest: digestOf(content), ...content } };
}

/** What must be measured: also each ratio that a criterion judges, whatever its limit. */
function withRatios({ measure, criteria }: ChosenCriteria): Measurement {
  const judged = criteria.filter(({ of }) => of === 'candidate / baseline').map(({ metric }) => metric);
  return judged.length === 0 ? measure : { ...measure, ratios: [...new Set(judged)].sort(byText) };
}

/** What missing evidence means to the criteria, and what readers of every report must be told of it. */
function onMissing({ id, criteria, missing_policy = 'as_declared' }: ChosenCriteria): Pick<PolicyFile, 'criteria' | 'missing_policy' | 'notices'> {
  if (missing_policy === 'as_declared') return { criteria, missing_policy, notices: [] };
  return {
    criteria: criteria.map((criterion) => ({ ...criterion, missing: 'not_applicable' })),
    missing_policy,
    notices: [`The policy ${id} takes missing evidence as passed (missing_policy: ${missing_policy}).`],
  };
}

/** Reads two files and tells the problems of both. */
function both<A, B>(first: () => A, second: () => B): [A, B] {
  const problems = new Problems();
  const values = [problems.collect(first), problems.collect(second)];
  problems.check();
  return values as [A, B];
}
