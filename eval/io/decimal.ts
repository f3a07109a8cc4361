/** Numbers as people and programs write them in tables: no blanks, no thousands separators, no hexadecimal digits. */
const decimal = /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/;

export function isDecimal(text: string): boolean {
  return decimal.test(text);
}

/** The number, or undefined for a text that is none, or one beyond the range of a double. */
export function decimalIn(text: string): number | undefined {
  const value = isDecimal(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}
