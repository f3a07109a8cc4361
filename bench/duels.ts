/** The table of benchmarks against a peer. A new one is a file on each side and one line here. */
import type { Duel } from './duel.ts';
import { encodeDuel } from './encode.ts';
import { inferenceDuels } from './inference.ts';
import { maskPairsDuel } from './mask_pairs.ts';

export const duels: readonly Duel[] = [maskPairsDuel, encodeDuel, ...inferenceDuels];
