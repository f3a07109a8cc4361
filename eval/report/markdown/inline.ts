/** Text with its marks, which means itself in Markdown. */
import type { Inline } from '../blocks.ts';
import { code, prose } from './text.ts';

export function inlineMarkdown(text: Inline): string {
  if (typeof text === 'string') return prose(text);
  if (!('kind' in text)) return text.map(inlineMarkdown).join('');
  switch (text.kind) {
    case 'code':
    case 'quote':
      return code(text.text);
    case 'strong':
      return `**${inlineMarkdown(text.text)}**`;
    case 'aside':
      return ` (${inlineMarkdown(text.text)})`;
    case 'sample':
      return code(text.id);
    case 'sign':
      return '';
  }
}
