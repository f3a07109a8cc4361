/** Text that means itself in Markdown, wherever it comes from. */

/**
 * Prose from a file: one line, nothing in it becomes markup. An underscore within a word is none anyway and stays
 * readable. An "@" is kept from calling somebody.
 */
export function prose(text: string): string {
  return oneLine(text)
    .replace(/[\\`*[\]#|~$]/g, '\\$&')
    .replace(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '\\_')
    .replace(/^( ?\d*)([-+.)])(?=\s|$)/, '$1\\$2')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/@(?=[A-Za-z0-9])/g, '@\u200b');
}

/** The same between tags, where renderers do not agree whether Markdown is any. */
export function insideTag(text: string): string {
  return oneLine(text)
    .replace(/[&<>[\]*_`|\\]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/@(?=[A-Za-z0-9])/g, '@\u200b');
}

/** Ids, digests and what strangers wrote: as code, which nothing inside can leave or turn into a link or a mention. */
export function code(text: string): string {
  const line = oneLine(text).trim().replace(/\|/g, '\u2502');
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const padding = line === '' || line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${padding}${line}${padding}${fence}`;
}

/** The first of a list, and a line that says how many were left out. */
export function cut<T>(items: readonly T[], most: number): { readonly shown: readonly T[]; readonly pointer: string } {
  const rest = items.length - most;
  return rest <= 0 ? { shown: items, pointer: '' } : { shown: items.slice(0, most), pointer: `and ${rest} more in report.html` };
}

const longestText = 600;

/** Blanks at the ends stay: the text may be a piece of a line. */
function oneLine(text: string): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ');
  return line.length <= longestText ? line : `${line.slice(0, longestText).toWellFormed()}…`;
}
