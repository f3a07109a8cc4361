/** The exact interval of a proportion. */

/**
 * Clopper and Pearson's interval (Biometrika 26, 1934): every share under which so many successes or more, or so few or fewer, have a
 * probability of at least (1 - level) / 2. Each bound misses the truth at most that often, whatever n and the truth are; the price is
 * that it is wide for few observations.
 *
 * @param numerator successes, 0 to `denominator`
 * @example clopperPearson({ numerator: 10, denominator: 10 }, 0.95) // { low: 0.6915…, high: 1 }
 */
export function clopperPearson(
  { numerator, denominator }: { readonly numerator: number; readonly denominator: number },
  level: number,
): { readonly low: number; readonly high: number } {
  const tail = (1 - level) / 2;
  const lowest = (successes: number): number => (successes === 0 ? 0 : bisect((share) => chanceOfAtLeast(successes, denominator, share) > tail));
  return { low: lowest(numerator), high: 1 - lowest(denominator - numerator) };
}

/** Of a binomial distribution; summed outwards from its most likely value, so that nothing overflows. */
function chanceOfAtLeast(successes: number, n: number, share: number): number {
  const mode = Math.min(n, Math.floor((n + 1) * share));
  const odds = share / (1 - share);
  let all = 1;
  let reached = mode >= successes ? 1 : 0;
  const add = (k: number, weight: number): void => {
    all += weight;
    if (k >= successes) reached += weight;
  };
  for (let k = mode, weight = 1; k < n && weight > negligible; ) {
    weight *= ((n - k) / (k + 1)) * odds;
    add(++k, weight);
  }
  for (let k = mode, weight = 1; k > 0 && weight > negligible; ) {
    weight *= k / (n - k + 1) / odds;
    add(--k, weight);
  }
  return reached / all;
}

const negligible = 1e-20;

/** The share from which on `holds` is true, as far as a double can tell. */
function bisect(holds: (share: number) => boolean): number {
  let [low, high] = [0, 1];
  for (;;) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) return low;
    if (holds(middle)) high = middle;
    else low = middle;
  }
}
