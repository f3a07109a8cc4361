/** A network that gives one number a row of features: a score a frame. */
import * as z from 'zod';
import type { Runtime } from '../contracts/backend.ts';
import { name } from '../contracts/common.ts';
import { InputError } from '../errors/errors.ts';
import type { Backend, Model, Outcome, Predictor } from './backend.ts';
import { each } from './each.ts';
import { featuresOf, select } from './features.ts';
import { openSession } from './session.ts';

export const regressorConfiguration = z.strictObject({
  /** In the order of the model's input; found in samples by name. */
  features: z
    .array(name)
    .min(1)
    .refine((features) => new Set(features).size === features.length, 'a feature is named twice'),
});
export type RegressorConfig = z.infer<typeof regressorConfiguration>;

/**
 * One float32 input [frames, features] and one float32 output [frames] or [frames, 1]. Exports with a dynamic first
 * dimension get a whole clip at once, those with 1 get one frame at a time.
 */
export const regressor: Backend<RegressorConfig, 'checkpoint'> = {
  kind: 'regressor',
  source: 'checkpoint',
  configuration: regressorConfiguration,
  open: (config, { model, runtime }) => openRegressor(config, model, runtime),
};

/** @throws InputError EV3014 to EV3016 and EV3028 when model, configuration and runtime do not fit together */
export async function openRegressor({ features }: RegressorConfig, model: Model, runtime: Runtime): Promise<Predictor> {
  const width = features.length;
  const { output, frames } = fitting(model, width);
  const session = await openSession(model, runtime);

  const scoresOf = async (data: Float32Array, id: string): Promise<Float32Array> => {
    const [scores] = await session.run({ dims: [data.length / width, width], data }, [output], id);
    if (scores?.data.length === data.length / width) return scores.data;
    const message = `output ${output} is not one number a frame`;
    const got = `[${scores?.dims.join(', ')}]`;
    throw new InputError({ code: 'EV3019', location: id, message, got, expected: `${data.length / width} numbers` });
  };
  return {
    predict: each(async (sample): Promise<Outcome> => {
      const table = Float32Array.from(select(featuresOf(sample), features).flat());
      const step = frames === 1 ? width : table.length;
      const values: number[] = [];
      for (let at = 0; at < table.length; at += step) {
        for (const value of await scoresOf(table.subarray(at, at + step), sample.id)) values.push(value);
      }
      return { prediction: { kind: 'series', values } };
    }),
    close: () => session.close(),
  };
}

/** @throws InputError EV3016 when the shapes of the model are not those above */
function fitting({ checkpoint: { files, inputs, outputs } }: Model, width: number): { readonly output: string; readonly frames: 1 | 'all' } {
  const [output, ...further] = outputs;
  const [rows = 0, columns = 0, ...rest] = inputs[0]?.shape ?? [];
  const isOneNumber = output?.shape.length === 1 || (output?.shape.length === 2 && couldBe(output.shape[1], 1));
  if (
    output?.type === 'float32' &&
    further.length === 0 &&
    rest.length === 0 &&
    couldBe(rows, 1) &&
    couldBe(columns, width) &&
    couldBe(output.shape[0], 1) &&
    isOneNumber
  ) {
    return { output: output.name, frames: rows === 1 ? 1 : 'all' };
  }
  const shapes = (list: typeof inputs): string => list.map(({ type, shape }) => `${type} [${shape.join(', ')}]`).join(' and ') || 'nothing';
  throw new InputError({
    code: 'EV3016',
    location: files[0]?.name ?? 'model',
    message: `this is no regressor of ${width} features`,
    got: `${shapes(inputs)} to ${shapes(outputs)}`,
    expected: `float32 [frames, ${width}] to float32 [frames] or [frames, 1], frames being dynamic or 1`,
  });
}

/** A dimension that is a name takes any size. */
function couldBe(dimension: number | string | undefined, size: number): boolean {
  return typeof dimension === 'string' || dimension === size;
}
