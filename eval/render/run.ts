/** Renders what was measured, decided and drawn. Computes nothing: deleting its outputs loses no fact. */
import type { Report } from '../contracts/report.ts';
import type { RenderInput } from './check.ts';
import { checkParts } from './check.ts';
import { htmlPage } from './html/page.ts';
import { markdownPage } from './markdown/page.ts';
import { View } from './view.ts';

export interface RenderOutput {
  readonly report: Report;
  readonly markdown: string;
  readonly html: string;
}

/** @throws InputError EV5403 for parts that do not belong together */
export function run({ metrics, decision, gallery, pairs }: RenderInput): RenderOutput {
  checkParts({ metrics, decision, gallery, pairs });
  const view = new View(metrics, decision, gallery, pairs);
  const { recommendation, verdict, deciding } = decision;
  return {
    report: { schemaVersion: 1, kind: 'report', recommendation, verdict, deciding, decision, metrics },
    markdown: markdownPage(view),
    html: htmlPage(view),
  };
}
