/** Each kind of block as Markdown. Lists and tables are cut, with a line that says how much is left out. */
import { type Block, type Check, type Facts, isChart, type Picture, type Table } from '../blocks.ts';
import { inlineMarkdown } from './inline.ts';
import { code, cut, insideTag, prose } from './text.ts';

/** How much of a page there is room for. */
export interface Room {
  /** Rows of each table and list. */
  readonly rows: number;
  /** Whether there is room for what is not needed at once. */
  readonly details: boolean;
}

export function blocksMarkdown(blocks: readonly Block[], room: Room): string {
  return parts(...blocks.map((block) => blockMarkdown(block, room)));
}

function blockMarkdown(block: Block, room: Room): string {
  switch (block.kind) {
    case 'paragraph':
      return inlineMarkdown(block.text).trim();
    case 'heading':
      return `### ${inlineMarkdown(block.text)}`;
    case 'list':
      return parts(block.title === undefined ? '' : `${prose(block.title)}:`, bullets(block.items.map(inlineMarkdown), room));
    case 'facts':
      return factsMarkdown(block, room);
    case 'table':
      return tableMarkdown(block, room);
    case 'checks':
      return checksMarkdown(block.checks, room);
    case 'matrix':
      return matrixMarkdown(block, room);
    case 'pictures': {
      const { shown, pointer } = cut(block.pictures, room.rows);
      return parts(...shown.map((picture) => parts(captionOf(picture), stripOf(picture))), pointer);
    }
    case 'panels':
      return parts(inlineMarkdown(block.caption), stripOf(block.picture));
    case 'drawing':
      return parts(prose(block.caption), image(block.title, block.file));
    case 'source':
      return code(block.text);
    case 'columns':
      return parts(...block.columns.map((own) => blocksMarkdown(own, room)));
    case 'details':
      if (!room.details) return `${prose(block.summary)}: in report.html`;
      return parts(`<details><summary>${insideTag(block.summary)}</summary>`, blocksMarkdown(block.blocks, room), '</details>');
    // What can only be drawn says nothing that tables do not.
    case 'plots':
    case 'swatches':
      return '';
  }
}

/** Paragraphs and tables with a blank line between them; empty ones are left out. */
export function parts(...texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join('\n\n');
}

function bullets(lines: readonly string[], { rows }: Room): string {
  const { shown, pointer } = cut(lines, rows);
  return [...shown, pointer]
    .filter((line) => line !== '')
    .map((line) => `- ${line.trim()}`)
    .join('\n');
}

export function factsMarkdown({ look, entries }: Facts, room: Room): string {
  const lines = entries.map(({ term, value }) => `${inlineMarkdown(term)}: ${inlineMarkdown(value)}`);
  return look === 'lines' ? bullets(lines, room) : lines.join(' · ');
}

/** A column of charts is left out; a caption stands in place of the first head. */
function tableMarkdown({ caption, columns, rows }: Table, room: Room): string {
  const { shown, pointer } = cut(rows, room.rows);
  const kept = <T>(cells: readonly T[]): T[] => cells.filter((_, i) => columns[i]?.kind !== 'chart');
  const heads = columns.map(({ head, kind }, i) => ({ head: prose(i === 0 ? (caption ?? head) : head), right: kind !== 'text' }));
  const lines = shown.map(({ cells, tone }) => {
    const texts = cells.map((cell) => (isChart(cell) ? '' : inlineMarkdown(cell.text).trim()));
    return tone === 'whole' || tone === 'deciding' ? [`**${texts[0]}**`, ...texts.slice(1)] : texts;
  });
  return parts(grid(kept(heads), lines.map(kept)), pointer);
}

function matrixMarkdown({ caption, x, y, labels, counts }: Extract<Block, { kind: 'matrix' }>, room: Room): string {
  const { shown, pointer } = cut(counts, room.rows);
  const heads = [{ head: prose(`${y} ↓ ${x} →`), right: false }, ...labels.map((label) => ({ head: prose(label), right: true }))];
  const rows = shown.map((row, i) => [prose(labels[i] ?? ''), ...row.map(String)]);
  return parts(`${prose(caption)}:`, grid(heads, rows), pointer);
}

/** Numbers stand right. */
function grid(heads: readonly { readonly head: string; readonly right: boolean }[], rows: readonly (readonly string[])[]): string {
  const lines = [heads.map(({ head }) => head), heads.map(({ right }) => (right ? '---:' : '---')), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

const checkHeads = [
  ...['criterion', 'result', 'what'].map((head) => ({ head, right: false })),
  ...['found', 'needed', 'margin', 'n', 'interval'].map((head) => ({ head, right: true })),
];

function checksMarkdown(checks: readonly Check[], room: Room): string {
  const { shown, pointer } = cut(checks, room.rows);
  const rows = shown.map(({ id, deciding, verdict, subject, found, needed, margin, n, interval }) => {
    return [`${code(id)}${deciding ? ' (decides)' : ''}`, verdict, prose(subject), found, needed, margin, n, interval ?? '–'];
  });
  const reasons = shown.flatMap(({ reason }) => (reason === undefined ? [] : [inlineMarkdown(reason)]));
  return parts(grid(checkHeads, rows), pointer, bullets(reasons, room));
}

function captionOf({ about, caption, remarks }: Picture): string {
  return [inlineMarkdown(about), ': ', inlineMarkdown(caption), ...remarks.map((remark) => `; ${inlineMarkdown(remark)}`)].join('');
}

/** The strips stand beside the report. */
function stripOf({ item }: Picture): string {
  return image(`${item.id} on ${item.corpus}`, item.strip);
}

function image(text: string, file: string): string {
  return `![${prose(text)}](gallery/${encodeURIComponent(file)})`;
}
