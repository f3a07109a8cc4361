/** report.md: fits a job summary or one comment, and ends with the recommendation on a line of its own. */
import { headline, reproduction } from '../sentences.ts';
import type { View } from '../view.ts';
import { acrossSections } from './across.ts';
import { criteriaSections, whySection } from './criteria.ts';
import { evidenceSections } from './evidence.ts';
import { gallerySection } from './gallery.ts';
import { reliabilitySection } from './reliability.ts';
import { resultSections, secondarySection } from './results.ts';
import { code, prose } from './text.ts';
import { methodSection, provenanceSection, trustSections } from './trust.ts';
import { worstSection } from './worst.ts';

/** By this line a bot finds its earlier comment. */
export const marker = '<!-- rules_model_eval:report -->';

/** Job summaries and comments hold a little more. */
export const largestSize = 60_000;

/** Lists and tables are cut to so many rows, the first of these that makes the page small enough. */
const cuts = [1000, 200, 50, 20, 10, 5, 2, 1] as const;

export function markdownPage(view: View): string {
  let page = '';
  for (const most of cuts) {
    page = compose(view, most);
    if (Buffer.byteLength(page) < largestSize) return page;
  }
  return page;
}

function compose(view: View, most: number): string {
  const sections = [
    `${marker}\n# ${prose(headline(view))}`,
    whySection(view, most),
    ...criteriaSections(view, most),
    ...acrossSections(view, most),
    ...evidenceSections(view, most),
    ...resultSections(view, most),
    worstSection(view, most),
    gallerySection(view, most),
    reliabilitySection(view, most),
    ...trustSections(view, most),
    secondarySection(view, most),
    methodSection(view, most),
    provenanceSection(view, most),
    `## Reproduce\n\n${code(reproduction(view))}`,
    // Two blanks break the line, so that both lines stay apart when rendered.
    `deciding criterion: ${code(view.decision.deciding)}  \nrecommendation: "${view.decision.recommendation}"`,
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}
