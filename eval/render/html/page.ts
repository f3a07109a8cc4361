/** report.html: one file that needs no network and no script. */
import { headline } from '../sentences.ts';
import type { View } from '../view.ts';
import { criteriaSection } from './criteria.ts';
import { gallerySection } from './gallery.ts';
import { html, raw } from './html.ts';
import { methodSection, provenanceSection } from './provenance.ts';
import { resultsSection } from './results.ts';
import { style } from './style.ts';
import { trustSection } from './trust.ts';
import { banner, whySection } from './why.ts';

const sections = [
  ['why', 'Why'],
  ['criteria', 'Criteria'],
  ['results', 'Results'],
  ['gallery', 'Gallery'],
  ['trust', 'Trust'],
  ['method', 'Method'],
  ['provenance', 'Provenance'],
] as const;

export function htmlPage(view: View): string {
  return `${html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>${headline(view)}</title>
<style>${raw(style)}</style>
</head>
<body>
<a class="skip" href="#why">To the reasons</a>
${banner(view)}
<nav aria-label="Sections"><div class="column">
<strong class="${view.decision.verdict}">${view.decision.verdict}</strong>${sections.map(([id, title]) => html`<a href="#${id}">${title}</a>`)}
</div></nav>
<main class="column">
${whySection(view)}
${criteriaSection(view)}
${resultsSection(view)}
${gallerySection(view)}
${trustSection(view)}
${methodSection(view)}
${provenanceSection(view)}
</main>
<footer class="column"><p>recommendation: "${view.decision.recommendation}", decided by <code>${view.decision.deciding}</code></p></footer>
</body>
</html>`.text.replace(/\n{2,}/g, '\n')}\n`;
}
