/**
 * A server as a process of its own, in front of the stand-in for Bazel: it can be killed, and started again in the same folder.
 * `node process.ts <folder>` prints its address.
 */
import { TestService } from './service.ts';

const it = new TestService({}, undefined, process.argv[2]);
process.stdout.write(`${await it.server.app.listen({ host: '127.0.0.1', port: 0 })}\n`);
process.once('SIGTERM', () => void it.stop().then(() => process.exit()));
