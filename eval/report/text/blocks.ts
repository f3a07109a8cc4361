/** Blocks as lines of a terminal. Pictures and plots say nothing that numbers do not, and are left out. */
import { type Block, type Inline, isChart, type Table } from '../blocks.ts';
import { columns, indented } from './layout.ts';

/** What follows a heading is indented, up to the next one. */
export function blocksText(blocks: readonly Block[]): string[] {
  let isBelow = false;
  return blocks.flatMap((block) => {
    if (block.kind !== 'heading') return isBelow ? indented(blockText(block)) : blockText(block);
    isBelow = true;
    return ['', inlineText(block.text)];
  });
}

function blockText(block: Block): string[] {
  switch (block.kind) {
    case 'paragraph':
      return [inlineText(block.text)];
    case 'list':
      return [...(block.title === undefined ? [] : [block.title]), ...block.items.map(inlineText)];
    case 'facts':
      return columns(block.entries.map(({ term, value }) => [inlineText(term), inlineText(value)]));
    case 'table':
      return tableText(block);
    case 'checks':
      return block.checks.map(({ id, verdict, found, needed }) => `${id} ${verdict}: found ${found}, ${needed} needed`);
    case 'matrix':
      return [block.caption, ...columns([['', ...block.labels], ...block.counts.map((row, i) => [block.labels[i] ?? '', ...row.map(String)])])];
    case 'source':
      return block.text.split('\n');
    case 'columns':
      return block.columns.flatMap(blocksText);
    case 'details':
      return [block.summary, ...indented(blocksText(block.blocks))];
    default:
      return [];
  }
}

/** Heads stand above it unless none of them says anything. */
function tableText({ caption, columns: heads, rows }: Table): string[] {
  const shown = heads.flatMap(({ kind }, i) => (kind === 'chart' ? [] : [i]));
  const lines = rows.map(({ cells }) => cells.map((cell) => (isChart(cell) ? '' : inlineText(cell.text))));
  const head = heads.some((one) => one.head !== '') ? [heads.map((one) => one.head)] : [];
  const right = shown.flatMap((i, position) => (heads[i]?.kind === 'text' ? [] : [position]));
  const all = [...head, ...lines].map((cells) => shown.map((i) => cells[i] ?? ''));
  return [...(caption === undefined ? [] : [caption]), ...columns(all, right)];
}

export function inlineText(text: Inline): string {
  if (typeof text === 'string') return text;
  if (!('kind' in text)) return text.map(inlineText).join('');
  switch (text.kind) {
    case 'sample':
      return text.id;
    case 'sign':
      return '';
    case 'aside':
      return ` (${inlineText(text.text)})`;
    case 'code':
    case 'quote':
      return text.text;
    case 'strong':
      return inlineText(text.text);
  }
}
