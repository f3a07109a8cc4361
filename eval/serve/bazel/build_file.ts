/** BUILD files as text: loads of our public rules, and calls with literal values. */
import type { Json } from '../../contracts/common.ts';
import { byText } from '../../io/order.ts';

export interface Call {
  readonly rule: string;
  readonly attributes: Readonly<Record<string, Json | undefined>>;
  /** Attributes whose values are calls or other text of Starlark. */
  readonly code?: Readonly<Record<string, string>>;
}

const defs = '@rules_model_eval//rules:defs.bzl';

/** A BUILD file that calls rules of the public file, and those of none (`exports_files`). */
export function buildFile(about: string, calls: readonly Call[]): string {
  const loaded = [...new Set(calls.map(({ rule }) => rule))].filter((rule) => rule !== 'exports_files').sort(byText);
  const load = loaded.length === 0 ? '' : `load(${[defs, ...loaded].map((word) => JSON.stringify(word)).join(', ')})\n\n`;
  return `${JSON.stringify(about)}\n\n${load}package(default_visibility = ["//visibility:public"])\n${calls.map(callText).join('')}`;
}

function callText({ rule, attributes, code = {} }: Call): string {
  const literals = Object.entries(attributes).flatMap(([name, value]) => (value === undefined ? [] : [[name, literal(value)] as const]));
  const all = [...literals, ...Object.entries(code)].toSorted(([a], [b]) => (a === 'name' ? -1 : b === 'name' ? 1 : byText(a, b)));
  return `\n${rule}(\n${all.map(([name, text]) => `    ${name} = ${text},\n`).join('')})\n`;
}

/** A value of JSON as Starlark writes it. */
export function literal(value: Json): string {
  if (value === null) return 'None';
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (typeof value === 'string') return text(value);
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return `[${value.map((item) => literal(item as Json)).join(', ')}]`;
  const entries = Object.entries(value as Readonly<Record<string, Json>>).toSorted(([a], [b]) => byText(a, b));
  return `{${entries.map(([key, item]) => `${text(key)}: ${literal(item)}`).join(', ')}}`;
}

/** Starlark knows fewer escapes than JSON: what is not plain is written by number. */
function text(value: string): string {
  const escaped = value.replace(/["\\]/g, '\\$&').replace(/\p{Cc}/gu, (character) => `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`);
  return `"${escaped}"`;
}
