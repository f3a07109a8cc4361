/** The page about everything that a BUILD or MODULE.bazel file can load, made of the docstrings. */

import { byText } from '../../eval/io/order.ts';
import type { Definition, Parameter, StarlarkFile } from './starlark.ts';

/** Headings of the page, and which names stand below each: the first that fits. */
const groups: readonly (readonly [string, RegExp])[] = [
  ['All stages at once', /^(model_evaluation|backend_scores|criteria|metric_library)$/],
  ['Checkpoints', /_checkpoints?$/],
  ['Corpora', /_corpus(_rule)?$/],
  ['Backends', /_backend(_rule|_conformance_test)?$|^backend_|^gold_label_predictions$/],
  ['Several reports', /^(eval_candidates|leaderboard)/],
  ['Numbers from elsewhere', /^external_metrics|evidence|^eval_scorecard$/],
  ['One rule a stage', /^eval_/],
];

export interface PublicApi {
  readonly defs: StarlarkFile;
  readonly extensions: StarlarkFile;
  readonly providers: StarlarkFile;
}

/** @throws Error for a symbol that belongs below none of the headings, or is not documented */
export function rulesPage({ defs, extensions, providers }: PublicApi): string {
  const grouped = new Map(groups.map(([heading]) => [heading, [] as Definition[]]));
  for (const definition of defs.definitions) {
    const [heading] = groups.find(([, names]) => names.test(definition.name)) ?? [];
    if (heading === undefined) throw new Error(`tools/docs/rules_page.ts has no heading for ${definition.name}`);
    grouped.get(heading)?.push(definition);
  }
  const all: (readonly [string, string, readonly Definition[]])[] = [
    ...[...grouped].map(([heading, found]) => [heading, '', byName(found)] as const),
    ['Module extension', `${paragraphs(extensions.doc)}\n`, extensions.definitions],
    ['Providers', `For rules of your own: \`load("@rules_model_eval//rules:providers.bzl", …)\`.\n`, byName(providers.definitions)],
  ];
  const contents = all.map(([heading, , definitions]) => `- ${link(heading)}: ${definitions.map(({ name }) => link(name)).join(', ')}`);
  const bodies = all.map(([heading, text, definitions]) => [`## ${heading}\n`, text, ...definitions.map(section)].filter((s) => s !== '').join('\n'));
  // The first column of a table has names of attributes, and some are called like a rule.
  const names = new Set(all.flatMap(([, , definitions]) => definitions.map(({ name }) => name)));
  const linked = bodies.join('\n').replaceAll(/(?<!^\| )`(\w+)`/gm, (text, name: string) => (names.has(name) ? `[${text}](#${anchor(name)})` : text));
  return `${contents.join('\n')}\n\n${linked}`;
}

const byName = (definitions: readonly Definition[]): Definition[] => [...definitions].sort((a, b) => byText(a.name, b.name));

/** GitHub's anchors: small letters, blanks as dashes, most signs dropped. */
const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(' ', '-')
    .replaceAll(/[^\w-]/g, '');
const link = (heading: string): string => `[${heading}](#${anchor(heading)})`;

function section({ kind, name, doc, parameters, returns }: Definition): string {
  const undocumented = [{ name, doc }, ...parameters].filter((part) => part.doc === '' && part.name !== 'name').map((part) => part.name);
  if (undocumented.length > 0) throw new Error(`${name}: no docstring of ${undocumented.join(', ')}`);
  // Every rule has a name, and what Bazel says of it is the same everywhere.
  const others = kind === 'rule' ? parameters.filter((p) => p.name !== 'name') : parameters;
  const shown = kind === 'function' ? others : [...others.filter((p) => p.mandatory), ...others.filter((p) => !p.mandatory)];
  const parts = [`### ${name}\n`, `${paragraphs(doc)}\n`, table(kind, shown)];
  if (returns !== undefined) parts.push(`Returns a ${cell(returns)}.\n`);
  return parts.filter((part) => part !== '').join('\n');
}

function table(kind: Definition['kind'], parameters: readonly Parameter[]): string {
  if (parameters.length === 0) return '';
  const [head, ...columns] = {
    function: ['parameter', 'default'],
    provider: ['field'],
    rule: ['attribute', 'type', 'default'],
    tag: ['attribute', 'type', 'default'],
  }[kind] as [string, ...string[]];
  const rows = parameters.map((parameter) => {
    const columnTexts: Readonly<Record<string, string>> = { default: standard(parameter), type: typeOf(parameter) };
    return [code(nameOf(kind, parameter)), ...columns.map((column) => columnTexts[column] ?? ''), cell(parameter.doc)];
  });
  const lines = [[head, ...columns, 'meaning'], Array(columns.length + 2).fill('---'), ...rows];
  return `${lines.map((line) => `| ${line.join(' | ')} |`).join('\n')}\n`;
}

const nameOf = (kind: Definition['kind'], { name }: Parameter): string => (kind === 'function' && name === 'kwargs' ? '**kwargs' : name);

/** Labels of this module are written as another module would. */
const standard = ({ standard: value, mandatory }: Parameter): string =>
  mandatory ? 'mandatory' : value === undefined ? '' : code(value.replaceAll(/"@?(\/\/[^"]*)"/g, '"@rules_model_eval$1"'));

const typeOf = ({ type, providers }: Parameter): string =>
  [
    type === 'name' ? 'string' : (type ?? ''),
    ...(providers.length > 0 ? [`with ${providers.map((all) => all.map(link).join(' and ')).join(' or ')}`] : []),
  ].join(' ');

const code = (text: string): string => `\`${text.replaceAll('|', '\\|')}\``;
const cell = (text: string): string => paragraphs(text).replaceAll(/\s+/g, ' ').replaceAll('|', '\\|');

/** A docstring as Markdown: paths of pages become links, and angle brackets outside of code stay visible. */
function paragraphs(doc: string): string {
  const parts = doc.trim().split(/(^```[\s\S]*?^```$|`[^`\n]*`)/m);
  return parts.map((part, i) => (i % 2 === 1 ? part : part.replaceAll('<', '&lt;').replaceAll(/docs\/([\w/-]+\.md)/g, '[$1]($1)'))).join('');
}
