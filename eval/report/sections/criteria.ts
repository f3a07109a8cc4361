/** Every criterion with its distance to the limit. */
import type { CriterionResult } from '../../contracts/decision.ts';
import { byNumber } from '../../io/order.ts';
import { unitOf } from '../../table/units.ts';
import type { Block, Check } from '../blocks.ts';
import { foundAndNeeded, judgedText, showOf } from '../phrases/criteria.ts';
import { countText, subsetText } from '../phrases/names.ts';
import { interval } from '../phrases/numbers.ts';
import { asLabel, statusText } from '../phrases/status.ts';
import { signOfResult } from '../signs.ts';
import type { View } from '../view.ts';
import { samplesText } from './samples.ts';

export function criteriaBlocks(view: View): Block[] {
  return [{ kind: 'checks', checks: byConcern(view.decision.criteria).map((result) => checkOf(result, view)) }];
}

function checkOf(result: CriterionResult, view: View): Check {
  const { id, title, status, where, n, reason, worstSamples, relativeMargin, relativeInterval } = result;
  const { found, asked, needed, margin } = foundAndNeeded(result);
  return {
    id,
    title,
    sign: signOfResult(result),
    deciding: result === view.deciding,
    verdict: asLabel(statusText(result)),
    subject: `${judgedText(result, view.title(result.metric))}, ${subsetText(where)}`,
    found,
    needed: `${asked} ${needed}`,
    margin,
    n: countText(n, unitOf(where, view)),
    interval: result.interval === null ? null : interval(result.interval, showOf(result)),
    reason: status === 'pass' ? undefined : [`${reason}. `, samplesText('Worst samples', worstSamples, where.corpus, view)],
    drawn: relativeMargin === null ? null : { margin: relativeMargin, interval: relativeInterval },
  };
}

/** What lacks evidence, then the worst relative margin; what does not apply comes last. */
function byConcern(results: readonly CriterionResult[]): CriterionResult[] {
  const rank = ({ status, relativeMargin }: CriterionResult): number =>
    status === 'not_applicable' ? Infinity : status === 'insufficient' ? -Infinity : (relativeMargin ?? 0);
  return results.toSorted((a, b) => byNumber(rank(a), rank(b)));
}
