/** `1 sample`, `6 samples` */
export function counted(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

/** Of so many things: `1 of 6 has`, `2 of 6 have` */
export function have(n: number): string {
  return n === 1 ? 'has' : 'have';
}

/** `a, b, c and 4 more` */
export function listed(names: readonly string[], shown = 5): string {
  const rest = names.length - shown;
  return rest > 0 ? `${names.slice(0, shown).join(', ')} and ${rest} more` : names.join(', ');
}
