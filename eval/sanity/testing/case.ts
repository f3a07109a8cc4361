/** What a check measures, of an evaluation that is suspicious or of one that is not. */
import type { SanityMeasurement } from '../../contracts/metrics.ts';
import type { TabulateInput } from '../../tabulate/evaluation.ts';

export interface Case {
  readonly check: string;
  readonly name: string;
  readonly input: TabulateInput;
  readonly value: number | null;
  readonly n: number;
  readonly samples?: readonly string[];
  /** Which of several measurements: the baseline's, or another corpus's. */
  readonly of?: Partial<SanityMeasurement>;
}
