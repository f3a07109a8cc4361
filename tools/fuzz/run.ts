/** Shares cases out, runs them, and says what came of them. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { campaign, type Result } from './campaign.ts';
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

/** In two processes: one waits for the disk while the other computes. */
export async function fuzz({ seed, count, only }: Options): Promise<Fuzzed> {
  const jobs = share(readers, count).filter(({ reader }) => only === undefined || reader === only);
  const results: Result[] = [];
  const told = (result: Result): void => void results.push(result);
  const halves = [jobs.filter((_, i) => i % 2 === 0), jobs.filter((_, i) => i % 2 === 1)];
  await Promise.all(halves.map((half) => campaign(table, seed, half, told)));
  const findings = results.flatMap(({ reader, number, ending }) =>
    ending.kind === 'finding' ? [`\nFINDING ${reader} ${number} (--only "${reader}" --seed ${seed} --count ${count}): ${ending.what}\n`] : [],
  );
  const text = `${tableOf(jobs, results)}\n${findings.join('')}${results.length - findings.length} passed, ${findings.length} failed\n`;
  return { text, cases: results.length, findings: findings.length };
}

/** Cases by weight, rounded up: every reader gets one at least. */
export function share(list: readonly Reader[], count: number): Job[] {
  const total = list.reduce((sum, { weight }) => sum + weight, 0);
  return list.map(({ name, weight }) => ({ reader: name, from: 0, to: Math.ceil((count * weight) / total) }));
}

const columns = ['reader', 'cases', 'read', 'refused', 'findings', 'codes'] as const;

/** One line a reader. */
function tableOf(jobs: readonly Job[], results: readonly Result[]): string {
  const rows = jobs.map(({ reader }) => {
    const endings = results.filter((result) => result.reader === reader).map(({ ending }) => ending);
    const of = (kind: string): string => String(endings.filter((ending) => ending.kind === kind).length);
    const codes = counted(endings.flatMap((ending) => (ending.kind === 'refused' ? ending.codes : [])));
    return [reader, String(endings.length), of('read'), of('refused'), of('finding'), codes];
  });
  const widest = Math.max(...rows.map(([reader = '']) => reader.length));
  const line = ([reader = '', ...rest]: readonly string[]): string =>
    [reader.padEnd(widest), ...rest.map((cell, i) => cell.padStart(columns[i + 1]?.length ?? 0))].join('  ');
  return [columns, ...rows].map(line).join('\n');
}

function counted(items: readonly string[]): string {
  const counts = [...Map.groupBy(items, (item) => item)].map(([item, same]) => `${item} ${same.length}`);
  return counts.sort().join(', ');
}
