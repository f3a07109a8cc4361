/** Text that means itself in Markdown, wherever it comes from. */

/**
 * Prose from a file: one line, nothing in it becomes markup. An underscore within a word is none anyway and stays
 * readable. An "@" is kept from calling somebody.
 */
export function prose(text: string): string {
  return oneLine(text)
    .replace(/[\\`*[\]#|~$]/g, '\\$&')
    .replace(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '\\_')
    .replace(/^(\d*)([-+.)])(?=\s|$)/, '$1\\$2')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/@(?=[A-Za-z0-9])/g, '@\u200b');
}

/** Ids, digests and what strangers wrote: as code, which nothing inside can leave or turn into a link or a mention. */
export function code(text: string): string {
  const line = oneLine(text).replace(/\|/g, '\u2502');
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const padding = line === '' || line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${padding}${line}${padding}${fence}`;
}

/** A table of finished cells; columns of numbers stand right. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(columns.map(({ title }) => title)), line(columns.map(({ align }) => (align === 'right' ? '---:' : '---'))), ...rows.map(line)].join(
    '\n',
  );
}

export interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
}

export function left(...titles: readonly string[]): Column[] {
  return titles.map((title) => ({ title, align: 'left' }));
}

export function right(...titles: readonly string[]): Column[] {
  return titles.map((title) => ({ title, align: 'right' }));
}

/** A list of finished lines; empty ones are left out. */
export function bullets(lines: readonly string[]): string {
  return lines
    .filter((line) => line !== '')
    .map((line) => `- ${line}`)
    .join('\n');
}

/** Paragraphs and tables with a blank line between them; empty ones are left out. */
export function sections(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n');
}

/** The first of a list, and a line that says how many were left out. */
export function cut<T>(items: readonly T[], most: number): { readonly shown: readonly T[]; readonly pointer: string } {
  const rest = items.length - most;
  return rest <= 0 ? { shown: items, pointer: '' } : { shown: items.slice(0, most), pointer: `and ${rest} more in report.html` };
}

const longestText = 600;

function oneLine(text: string): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return line.length <= longestText ? line : `${line.slice(0, longestText).toWellFormed()}…`;
}
