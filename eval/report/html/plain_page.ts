/** A page without banner, pictures and scripts. */
import { type Html, html, raw } from './html.ts';
import { style } from './style.ts';

/** A complete document. */
export function plainPage(title: string, content: Html): string {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title}</title><style>${raw(style)}</style></head>
<body><main class="column">
${content}
</main></body></html>
`.text;
}
