/** Shares cases out, runs them, and says what came of them. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Result } from './campaign.ts';
import { campaign } from './campaign.ts';
import type { Job } from './messages.ts';
import type { Reader } from './reader.ts';
import { readers } from './readers/table.ts';

export interface Options {
  readonly seed: number;
  readonly count: number;
  readonly only: string | undefined;
}

export interface Fuzzed {
  readonly text: string;
  readonly cases: number;
  readonly findings: number;
}

const table = pathToFileURL(join(import.meta.dirname, `readers/table${import.meta.filename.endsWith('.ts') ? '.ts' : '.js'}`)).href;

/** Two processes: one waits for the disk while the other computes. */
export async function fuzz({ seed, count, only }: Options): Promise<Fuzzed> {
  const jobs = share(
    readers.filter(({ name }) => only === undefined || name === only),
    count,
  );
  const results: Result[] = [];
  const told = (result: Result): void => void results.push(result);
  const halves = [jobs.filter((_, i) => i % 2 === 0), jobs.filter((_, i) => i % 2 === 1)];
  await Promise.all(halves.map((half) => campaign(table, seed, half, told)));
  const findings = results.filter(({ ending }) => ending.kind === 'finding');
  return { text: textOf(seed, jobs, results), cases: results.length, findings: findings.length };
}

/** Cases by weight; every reader gets one at least. */
export function share(list: readonly Reader[], count: number): Job[] {
  const total = list.reduce((sum, { weight }) => sum + weight, 0);
  return list.map(({ name, weight }) => ({ reader: name, from: 0, to: Math.max(1, Math.round((count * weight) / total)) }));
}

function textOf(seed: number, jobs: readonly Job[], results: readonly Result[]): string {
  const rows = jobs.map(({ reader }) => {
    const endings = results.filter((result) => result.reader === reader).map(({ ending }) => ending);
    const of = (kind: string): string => String(endings.filter((ending) => ending.kind === kind).length);
    const codes = counted(endings.flatMap((ending) => (ending.kind === 'refused' ? ending.codes : [])));
    return [reader, String(endings.length), of('read'), of('refused'), of('finding'), codes.map(([code, n]) => `${code} ${n}`).join(', ')];
  });
  const header = ['reader', 'cases', 'read', 'refused', 'findings', 'codes'];
  const widths = header.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells.map((cell, i) => (i === 0 || i === 5 ? cell.padEnd(i === 5 ? 0 : (widths[i] ?? 0)) : cell.padStart(widths[i] ?? 0))).join('  ');
  const findings = results.flatMap(({ reader, number, ending }) =>
    ending.kind === 'finding' ? [`\nFINDING ${reader} ${number} (--only "${reader}" --seed ${seed}): ${ending.what}\n`] : [],
  );
  const kinds = new Set(results.flatMap(({ ending }) => (ending.kind === 'refused' ? ending.codes : []))).size;
  const sum = `seed ${seed}: ${results.length} changed inputs, ${kinds} codes, ${findings.length} findings\n`;
  return `${[line(header), ...rows.map(line)].join('\n')}\n${findings.join('')}${sum}`;
}

function counted(items: readonly string[]): [string, number][] {
  return [...Map.groupBy(items, (item) => item)].map(([item, same]): [string, number] => [item, same.length]).sort(([a], [b]) => (a < b ? -1 : 1));
}
