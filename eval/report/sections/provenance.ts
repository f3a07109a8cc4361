/** From what the numbers were made, and how to make them again. */
import { packageOfProvider, type Runtime } from '../../contracts/backend.ts';
import type { MetricsTable } from '../../contracts/metrics.ts';
import { canonicalJson } from '../../io/canonical_json.ts';
import { byText } from '../../io/order.ts';
import { aside, type Block, code, details, facts, heading, type Inline, paragraph } from '../blocks.ts';
import { policyText } from '../phrases/criteria.ts';
import { modelSize } from '../phrases/numbers.ts';
import type { View } from '../view.ts';

export function provenanceBlocks(view: View): Block[] {
  const { metrics, decision } = view;
  const { digests, policy } = decision;
  const evidence = Object.entries(digests.evidence).sort(([a], [b]) => byText(a, b));
  const tools = Object.entries(metrics.tools).sort(([a], [b]) => byText(a, b));
  const entries: readonly (readonly [string, Inline])[] = [
    ...metrics.corpora.map((one) => [`corpus ${one.name}, version ${one.datasetVersion}, read by ${one.importer}`, code(one.digest)] as const),
    [`criteria ${policyText(policy)}`, code(digests.policy)],
    ['measuring part of the criteria', code(digests.measure)],
    ...evidence.map(([name, digest]) => [`external metrics ${name}`, code(digest)] as const),
    ['table (metrics.json)', code(digests.metrics)],
    ...tools.map(([name, version]) => [name, code(version)] as const),
  ];
  return [
    paragraph(['The same inputs give the same bytes. To make this report again: ', code(reproduction(view))]),
    ...details('Backends and their configurations', metrics.backends.flatMap(backendBlocks)),
    ...details('Digests and versions', [facts('lines', entries), ...(policy.about === '' ? [] : [paragraph(`About the criteria: ${policy.about}`)])]),
  ];
}

function backendBlocks({ role, identity }: MetricsTable['backends'][number]): Block[] {
  const { name, kind, checkpoint, digest, files = [], size, runtime, config } = identity;
  return [
    heading(name, aside(role)),
    facts('lines', [
      ['kind', code(kind)],
      ['checkpoint', checkpoint === null ? 'none' : [...files.flatMap((file) => [code(file), ' ']), code(checkpoint)]],
      ...(size === undefined ? [] : [['size', modelSize(size)] as const]),
      // One thread of the CPU is what nobody asks about.
      ...(runtime === undefined || (runtime.provider === 'cpu' && runtime.threads === 1) ? [] : [['runtime', runtimeText(runtime)] as const]),
      ['backend', code(digest)],
    ]),
    { kind: 'source', text: canonicalJson(config) },
  ];
}

function runtimeText({ provider, threads, precision }: Runtime): string {
  return `${packageOfProvider[provider]}, provider ${provider}, ${threads} ${threads === 1 ? 'thread' : 'threads'}, ${precision}`;
}

/** The command that makes this report again, of the same checkpoint. */
export function reproduction({ metrics: { evaluation }, flag }: View): string {
  const swapped = flag === undefined ? '' : ` --${flag.name}=${flag.value}`;
  return `bazel build ${/^(@|\/\/|:)/.test(evaluation) ? '' : ':'}${evaluation}${swapped}`;
}
