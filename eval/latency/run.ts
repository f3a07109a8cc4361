/** How long a backend takes for one picture after the other: what a product that waits for it waits for. */
import type { Backend, Config, ImageSample, Model, Predictor } from '../backends/backend.ts';
import { predictOne } from '../backends/each.ts';
import type { Runtime } from '../contracts/backend.ts';
import type { Latency } from '../contracts/latency.ts';
import { InputError } from '../errors/errors.ts';
import { nearestText } from '../errors/nearest.ts';
import { identify } from '../infer/identify.ts';
import { validate } from '../io/issues.ts';
import { ascending, quantile } from '../stats/quantile.ts';
import { mean } from '../stats/sum.ts';

export interface LatencyInput {
  readonly backends: ReadonlyMap<string, Backend>;
  readonly kind: string;
  readonly config: unknown;
  readonly runtime: Runtime;
  readonly model: Model;
  readonly pictures: readonly ImageSample[];
  readonly repeats: number;
  readonly warmup: number;
  readonly machine: Latency['machine'];
  readonly tools: Readonly<Record<string, string>>;
  /** Milliseconds that never go back. */
  readonly now: () => number;
}

const phases = ['decode', 'preprocess', 'inference', 'postprocess', 'total'] as const;
type Times = Readonly<Record<(typeof phases)[number], number>>;

/** @throws InputError EV3011 to EV3013 for a backend that runs no model, and whatever the model or a picture is refused for */
export async function run(input: LatencyInput): Promise<Latency> {
  const { kind, runtime, machine, tools, pictures, repeats, warmup } = input;
  const backend = backendOf(input);
  const config = validate<Config>(backend.configuration, input.config, kind, 'EV3012', 'the configuration');
  const watch = new Watch(input.now);
  const source = { kind: 'checkpoint', runtime, model: { ...input.model, onRun: watch.onRun } } as const;
  const predictor = await backend.open(config, source, { corpus: 'latency', samples: [] });
  const times: Times[] = [];
  try {
    for (let round = 0; round < warmup + repeats; round++) {
      for (const picture of pictures) {
        const taken = await watch.time(predictor, picture);
        if (round >= warmup) times.push(taken);
      }
    }
  } finally {
    await predictor.close();
  }
  const { digest, checkpoint } = identify({ name: kind, kind, config }, source);
  return {
    schemaVersion: 1,
    kind: 'latency',
    backend: { kind, digest, checkpoint: checkpoint ?? digest, config },
    runtime,
    machine,
    tools: { ...tools },
    pictures: pictures.length,
    repeats,
    warmup,
    n: times.length,
    milliseconds: Object.fromEntries(phases.map((phase) => [phase, spreadOf(times.map((of) => of[phase]))])) as Latency['milliseconds'],
  };
}

function backendOf({ kind, backends }: LatencyInput): Backend<Config, 'checkpoint'> {
  const backend = backends.get(kind);
  const timed = [...backends.values()].filter(({ source }) => source === 'checkpoint').map((one) => one.kind);
  if (backend === undefined) {
    const message = `there is no kind of backend "${kind}"${nearestText(kind, timed)}`;
    throw new InputError({ code: 'EV3011', location: '--kind', message, expected: timed.join(', ') });
  }
  if (backend.source === 'checkpoint') return backend as Backend<Config, 'checkpoint'>;
  const message = `a backend of kind ${kind} runs no model that could be timed`;
  throw new InputError({ code: 'EV3013', location: '--kind', message, got: backend.source, expected: timed.join(', ') });
}

/** Divides the time of a picture where decoding and the model begin and end. */
class Watch {
  readonly #now: () => number;
  #runs: (readonly [start: number, end: number])[] = [];

  constructor(now: () => number) {
    this.#now = now;
  }

  readonly onRun = async <T>(model: () => Promise<T>): Promise<T> => {
    const start = this.#now();
    const result = await model();
    this.#runs.push([start, this.#now()]);
    return result;
  };

  async time(predictor: Predictor, picture: ImageSample): Promise<Times> {
    this.#runs = [];
    let decode = 0;
    const timed: ImageSample = {
      ...picture,
      image: async (reader) => {
        const start = this.#now();
        const image = await picture.image(reader);
        decode += this.#now() - start;
        return image;
      },
    };
    const start = this.#now();
    const outcome = await predictOne(predictor, timed);
    const end = this.#now();
    const [first, last] = [this.#runs[0], this.#runs.at(-1)];
    if ('failed' in outcome || first === undefined || last === undefined) {
      const got = 'failed' in outcome ? outcome.failed : 'the model was not run';
      throw new InputError({ code: 'EV3018', location: picture.id, message: 'the time of a failure is no latency', got });
    }
    const inference = this.#runs.reduce((sum, [from, to]) => sum + to - from, 0);
    return { decode, preprocess: first[0] - start - decode, inference, postprocess: end - first[0] - inference, total: end - start };
  }
}

function spreadOf(values: readonly number[]): Latency['milliseconds']['total'] {
  const sorted = ascending(values);
  const at = (q: number): number => Number((quantile(sorted, q) ?? 0).toFixed(4));
  return {
    mean: Number((mean(values) ?? 0).toFixed(4)),
    p50: at(0.5),
    p90: at(0.9),
    p95: at(0.95),
    p99: at(0.99),
    least: at(0),
    most: at(1),
  };
}
