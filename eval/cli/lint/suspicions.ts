/** Criteria that are right and probably not meant: they judge nothing, hide what is missing, or lean on too little. */
import type { CriteriaFile, Criterion } from '../../contracts/criteria.ts';
import type { MetricDefinition } from '../../contracts/metrics.ts';
import { judgedRange } from '../../criteria/check_statistic.ts';
import { declaredMetrics, type Metrics, withDeclared } from '../../criteria/metrics.ts';
import { criteriaOf } from '../../criteria/tiers.ts';
import type { Path } from '../../io/issues.ts';
import { passRate } from '../../metrics/pass_rate.ts';
import { asJudged, direction } from '../../table/direction.ts';

export const suspicionRules = ['no_block', 'no_floor', 'range_end', 'minimum_n', 'vanishes', 'unused_pass'] as const;

export interface Suspicion {
  readonly rule: (typeof suspicionRules)[number];
  readonly path: Path;
  readonly message: string;
  readonly cure: string;
}

/** @param tier the one to look at; undefined where the criteria have none */
export function suspicionsOf(file: CriteriaFile, tier: string | undefined, measured: Metrics): Suspicion[] {
  const { definitionOf } = withDeclared(measured, declaredMetrics(measured, file.measure));
  const chosen = criteriaOf(file.criteria, tier);
  const positions = new Map(file.criteria.map(({ id }, index) => [id, index]));
  return [
    ...ofTheWhole(file, chosen, tier),
    ...chosen.flatMap((criterion) => {
      const path = ['criteria', positions.get(criterion.id) ?? 0];
      const definition = definitionOf(criterion.metric);
      return [
        ...ofMinimum(criterion, path, file.measure.statistics.minimum_groups),
        ...ofMissing(criterion, path),
        ...(definition === undefined ? [] : ofLimit(criterion, path, tier, definition)),
      ];
    }),
  ];
}

function ofTheWhole({ criteria, measure, missing_policy }: CriteriaFile, chosen: readonly Criterion[], tier: string | undefined): Suspicion[] {
  const at = tier === undefined ? '' : ` at the tier ${tier}`;
  const blocking = chosen.filter(({ level }) => level === 'block');
  const found: Suspicion[] = [];
  if (blocking.length === 0) {
    const message = `no criterion has the level block${at}: nothing can speak for a promotion, so the verdict is always no-go`;
    found.push({ rule: 'no_block', path: ['criteria'], message, cure: 'Give the criteria that must hold the level block.' });
  } else if (!blocking.some(isFloor)) {
    const message = `every blocking criterion is relative${at}: where the baseline is bad, a bad candidate passes`;
    found.push({ rule: 'no_floor', path: ['criteria'], message, cure: 'Add a blocking criterion `of: candidate`: an absolute floor.' });
  }
  if (measure.pass !== undefined && criteria.every(({ metric }) => metric !== passRate.id)) {
    const message = `measure.pass says when a sample passes, and no criterion judges ${passRate.id}`;
    found.push({ rule: 'unused_pass', path: ['measure', 'pass'], message, cure: `Judge ${passRate.id}, or leave the key out.` });
  }
  if (missing_policy === 'skipped_counts_as_passed') {
    const message = 'missing evidence is taken as passed, for every criterion';
    found.push({ rule: 'vanishes', path: ['missing_policy'], message, cure: 'Leave the key out, unless a verdict of another tool is reproduced.' });
  }
  return found;
}

/** How far values lie apart is no floor under them. */
function isFloor({ of, statistic }: Criterion): boolean {
  return of === 'candidate' && statistic !== 'spread' && statistic !== 'sd';
}

function ofMissing({ id, level, missing, where }: Criterion, path: Path): Suspicion[] {
  // Over `each` value at least one must be judged, so the criterion as a whole cannot vanish.
  if (level !== 'block' || missing !== 'not_applicable' || 'each' in where) return [];
  const message = `criterion "${id}" blocks, and is not applicable where there is no evidence: it vanishes with its evidence`;
  return [{ rule: 'vanishes', path: [...path, 'missing'], message, cure: 'Leave `missing` out, so that no evidence is no pass.' }];
}

/** Fewer samples than this have no 10th percentile apart from their worst. */
const fewestForTenths = 10;

function ofMinimum({ id, where, statistic, holds, metric, of, limit, minimum_n }: Criterion, path: Path, minimumGroups: number): Suspicion[] {
  const across = 'across' in where;
  const reasons: string[] = [];
  if (minimum_n === 1) reasons.push(`one ${across ? `value of ${where.across}` : 'sample'} is enough evidence`);
  if (!across && holds === 'interval' && minimum_n < minimumGroups) {
    reasons.push(`below ${minimumGroups} groups there is no interval, so fewer samples than that never hold`);
  }
  if ((statistic === 'p10' || statistic === 'p90') && minimum_n < fewestForTenths) {
    reasons.push(`on fewer than ${fewestForTenths} samples the ${statistic} is little more than the outermost one`);
  }
  const room = metric === passRate.id && !across ? roomOf(of, limit) : undefined;
  // A share of 0.98 leaves 0.020000000000000018: that is room for one sample in fifty.
  if (room !== undefined && room > 0 && room * minimum_n < 1 - 1e-9) {
    reasons.push(`one sample of ${minimum_n} weighs ${(1 / minimum_n).toFixed(3)}, more than the limit leaves: a single one decides`);
  }
  return reasons.map((reason) => {
    const message = `criterion "${id}": minimum_n ${minimum_n} is small: ${reason}`;
    return { rule: 'minimum_n', path: [...path, 'minimum_n'], message, cure: 'Ask for more samples, or judge something that fewer can carry.' };
  });
}

/** The share of samples that may miss; undefined where the limit asks for a rise. */
function roomOf(of: Criterion['of'], limit: number): number | undefined {
  if (of === 'candidate') return 1 - limit;
  return of === 'candidate - baseline' && limit < 0 ? -limit : undefined;
}

function ofLimit(criterion: Criterion, path: Path, tier: string | undefined, definition: MetricDefinition): Suspicion[] {
  const { what, range } = judgedRange(criterion, definition);
  const [best, worst] = direction(asJudged(criterion, definition)) === -1 ? range : [range[1], range[0]];
  const said =
    criterion.limit === worst
      ? { message: 'every value reaches it', cure: 'Set a limit that can fail, or leave the criterion out.' }
      : criterion.limit === best
        ? { message: 'only a perfect value reaches it', cure: 'Set a limit that a good candidate can reach, if perfection is not meant.' }
        : undefined;
  if (said === undefined) return [];
  const message = `criterion "${criterion.id}": the limit ${criterion.limit} is an end of the range of ${what}: ${said.message}`;
  return [{ rule: 'range_end', path: [...path, 'limit', ...(tier === undefined ? [] : [tier])], message, cure: said.cure }];
}
