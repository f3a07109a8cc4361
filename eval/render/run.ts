/** Renders what was measured, decided and drawn. Computes nothing: deleting its outputs loses no fact. */
import type { Report } from '../contracts/report.ts';
import { reportDocument } from '../report/document.ts';
import { htmlPage } from '../report/html/page.ts';
import { markdownPage } from '../report/markdown/page.ts';
import { checkedParts, type ReportParts } from './check.ts';

export interface RenderOutput {
  readonly report: Report;
  readonly markdown: string;
  readonly html: string;
}

/** @throws InputError EV5403 for parts that do not belong together */
export function run(parts: ReportParts): RenderOutput {
  const input = checkedParts(parts);
  const { decision, metrics, flag } = input;
  const { recommendation, verdict, deciding } = decision;
  const document = reportDocument(input);
  return {
    report: { schemaVersion: 1, kind: 'report', recommendation, verdict, deciding, ...(flag === undefined ? {} : { flag }), decision, metrics },
    markdown: markdownPage(document),
    html: htmlPage(document),
  };
}
