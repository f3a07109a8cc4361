/** HTML as values that are escaped unless they are HTML already. */

import { escapeMarkup } from '../../io/markup.ts';

/** Text that may stand in a page as it is. Only `html` and `raw` make it. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

export type Content = Html | string | number | null | undefined | false | readonly Content[];

/**
 * A template whose values are escaped, in text and in quoted attributes alike; lists are joined, null, undefined and false
 * are left out.
 * @example html`<p title="${'"'}">${'<'}</p>`.text // <p title="&quot;">&lt;</p>
 */
export function html(texts: TemplateStringsArray, ...values: readonly Content[]): Html {
  return new Html(texts.map((text, i) => (i === 0 ? text : textOf(values[i - 1]) + text)).join(''));
}

/** Text of our own that is no data: the style sheet. */
export function raw(text: string): Html {
  return new Html(text);
}

function textOf(value: Content): string {
  if (value instanceof Html) return value.text;
  if (value === null || value === undefined || value === false) return '';
  if (typeof value === 'object') return value.map(textOf).join('');
  return escapeMarkup(String(value));
}
