/** What the check of ../../blank_class.ts measures: classes without a pixel of ground truth. */
import type { Corpus } from '../../../contracts/corpus.ts';
import type { TabulateInput } from '../../../tabulate/evaluation.ts';
import type { Case } from '../case.ts';
import { plain } from '../inputs.ts';

type Blank = NonNullable<Corpus['blank']>[number];

/** @param labels of the blank classes, @param of labels, classes and blank labels of the dimension */
function withBlank(classes: number, labels: number, of: readonly [labels: number, classes: number, blank: number]): TabulateInput {
  const values = Array.from({ length: classes }, (_, i) => `class_${i}`);
  const blank: Blank = { dimension: 'kind', values, labels, ids: ['b', 'c'], of: { labels: of[0], classes: of[1], blank: of[2] } };
  const corpora = new Map([...plain.corpora].map(([name, corpus]) => [name, { ...corpus, blank: [blank] }]));
  return { ...plain, corpora };
}

const check = 'blank_class';
const told = { n: 4, samples: ['b', 'c'] };

export const blankClassCases: readonly Case[] = [
  { check, name: 'every class has pixels', input: plain, value: 0, n: 4 },
  // 1 of the 495 ways to choose 4 of 12, for each of 3 classes.
  { check, name: 'a third of a small corpus', input: withBlank(1, 4, [12, 3, 4]), value: 1 - 3 / 495, ...told },
  {
    check,
    name: 'one empty picture in a class of its own, of 20 classes',
    input: withBlank(1, 1, [100, 20, 1]),
    value: -Math.expm1(Math.log(1 / 100) + Math.log(20)),
    ...told,
  },
  { check, name: 'each picture is a class', input: withBlank(1000, 1000, [2000, 2000, 1000]), value: 0, ...told },
  { check, name: 'half of many classes, on many pictures', input: withBlank(5, 5000, [10_000, 10, 5000]), value: 1, ...told },
];
