/** report.html: one file that needs no network and no script. */
import { headline } from '../sentences.ts';
import type { View } from '../view.ts';
import { acrossSection } from './across.ts';
import { criteriaSection } from './criteria.ts';
import { evidenceSection } from './evidence.ts';
import { gallerySection } from './gallery.ts';
import type { Html } from './html.ts';
import { html, raw } from './html.ts';
import { methodSection, provenanceSection } from './provenance.ts';
import { reliabilitySection } from './reliability.ts';
import { resultsSection } from './results.ts';
import { style } from './style.ts';
import { trustSection } from './trust.ts';
import { banner, whySection } from './why.ts';
import { worstSection } from './worst.ts';

/** A section is left out, and so is its link, where there is nothing to say. */
const sections = [
  ['why', 'Why', whySection],
  ['criteria', 'Criteria', criteriaSection],
  ['across', 'Across', acrossSection],
  ['evidence', 'Evidence', evidenceSection],
  ['results', 'Results', resultsSection],
  ['worst', 'Worst', worstSection],
  ['gallery', 'Gallery', gallerySection],
  ['confidence', 'Confidence', reliabilitySection],
  ['trust', 'Trust', trustSection],
  ['method', 'Method', methodSection],
  ['provenance', 'Provenance', provenanceSection],
] as const satisfies readonly (readonly [id: string, title: string, render: (view: View) => Html | null])[];

export function htmlPage(view: View): string {
  const shown = sections.flatMap(([id, title, render]) => {
    const content = render(view);
    return content === null ? [] : [{ id, title, content }];
  });
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
<strong class="${view.decision.verdict}">${view.decision.verdict}</strong>${shown.map(({ id, title }) => html`<a href="#${id}">${title}</a>`)}
</div></nav>
<main class="column">
${shown.map(({ content }) => html`${content}\n`)}</main>
<footer class="column"><p>recommendation: "${view.decision.recommendation}", decided by <code>${view.decision.deciding}</code></p></footer>
</body>
</html>`.text.replace(/\n{2,}/g, '\n')}\n`;
}
