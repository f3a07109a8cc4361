/** Times a backend on this machine and writes latency.json: docs/external-metrics.md. */
import { cpus } from 'node:os';
import { basename } from 'node:path';
import { backends } from '../backends/registry.ts';
import { run as readCheckpoint } from '../checkpoint/run.ts';
import { backendDeclaration, packageOfProvider, type Runtime, runtime } from '../contracts/backend.ts';
import { latency } from '../contracts/latency.ts';
import { InputError } from '../errors/errors.ts';
import { decodeRgb, displayedSize } from '../image/decode.ts';
import { parseArguments, typedPath, wholeArgument, wrongArgument } from '../io/arguments.ts';
import { readBytes, readJson, writeJson } from '../io/files.ts';
import { validate } from '../io/issues.ts';
import { runMain } from '../io/main.ts';
import { toolVersions } from '../io/tool_versions.ts';
import { run } from './run.ts';

const usage = `usage: latency --kind yolo --model model.onnx --picture a.jpg [--picture b.jpg …] --out latency.json
               [--config config.json] [--data model.onnx.data=path] [--repeats 10] [--warmup 3] [--threads 1] [--provider cpu]

Times decoding, pre-processing, the model and post-processing of one picture after the other, after rounds that do not count, and
writes percentiles with threads and machine. --config holds the attributes of the backend that differ from their defaults.
Let nothing else run meanwhile.

exit codes: 0 done, 2 wrong usage or malformed input
More: docs/external-metrics.md
`;

export const main = await runMain(
  import.meta,
  async (argv) => {
    const given = parseArguments(argv, {
      kind: 'one',
      model: 'one',
      data: 'map',
      config: 'optional',
      picture: 'many',
      repeats: 'optional',
      warmup: 'optional',
      threads: 'optional',
      provider: 'optional',
      out: 'one',
    });
    if (given.picture.length === 0) throw new InputError(wrongArgument('--picture is missing'));
    const bytes = readBytes(typedPath(given.model));
    const data = new Map([...given.data].map(([name, path]) => [name, readBytes(typedPath(path))]));
    const [cpu, ...others] = cpus();
    const declared = {
      threads: wholeArgument('threads', given.threads ?? '1', 1),
      ...(given.provider === undefined ? {} : { provider: given.provider }),
    };
    const how = validate<Runtime>(runtime, declared, 'arguments', 'EV9001', 'the runtime');
    const result = await run({
      backends,
      kind: given.kind,
      config: given.config === undefined ? {} : readJson(typedPath(given.config), backendDeclaration.shape.config),
      runtime: how,
      model: { checkpoint: readCheckpoint({ name: basename(given.model), model: bytes, data }), bytes, data },
      pictures: await Promise.all(given.picture.map((path) => pictureAt(path, readBytes(typedPath(path))))),
      repeats: wholeArgument('repeats', given.repeats ?? '10', 1),
      warmup: wholeArgument('warmup', given.warmup ?? '3', 0),
      machine: { cpu: cpu?.model ?? 'unknown', cores: 1 + others.length, architecture: process.arch, system: process.platform },
      tools: toolVersions([packageOfProvider[how.provider]]),
      now: () => performance.now(),
    });
    writeJson(typedPath(given.out), latency, result);
    const { inference, total } = result.milliseconds;
    process.stdout.write(`inference ${inference.p50} ms, all of it ${total.p50} ms (medians of ${result.n}); ${given.out} is written\n`);
  },
  usage,
);

async function pictureAt(path: string, bytes: Uint8Array) {
  return {
    kind: 'image',
    id: path,
    ...(await displayedSize(bytes, path)),
    image: (reader: Parameters<typeof decodeRgb>[2]) => decodeRgb(bytes, path, reader),
  } as const;
}
