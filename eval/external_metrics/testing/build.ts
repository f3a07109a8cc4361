/** Evidence of a few lines: artefacts as values, everything else filled in. */

import { type ExternalConfig, externalConfig } from '../../contracts/external_config.ts';
import type { ExternalMetrics, ExternalRow } from '../../contracts/external_metrics.ts';
import { InputError } from '../../errors/errors.ts';
import { type ExternalInput, type Source, sourceOf } from '../input.ts';
import { run } from '../run.ts';

/** A text as it is, any other value as JSON. */
export function source(location: string, value: unknown): Source {
  return sourceOf(location, Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)));
}

export function tracesOf(files: Readonly<Record<string, unknown>>): Map<string, Source> {
  return new Map(Object.entries(files).map(([name, value]) => [name, source(name, value)]));
}

export function configOf(more: Readonly<Record<string, unknown>> = {}): ExternalConfig {
  return externalConfig.parse({ name: 'scorecard', subject: { candidate: 'agent-2', checkpoint: null, baseline: null }, ...more });
}

export const withBaseline = { subject: { candidate: 'agent-2', checkpoint: null, baseline: 'agent-1' } };

/** One artefact or several, and what the declaration says. */
export function evidenceOf(artefacts: Omit<ExternalInput, 'config'>, config: Readonly<Record<string, unknown>> = {}): ExternalMetrics {
  return run({ config: configOf(config), ...artefacts });
}

export function rowOf({ rows }: ExternalMetrics, metric: string, role: ExternalRow['role'] = 'candidate'): ExternalRow | undefined {
  return rows.find((row) => row.metric === metric && row.role === role);
}

/** `0.7 of 20 tasks: 14 of 20 tasks passed`, or why there is none. */
export function told(row: ExternalRow | undefined): string {
  if (row === undefined) return 'no row';
  return row.value === null ? `none: ${row.reason}` : `${row.value} on ${row.n}: ${row.detail}`;
}

/** `code place message`, and `[got / expected]` where both are told. */
export function problemsOf(act: () => unknown): string[] {
  try {
    act();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.problems.map(({ code, location, message, got, expected }) => {
      return `${code} ${location} ${message}${got === undefined || expected === undefined ? '' : ` [${got} / ${expected}]`}`;
    });
  }
  return [];
}
