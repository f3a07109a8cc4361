/** What things are called within a sentence. */
import type { CriterionResult } from '../../contracts/decision.ts';
import type { Where } from '../../contracts/metrics.ts';
import type { Unit } from '../../table/units.ts';

/** `handle_hole on flagged`, `clips across source`, `nose on faces`, `nose, frontal on faces`, or the corpus alone. */
export function subsetText({ corpus, slice, across, part }: Where): string {
  const names = [...(part === undefined ? [] : [part]), ...(slice === null ? [] : [slice.value])];
  const on = names.length === 0 ? corpus : `${names.join(', ')} on ${corpus}`;
  return across === undefined ? on : `${on} across ${across}`;
}

/** The same for readers who do not have the taxonomy before them: `flagged failure_class=handle_hole`, `faces part=nose`. */
export function fullSubsetText({ corpus, slice, across, part }: Where): string {
  const named = [...(slice === null ? [] : [`${slice.dimension}=${slice.value}`]), ...(part === undefined ? [] : [`part=${part}`])];
  return [corpus, ...named, ...(across === undefined ? [] : [`across ${across}`])].join(' ');
}

/** A title within a sentence: `mask IoU` for `Mask IoU`, while `IoU` keeps its letters. */
export function inSentence(title: string): string {
  return title.replace(/^[A-Z](?=[a-z]+(?![A-Za-z]))/, (first) => first.toLowerCase());
}

const statisticWords: Readonly<Record<string, string>> = {
  value: '',
  p10: '10th percentile of ',
  p90: '90th percentile of ',
  spread: 'spread of ',
  sd: 'standard deviation of ',
};

/** What is judged: `mask IoU`, `10th percentile of mask IoU`, `median mask IoU`. */
export function subjectText(statistic: CriterionResult['statistic'], title: string): string {
  return `${statisticWords[statistic] ?? `${statistic} `}${inSentence(title)}`;
}

/** `1 sample`, `6 samples`, `9 values of source` */
export function countText(n: number, { one, many }: Unit): string {
  return `${n} ${n === 1 ? one : many}`;
}

/** `a`, `a and b`, `a, b and c` */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
