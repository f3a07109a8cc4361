/** What a criterion asked for and what it found. */
import type { CriterionResult, Decision } from '../../contracts/decision.ts';
import { limitWords, opposite } from '../../table/direction.ts';
import { subjectText } from './names.ts';
import { absent, decimalsToTell, number, percent, signed } from './numbers.ts';

/** Whether a result is about candidate minus baseline. */
export function isDifference({ of }: Pick<CriterionResult, 'of'>): boolean {
  return of === 'candidate - baseline';
}

/** Whose number is judged, before the metric's name. */
const subjects: Readonly<Record<string, string>> = { candidate: '', 'candidate - baseline': 'difference in ', 'candidate / baseline': 'ratio of ' };

/** How numbers of a result are written: a difference has a sign. */
export function showOf(result: Pick<CriterionResult, 'of'>): typeof number {
  return isDifference(result) ? signed : number;
}

/** `mask IoU`, `10th percentile of mask IoU`, `difference in mask IoU`, `ratio of mask IoU` */
export function judgedText(result: Pick<CriterionResult, 'of' | 'statistic'>, title: string): string {
  return `${subjects[result.of] ?? ''}${subjectText(result.statistic, title)}`;
}

/** Found and needed with the same number of decimals, as many as it takes to tell them apart; `asked` is "at least" or "at most". */
export function foundAndNeeded(result: Pick<CriterionResult, 'of' | 'judged' | 'observed' | 'limit' | 'tooGood' | 'comparator' | 'margin'>): {
  found: string;
  asked: string;
  needed: string;
  margin: string;
} {
  const { judged, observed, limit, tooGood, comparator, margin } = result;
  const decimals = decimalsToTell(judged ?? limit, limit);
  const show = showOf(result);
  const bound = judged !== null && judged !== observed ? ` (bound ${show(judged, decimals)})` : '';
  return {
    found: observed === null ? 'nothing' : `${show(observed, decimals)}${bound}`,
    asked: limitWords(comparator),
    needed: `${show(limit, decimals)}${tooGood === undefined ? '' : `, ${limitWords(opposite(comparator))} ${show(tooGood, decimalsToTell(tooGood, limit))}`}`,
    margin: margin === null ? absent : signed(margin, Math.max(decimals, decimalsToTell(margin, 0))),
  };
}

/** `pottery version 4`, `agent version 1, tier first_sft` */
export function policyText({ id, version, tier }: Pick<Decision['policy'], 'id' | 'version' | 'tier'>): string {
  return `${id} version ${version}${tier === null ? '' : `, tier ${tier}`}`;
}

/** What choosing the best of several costs: by the sum of the single chances (Bonferroni), which no choice exceeds. */
export function choiceText(candidates: number): string {
  const chance = percent(Math.min(1, candidates * 0.05));
  return `${candidates} candidates were judged on the same data, so the best of them looks better than it is: what one passes wrongly in 5% of cases, one of ${candidates} passes wrongly in up to ${chance}`;
}

/** `at least 0.75`, `at least 0.75, at most 0.99`, as the criteria have it: not rounded. */
export function limitText({ comparator, limit, tooGood }: Pick<CriterionResult, 'comparator' | 'limit' | 'tooGood'>): string {
  return `${limitWords(comparator)} ${limit}${tooGood === undefined ? '' : `, ${limitWords(opposite(comparator))} ${tooGood}`}`;
}
