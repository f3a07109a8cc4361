/** What speaks for and against trusting the numbers, how they were made, and from what. */

import { canonicalLine } from '../../io/canonical_json.ts';
import { byText } from '../../io/order.ts';
import { absent, modelSize, number } from '../../report/phrases/numbers.ts';
import { asLabel, findingText } from '../../report/phrases/status.ts';
import { aboutIntervals, aboutNumbers, hasResampled, intervalMethods, passing } from '../sentences.ts';
import type { View } from '../view.ts';
import { code, cut, left, prose, right, table } from './text.ts';

export function trustSections(view: View, most: number): string[] {
  return [sanitySection(view, most), exclusionSection(view, most)];
}

function sanitySection({ decision }: View, most: number): string {
  const concern = { fired: 0, not_measured: 1, quiet: 2 };
  const { shown, pointer } = cut(
    decision.sanity.toSorted((a, b) => concern[a.status] - concern[b.status]),
    most,
  );
  if (shown.length === 0) return '';
  const columns = [...left('check', 'result', 'what was found'), ...right('value', 'limit')];
  const rows = shown.map((finding) => [
    code(finding.check),
    asLabel(findingText(finding)),
    prose(finding.reason),
    number(finding.value),
    number(finding.limit),
  ]);
  return ['## Sanity checks', table(columns, rows), pointer].filter((part) => part !== '').join('\n\n');
}

function exclusionSection({ metrics }: View, most: number): string {
  const all = metrics.corpora.flatMap(({ name, exclusions }) => exclusions.map((exclusion) => ({ corpus: name, ...exclusion })));
  if (all.length === 0) return '## Exclusions\n\nNothing was left out of any corpus.';
  const { shown, pointer } = cut(all, most);
  const rows = shown.map(({ corpus, reason, count, ids }) => {
    const named = cut(ids, Math.min(most, 12));
    return [
      prose(corpus),
      prose(reason),
      String(count),
      ids.length === 0 ? absent : [...named.shown.map(code), named.pointer].filter((part) => part !== '').join(', '),
    ];
  });
  return ['## Exclusions', table([...left('corpus', 'reason'), ...right('count'), ...left('which')], rows), pointer]
    .filter((part) => part !== '')
    .join('\n\n');
}

export function methodSection(view: View, most: number): string {
  const columns = left('metric', 'what it is', 'better', 'no value when');
  const { shown, pointer } = cut(view.metrics.definitions, most);
  const rows = shown.map(({ id, version, title, summary, better, undefinedWhen }) => [
    `${prose(title)} (${code(`${id}@${version}`)})`,
    prose(summary),
    better,
    prose(undefinedWhen),
  ]);
  const { pass } = view.metrics;
  const intervals = intervalMethods(view);
  return [
    '## How the numbers were made',
    table(columns, rows),
    pointer,
    pass === null ? '' : `A sample passes when its ${code(pass.metric)} ${prose(passing(view) ?? '')}.`,
    intervals.length === 0 ? '' : [...intervals, ...(hasResampled(view) ? [aboutIntervals] : [])].map(prose).join(' '),
    aboutNumbers,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

export function provenanceSection({ metrics, decision }: View, most: number): string {
  const { digests, policy } = decision;
  const corpora = cut(metrics.corpora, most);
  const backends = cut(metrics.backends, most);
  const rows = [
    ...backends.shown.flatMap(({ role, identity }) => [
      [`${role} ${prose(identity.name)}, checkpoint`, identity.checkpoint === null ? absent : code(identity.checkpoint)],
      [`${role} ${prose(identity.name)}, backend`, code(identity.digest)],
      ...(identity.size === undefined ? [] : [[`${role} ${prose(identity.name)}, size`, prose(modelSize(identity.size))]]),
    ]),
    ...corpora.shown.map(({ name, datasetVersion, digest }) => [`corpus ${prose(name)}, version ${code(datasetVersion)}`, code(digest)]),
    [`criteria ${prose(policy.id)}, version ${policy.version}`, code(digests.policy)],
    ['measuring part of the criteria', code(digests.measure)],
    ...Object.keys(digests.evidence)
      .sort()
      .map((name) => [`evidence ${prose(name)}`, code(digests.evidence[name] ?? '')]),
    ['table (metrics.json)', code(digests.metrics)],
  ];
  const configurations = backends.shown.map(
    ({ identity }) => `- ${prose(identity.name)} (${code(identity.kind)}): ${code(canonicalLine(identity.config))}`,
  );
  const tools = Object.entries(metrics.tools)
    .sort(([a], [b]) => byText(a, b))
    .map(([tool, version]) => `${prose(tool)} ${prose(version)}`);
  return [
    '## Provenance',
    table(left('what', 'digest'), rows),
    [corpora.pointer, backends.pointer].filter((pointer) => pointer !== '').join('; '),
    configurations.join('\n'),
    tools.length === 0 ? '' : `Programs: ${tools.join(', ')}.`,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}
