/** From artefacts to a scorecard in one call: the same stages as in a build, one after the other, without files between. */
import type { PolicyFile } from '../../contracts/criteria.ts';
import type { Decision } from '../../contracts/decision.ts';
import type { Override } from '../../contracts/external_config.ts';
import type { Scorecard } from '../../contracts/scorecard.ts';
import type { Source } from '../../criteria/read.ts';
import type { Code } from '../../errors/codes.ts';
import type { InputError } from '../../errors/errors.ts';
import type { ExternalInput } from '../../external_metrics/input.ts';
import { run as readExternal } from '../../external_metrics/run.ts';
import { judge, readCriteria } from '../../pipeline/judge.ts';
import { run as render } from '../run.ts';

/** An override as it is typed: a rate may be given as counts. */
export type Stated = { readonly metric: string } & ({ readonly value: number } | { readonly numerator: number; readonly denominator: number });

export interface Request {
  readonly criteria: Source;
  readonly sanity: Source;
  readonly tier: string | undefined;
  readonly skippedCountsAsPassed: boolean;
  readonly artefacts: Pick<ExternalInput, 'evalReport' | 'shadowSummary' | 'traces'>;
  readonly stated: readonly Stated[];
  /** Needed where anything is stated. */
  readonly who?: string | undefined;
  readonly why?: string | undefined;
}

/** What criteria call the external metrics in `where`. */
const externalName = 'scorecard';

export const exitCodes = { go: 0, failed: 1, usage: 2, input: 3, notMeasured: 4, inconclusive: 5 } as const;

/** @throws InputError of every stage */
export function run(request: Request): { readonly scorecard: Scorecard; readonly exitCode: number } {
  const criteria = readCriteria(criteriaOf(request), request.sanity, request.tier);
  const external = readExternal({
    config: {
      name: externalName,
      subject: { candidate: 'candidate', checkpoint: null, baseline: null },
      overrides: request.stated.map((stated) => overrideOf(stated, request, criteria.policy)),
    },
    ...request.artefacts,
  });
  const named = new Map([[externalName, external]]);
  const { decision } = judge(criteria, { evaluation: externalName, external: named });
  return { scorecard: render({ decision, external: named }), exitCode: exitCodeOf(decision) };
}

/** The flag does what the line in the file would do. */
function criteriaOf({ criteria, skippedCountsAsPassed }: Request): Source {
  return skippedCountsAsPassed ? { ...criteria, text: `${criteria.text}\nmissing_policy: skipped_counts_as_passed\n` } : criteria;
}

/**
 * A bare value says nothing of its size. Whoever states it vouches for that too: it is taken as what the criteria ask
 * for, and everybody who reads the reason is told.
 */
function overrideOf(stated: Stated, { who = '', why = '' }: Request, policy: PolicyFile): Override {
  const vouched = { role: 'candidate', who, why } as const;
  if ('numerator' in stated) return { ...vouched, ...stated };
  const minimums = policy.criteria.filter(({ metric }) => metric === stated.metric).map(({ minimum_n }) => minimum_n);
  const n = Math.max(1, ...minimums);
  return { ...vouched, ...stated, n, why: `${why} (no sample size stated: taken as the required ${n})` };
}

function exitCodeOf({ verdict, criteria }: Decision): number {
  if (verdict === 'go') return exitCodes.go;
  if (verdict === 'inconclusive') return exitCodes.inconclusive;
  const failed = criteria.some(({ level, status }) => level === 'block' && status === 'fail');
  return verdict === 'no-go' && failed ? exitCodes.failed : exitCodes.notMeasured;
}

/** Mistakes in what was typed: flags, tiers, overrides. */
const typed: ReadonlySet<Code> = new Set<Code>(['EV9001', 'EV2011', 'EV2012', 'EV5211', 'EV6006', 'EV6007']);

/** Of a run that judged nothing. */
export function exitCodeOfError({ problems }: InputError): number {
  return problems.every(({ code }) => typed.has(code)) ? exitCodes.usage : exitCodes.input;
}
