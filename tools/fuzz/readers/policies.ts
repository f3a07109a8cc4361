/** What people write: criteria, sanity policies, taxonomies. */
import { readFileSync } from 'node:fs';
import { findFiles } from '../../../eval/cli/lint/find.ts';
import { lint } from '../../../eval/cli/lint/lint.ts';
import { measurementFile, policyFile } from '../../../eval/contracts/criteria.ts';
import { readTaxonomy } from '../../../eval/import/taxonomy.ts';
import { readText } from '../../../eval/io/files.ts';
import { knownMetrics, metricById } from '../../../eval/metrics/table.ts';
import { readCriteria } from '../../../eval/pipeline/judge.ts';
import type { Files, Read, Reader } from '../reader.ts';
import { file } from '../reader.ts';

const metrics = { definitionOf: metricById, known: knownMetrics };
const criteria = (path: string) => file('yaml', readFileSync(`criteria/${path}`));

function policies(tier: string | undefined): Read {
  const source = (location: string) => ({ text: readText(location), location });
  const { measure, policy } = readCriteria(source('criteria.yaml'), source('sanity.yaml'), tier);
  return {
    outputs: [
      { schema: measurementFile, value: measure },
      { schema: policyFile, value: policy },
    ],
  };
}

const sanity = () => criteria('sanity.yaml');

export const policyReaders: readonly Reader[] = [
  {
    name: 'criteria',
    weight: 14,
    inputs: () =>
      ['pottery/success_criteria.yaml', 'faces/gold_label_criteria.yaml', 'clips/loso_criteria.yaml', 'scorecard/champion.yaml'].map(
        (path): Files => ({ 'criteria.yaml': criteria(path), 'sanity.yaml': sanity() }),
      ),
    read: () => policies(undefined),
  },
  {
    name: 'criteria with tiers',
    weight: 5,
    inputs: () => [{ 'criteria.yaml': criteria('scorecard/promotion_scorecard.yaml'), 'sanity.yaml': sanity() }],
    read: () => policies('future'),
  },
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
  {
    name: 'lint',
    weight: 3,
    inputs: () => [{ 'lint/criteria.yaml': criteria('pottery/success_criteria.yaml'), 'lint/sanity.yaml': sanity() }],
    read: () => {
      lint({ ...findFiles(['lint']), tier: undefined, metrics });
      return {};
    },
  },
];
