/** A report as one document, whatever it is written in. */

import { acrossGroups } from './across.ts';
import type { Block, ReportDocument, Section } from './blocks.ts';
import { listed } from './phrases/names.ts';
import { acrossBlocks } from './sections/across.ts';
import { bannerFacts } from './sections/banner.ts';
import { confidenceBlocks } from './sections/confidence.ts';
import { criteriaBlocks } from './sections/criteria.ts';
import { detectionBlocks } from './sections/detection/section.ts';
import { externalBlocks } from './sections/external_metrics.ts';
import { galleryBlocks } from './sections/gallery.ts';
import { methodBlocks } from './sections/method.ts';
import { provenanceBlocks } from './sections/provenance.ts';
import { resultBlocks } from './sections/results.ts';
import { pictureOf } from './sections/samples.ts';
import { trustBlocks } from './sections/trust.ts';
import { whyBlocks } from './sections/why.ts';
import { worstBlocks } from './sections/worst.ts';
import { headline } from './sentences.ts';
import { signOfVerdict } from './signs.ts';
import { type ReportInput, View } from './view.ts';

/** In the order of the report. A section is left out where there is nothing to say. */
const sections = [
  { id: 'why', name: 'Why', title: () => 'Why', blocks: whyBlocks },
  { id: 'criteria', name: 'Criteria', title: () => 'How close it was', blocks: criteriaBlocks },
  { id: 'across', name: 'Across', title: acrossTitle, blocks: acrossBlocks },
  { id: 'external_metrics', name: 'External metrics', title: () => 'External metrics', blocks: externalBlocks },
  { id: 'detection', name: 'Detection', title: () => 'What was detected', blocks: detectionBlocks },
  { id: 'results', name: 'Results', title: () => 'Results', blocks: resultBlocks },
  { id: 'worst', name: 'Worst', title: () => 'Worst samples', blocks: worstBlocks },
  { id: 'gallery', name: 'Gallery', title: () => 'Gallery', blocks: galleryBlocks },
  { id: 'confidence', name: 'Confidence', title: () => 'Confidence', blocks: confidenceBlocks },
  { id: 'trust', name: 'Trust', title: () => 'Can the numbers be trusted?', blocks: trustBlocks },
  { id: 'method', name: 'Method', title: () => 'How the numbers were made', blocks: methodBlocks },
  { id: 'provenance', name: 'Provenance', title: () => 'Provenance', blocks: provenanceBlocks },
] as const satisfies readonly { id: string; name: string; title: (view: View) => string; blocks: (view: View) => Block[] }[];

function acrossTitle(view: View): string {
  return `Across ${listed([...new Set(acrossGroups(view).map(({ dimension }) => dimension))])}`;
}

export function reportDocument(input: ReportInput): ReportDocument {
  const view = new View(input);
  const { decision, metrics, gallery } = view;
  const { verdict, recommendation, deciding, why, policy } = decision;
  return {
    verdict,
    sign: signOfVerdict(decision),
    recommendation,
    deciding,
    evaluation: metrics.evaluation,
    headline: headline(view),
    why,
    notices: policy.notices,
    facts: bannerFacts(view),
    statements: [...new Set(metrics.corpora.flatMap((corpus) => corpus.statements))],
    sections: sections.flatMap(({ id, name, title, blocks }): Section[] => {
      const own = blocks(view);
      return own.length === 0 ? [] : [{ id, name, title: title(view), blocks: own }];
    }),
    pictures: gallery.items.map((item) => pictureOf(item, view)),
  };
}
