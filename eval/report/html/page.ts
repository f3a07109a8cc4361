/** report.html: one file that needs no network and no script. */
import type { ReportDocument, Section } from '../blocks.ts';
import { blocksHtml, factsHtml } from './blocks.ts';
import { type Html, html, raw } from './html.ts';
import { markOf } from './marks.ts';
import { pictureDefinitions } from './pictures.ts';
import { style } from './style.ts';

export function htmlPage(report: ReportDocument): string {
  const { verdict, recommendation, deciding, headline, sections, pictures } = report;
  return `${html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>${headline}</title>
<style>${raw(style)}</style>
</head>
<body>
<a class="skip" href="#${sections[0]?.id}">To the reasons</a>
${banner(report)}
<nav aria-label="Sections"><div class="column">
<strong class="${verdict}">${verdict}</strong>${sections.map(({ id, name }) => html`<a href="#${id}">${name}</a>`)}
</div></nav>
<main class="column">
${sections.map(sectionHtml)}${pictureDefinitions(pictures)}</main>
<footer class="column"><p>recommendation: "${recommendation}", decided by <code>${deciding}</code></p></footer>
</body>
</html>`.text.replace(/\n{2,}/g, '\n')}\n`;
}

function banner({ verdict, sign, evaluation, headline, why, notices, facts, statements }: ReportDocument): Html {
  return html`
<header class="banner ${verdict}">
<div class="column">
<p class="eyebrow">Promotion report <span>${evaluation}</span></p>
<h1>${markOf(sign)}${headline}</h1>
<p class="why">${why}.</p>
${notices.map((notice) => html`<p class="notice">${markOf('unknown')} ${notice}</p>`)}
${factsHtml(facts)}
${statements.map((statement) => html`<p class="statement">${statement}</p>`)}
</div>
</header>`;
}

function sectionHtml({ id, title, blocks }: Section): Html {
  return html`<section id="${id}">
<h2>${title}</h2>
${blocksHtml(blocks)}</section>
`;
}
