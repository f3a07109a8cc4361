/** Colours of a terminal, or none. A colour never says what words do not. */
export interface Paint {
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly doubtful: (text: string) => string;
  readonly strong: (text: string) => string;
}

const same = (text: string): string => text;

export const plain: Paint = { good: same, bad: same, doubtful: same, strong: same };

/** Codes of ECMA-48 (select graphic rendition), each taken back at the end of the text. */
const painted =
  (on: number, off: number) =>
  (text: string): string =>
    `\u001b[${on}m${text}\u001b[${off}m`;

export const coloured: Paint = { good: painted(32, 39), bad: painted(31, 39), doubtful: painted(33, 39), strong: painted(1, 22) };

/** Only a terminal gets colours, and none where NO_COLOR is set (no-color.org). */
export function paintFor(isTerminal: boolean, noColor: string | undefined): Paint {
  return isTerminal && (noColor ?? '') === '' ? coloured : plain;
}
