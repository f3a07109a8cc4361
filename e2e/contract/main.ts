/**
 * The service against its own openapi.json, by schemathesis: no request that it can think of gets a 5xx or an answer that is not
 * documented. Bazel is the stand-in of the unit tests. Without PyPI it is skipped, by name.
 *
 *     ./bazelw build //e2e/contract && BAZEL_BINDIR=. bazel-bin/e2e/contract/contract_/contract [seed]
 */
import { spawn, spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestService } from '../../eval/serve/testing/service.ts';

const [seed = String(randomInt(1_000_000))] = process.argv.slice(2);
const scratch = mkdtempSync(join(tmpdir(), 'contract-'));
try {
  const [passed, failed, skipped] = await run();
  process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
  process.exitCode = failed === 0 ? 0 : 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function run(): Promise<readonly [passed: number, failed: number, skipped: number]> {
  const bin = join(scratch, 'venv/bin');
  const made = spawnSync('python3', ['-m', 'venv', join(scratch, 'venv')]).status === 0;
  if (!made || spawnSync(join(bin, 'pip'), ['install', '-q', 'schemathesis==4.32.5']).status !== 0) {
    process.stdout.write('skipped the OpenAPI document by schemathesis: PyPI is out of reach\n');
    return [0, 0, 1];
  }
  const service = new TestService({ training: { command: [process.execPath, '-e', ''], timeout_seconds: 60 } });
  service.write('models/pot/v1.onnx', { iou: 0.5 });
  try {
    const address = await service.server.app.listen({ host: '127.0.0.1', port: 0 });
    const words = ['run', `${address}/openapi.json`, '--checks', 'all', '--max-examples', '10', '--seed', seed, '--no-color'];
    const child = spawn(join(bin, 'schemathesis'), [...words, '--suppress-health-check', 'all', '-H', 'X-Promotion-Token: promotion-token-1'], {
      cwd: scratch,
      stdio: 'inherit',
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    return code === 0 ? [1, 0, 0] : [0, 1, 0];
  } finally {
    await service.remove();
  }
}
