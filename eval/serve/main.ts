/** Serves evaluations over HTTP: docs/service.md. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../errors/errors.ts';
import { parseArguments, typedPath, wholeArgument } from '../io/arguments.ts';
import { runMain } from '../io/main.ts';
import type { Module } from './bazel/workspace.ts';
import { readConfig } from './config.ts';
import { isLoopbackHost } from './http/guard.ts';
import { createServer, tokenIn } from './server.ts';

const usage = `usage: serve --config service.yaml --home folder [--host 127.0.0.1] [--port 14345] [--token-file file] [--promotion-token-file file]

Takes requests, writes a BUILD file for each, lets Bazel build it and shows the results. All it keeps is below --home.
It answers to this machine only, unless --host says otherwise; then every request needs the token of --token-file.

More: docs/service.md
`;

export const main = await runMain(
  import.meta,
  async (argv) => {
    const args = parseArguments(argv, {
      config: 'one',
      home: 'one',
      host: 'optional',
      port: 'optional',
      'token-file': 'optional',
      'promotion-token-file': 'optional',
    });
    const { BUILD_WORKSPACE_DIRECTORY: repository } = process.env;
    const host = args.host ?? '127.0.0.1';
    const port = wholeArgument('port', args.port ?? '14345', 0, 65535);
    const loopback = isLoopbackHost(host) || host === '::1';
    const tokenFile = args['token-file'];
    if (!loopback && tokenFile === undefined)
      throw new InputError({ code: 'EV9223', location: 'arguments', message: `--host ${host} needs a --token-file` });

    const configPath = typedPath(args.config);
    const config = readConfig(configPath);
    const launcher = repository === undefined ? undefined : join(repository, 'bazelw');
    const bazel = config.bazel.command ?? [launcher !== undefined && existsSync(launcher) ? launcher : 'bazel'];
    const server = createServer({
      config,
      configPath,
      home: typedPath(args.home),
      bazel,
      module: moduleOf(config.bazel.module, repository),
      tokens: { access: tokenIn(tokenFile), promotion: tokenIn(args['promotion-token-file']) },
      loopback,
      log: true,
    });
    const stopped = new Promise<void>((done) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.close().then(done));
    });
    const address = await server.app.listen({ host, port });
    process.stderr.write(`serving at ${address}\n`);
    await stopped;
  },
  usage,
);

function moduleOf(declared: Module | undefined, repository: string | undefined): Module {
  if (declared !== undefined) return declared;
  if (repository !== undefined) return { path: repository };
  throw new InputError({ code: 'EV9221', location: 'service.yaml', message: 'bazel.module is needed: where rules_model_eval is, or its version' });
}
