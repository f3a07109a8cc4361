/** What people write: criteria, sanity policies, taxonomies. */
import { readFileSync } from 'node:fs';
import { readTaxonomy } from '../../../eval/import/taxonomy.ts';
import { readText } from '../../../eval/io/files.ts';
import { programs } from '../program.ts';
import { type Files, file, type Reader } from '../reader.ts';

const criteria = (path: string) => file('yaml', readFileSync(`criteria/${path}`));

const sanity = () => criteria('sanity.yaml');

const read = {
  folder: 'eval/criteria',
  words: '--criteria criteria.yaml --sanity sanity.yaml --measure-out out/measurement.json --policy-out out/policy.json',
};
const files = ['pottery/success_criteria.yaml', 'faces/gold_label_criteria.yaml', 'clips/loso_criteria.yaml', 'scorecard/champion.yaml'];

export const policyReaders: readonly Reader[] = [
  programs('criteria', 14, () => files.map((path): Files => ({ 'criteria.yaml': criteria(path), 'sanity.yaml': sanity() })), read),
  programs('criteria with tiers', 5, () => [{ 'criteria.yaml': criteria('scorecard/promotion_scorecard.yaml'), 'sanity.yaml': sanity() }], {
    ...read,
    words: `${read.words} --tier future`,
  }),
  {
    name: 'taxonomy',
    weight: 6,
    inputs: () => [{ 'taxonomy.yaml': criteria('pottery/failure_classes.yaml') }],
    read: () => {
      const taxonomy = readTaxonomy({ text: readText('taxonomy.yaml'), location: 'taxonomy.yaml' });
      taxonomy.classify('white on white, a shadow and two pieces', { type: 'human', deployment: 'kiln-cam' });
      return {};
    },
  },
  programs('lint', 3, () => [{ 'lint/criteria.yaml': criteria('pottery/success_criteria.yaml'), 'lint/sanity.yaml': sanity() }], {
    folder: 'eval/cli',
    words: 'lint lint',
    typed: true,
    // What it finds is its answer.
    exitCodes: [0, 2],
  }),
];
