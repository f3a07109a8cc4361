/** A class without a pixel of ground truth: whoever misses it is right everywhere. */
import type { Corpus } from '../contracts/corpus.ts';
import { listed } from '../io/words.ts';
import { defineCheck, measurement } from './check.ts';
import { Found } from './found.ts';

type Blank = NonNullable<Corpus['blank']>[number];

export const blankClass = defineCheck({
  name: 'blank_class',
  measures: 'how sure it is that classes without a pixel of ground truth are not so by chance',
  finding: ({ corpus }) => `the ground truth of a class of ${corpus} is empty everywhere`,
  advice:
    'Look at the masks of the class named. If its pictures show nothing on purpose, declare it: `background` of the corpus; of a region, take it out.',
  measure: ({ corpora }) =>
    corpora.map(({ name, samples, summary: { blank = [] } }) => {
      const [surest] = blank.map((one) => ({ one, certainty: certaintyOf(one) })).sort((a, b) => b.certainty - a.certainty);
      if (surest === undefined) return measurement({ corpus: name }, 0, samples.length, 'no class of drawn ground truth is empty everywhere');
      const { dimension, values, labels, ids, of } = surest.one;
      const classes = listed(values.map((value) => (dimension === null ? value : `${dimension}=${value}`)));
      const detail = `no pixel in all ${labels} labels of ${classes}; in ${of.blank - labels} of the other ${of.labels - labels}`;
      return measurement({ corpus: name }, surest.certainty, samples.length, detail, Found.of(ids));
    }),
});

/**
 * 1 less the probability that so many labels without a pixel, laid at random, fill so many whole classes: a hypergeometric one for these
 * classes, times the number of ways to choose them (Bonferroni). One empty picture in a class of its own says nothing.
 */
function certaintyOf({ values, labels, of }: Blank): number {
  // Logarithms: of many classes the one factor is too small, the other too large for a number.
  let log = 0;
  for (let i = 0; i < labels; i++) log += Math.log((of.blank - i) / (of.labels - i));
  for (let i = 0; i < values.length; i++) log += Math.log((of.classes - i) / (i + 1));
  return Math.max(0, -Math.expm1(log));
}
