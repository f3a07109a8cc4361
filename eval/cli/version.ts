import { type Versions, versions } from '../contracts/cli_results.ts';
import { criteriaFile } from '../contracts/criteria.ts';
import { metrics } from '../metrics/table.ts';
import { section } from '../report/text/layout.ts';
import { defineCommand } from './command.ts';

export const versionCommand = defineCommand(
  {
    name: 'version',
    summary: 'versions of file formats and metrics',
    about: ['The module itself has the version that your MODULE.bazel names. What numbers depend on is below.'],
    words: [],
    options: {},
    examples: [['', 'the versions']],
    exitCodes: [
      [0, 'always'],
      [2, 'wrong usage'],
    ],
  },
  versions,
  () => {
    const data: Versions = {
      schemaVersion: 1,
      kind: 'versions',
      name: 'rules_model_eval',
      criteriaSchema: criteriaFile.shape.schema.value,
      node: process.version,
      metrics: metrics.map(({ id, version }) => ({ id, version })),
    };
    return { data, text: versionText, exitCode: 0 };
  },
);

function versionText({ name, schemaVersion, criteriaSchema, node, metrics: known }: Versions): string[] {
  return [
    `${name}: files of schemaVersion ${schemaVersion}, criteria of schema ${criteriaSchema}, Node.js ${node}`,
    ...section(
      'metrics',
      known.map(({ id, version }) => `${id}@${version}`),
    ),
  ];
}
