/** A naive baseline predicts what anybody could predict who never saw the sample. A model that does not beat it has no skill. */
import type * as z from 'zod';
import type { RleText } from '../contracts/common.ts';
import type { InputRow, Truth } from '../contracts/corpus.ts';
import { InputError } from '../errors/errors.ts';
import { validate } from '../io/issues.ts';

export interface LabelledSample {
  readonly id: string;
  readonly truth: Truth;
  /** Samples of one group are related: a naive baseline must not know the truth of any of them. */
  readonly group: string;
  /** Undefined where no inputs were given. */
  readonly input: InputRow | undefined;
}

/** What a row of imported predictions says. */
export type Answer =
  | { readonly mask: RleText }
  | { readonly regions: Record<string, RleText> }
  | { readonly values: number[] }
  | { readonly failed: string };

export interface NaiveBaseline {
  /**
   * An answer for each sample, made without the truth of its group; what is declared may go into it.
   * @throws InputError EV3012 a configuration that this kind does not have, EV4012 truth that it cannot be made of
   */
  readonly predict: (samples: readonly LabelledSample[], config: unknown) => ReadonlyMap<string, Answer>;
}

export function defineNaive<C>(
  configuration: z.ZodType<C>,
  predict: (samples: readonly LabelledSample[], config: C) => ReadonlyMap<string, Answer>,
): NaiveBaseline {
  return {
    predict: (samples, given) => predict(samples, validate(configuration, given, 'configuration', 'EV3012', 'the configuration')),
  };
}

/** EV4012 */
export function unusableTruth(kind: string, { id, truth }: LabelledSample, expected: string): InputError {
  return new InputError({
    code: 'EV4012',
    location: id,
    message: `the naive baseline ${kind} cannot be made of this truth`,
    got: truth.kind,
    expected,
  });
}
