/**
 * A service in front of the stand-in for Bazel, for clients of other languages: prints its address, and ends with its input.
 * `node listen.ts '{"training": …}'` adds to its configuration.
 */
import { TestService } from './service.ts';

const it = new TestService(JSON.parse(process.argv[2] ?? '{}'));
it.write('models/pot/v1.onnx', { iou: 0.5 });
it.write('models/pot/v2.onnx', { iou: 0.75 });
it.write('models/mug/v1.onnx', { iou: 0.6 });
process.stdout.write(`${await it.server.app.listen({ host: '127.0.0.1', port: 0 })}\n`);
process.stdin.on('end', () => void it.remove()).resume();
