/** The queries that the page shows are the ones that are tested. */
import { readFileSync } from 'node:fs';
import { promise } from '../promises/checks.ts';

export function checkExamples(): void {
  const shown = [...readFileSync('docs/data.md', 'utf8').matchAll(/^```sql\n(.*?)^```$/gms)].map(([, text]) => text);
  const tested = ['crop_runs', 'crop_annotations'].map((name) => readFileSync(`eval/snapshot/example/${name}.sql`, 'utf8'));
  promise('the queries in docs/data.md are those that are tested', shown, tested);
}
