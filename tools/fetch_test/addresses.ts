/** From a server on this machine. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tarGz } from './archives.ts';
import type { Consumer } from './consumer.ts';
import { expectFiles, expectRefusal, sha256, zeros } from './expect.ts';

const archive = tarGz({ 'v1/images/a.png': 'a picture', 'v1/masks/a.png': 'a mask', 'v1/crop_runs.json': '[]', README: 'beside it' });

/** Path -> content. Below /private/ a login is asked for. */
const served: Readonly<Record<string, string | Uint8Array>> = {
  '/m/pottery-v4.onnx': 'the model',
  '/m/weights/a.data': 'its weights',
  '/other/pottery-v4.onnx': 'another model',
  '/private/model.onnx': 'a private model',
  '/corpus.tar.gz': archive,
  '/corpus.bin': archive,
};

export async function checkAddresses(consumer: Consumer): Promise<void> {
  const server = createServer((request, response) => {
    const content = served[(request.url ?? '').replace(/\?.*$/, '')];
    const login = `Basic ${Buffer.from('somebody:secret').toString('base64')}`;
    if (request.url?.startsWith('/private/') && request.headers.authorization !== login) response.writeHead(401).end();
    else if (content === undefined) response.writeHead(404).end();
    else response.end(content);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  try {
    await checkWith(consumer, (server.address() as AddressInfo).port);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function checkWith(consumer: Consumer, port: number): Promise<void> {
  const at = (...paths: string[]) => JSON.stringify(paths.map((path) => `http://127.0.0.1:${port}${path}`));
  const model = sha256('the model');
  const checkpoint = (urls: string, digest: string, more = '') => `model_eval.checkpoint(name = "x", urls = ${urls}, sha256 = "${digest}"${more})`;
  const corpus = (urls: string, digest: string, more = '') => `model_eval.corpus(name = "x", urls = ${urls}, sha256 = "${digest}"${more})`;

  const data = `, data = {"weights/a.data": "${sha256('its weights')}"}`;
  const both = { tags: checkpoint(at('/m/pottery-v4.onnx'), model, data), files: ['@x', '@x//:data'] };
  await expectFiles(consumer, 'a model and its data from an address', both, { 'model.onnx': 'the model', 'weights/a.data': 'its weights' });
  const mirrors = { tags: checkpoint(at('/none', '/other/pottery-v4.onnx', '/m/pottery-v4.onnx'), model), files: ['@x//:model.onnx'] };
  await expectFiles(consumer, 'the first of several addresses that has the pinned content', mirrors, { 'model.onnx': 'the model' });

  const other = { tags: checkpoint(at('/other/pottery-v4.onnx', '/none'), model, data.replace(sha256('its weights'), zeros)) };
  const told = [
    'model_eval.checkpoint(name = "x")',
    `Checksum was ${sha256('another model')} but wanted ${model}`,
    `expected: ${model}`,
    `expected: ${zeros}`,
  ];
  await expectRefusal(consumer, 'other content, and data that is not there', other, ['EV8002', 'EV8002'], told);
  const unknown = { tags: checkpoint(at('/none'), model) };
  await expectRefusal(consumer, 'a server that does not know the file', unknown, ['EV8002'], ['404', `127.0.0.1:${port}/none`, `expected: ${model}`]);
  const down = { tags: checkpoint('["http://127.0.0.1:1/model.onnx"]', model) };
  await expectRefusal(consumer, 'no server', down, ['EV8002'], ['Connection refused', 'say of http://127.0.0.1:1/model.onnx']);

  const login = checkpoint(at('/private/model.onnx'), sha256('a private model'));
  await expectRefusal(consumer, 'a login that nobody gave', { tags: login }, ['EV8002'], ['~/.netrc']);
  const netrc = consumer.write('netrc', 'machine 127.0.0.1 login somebody password secret\n');
  await expectFiles(consumer, 'a login from NETRC', { tags: login, environment: { NETRC: netrc } }, { 'model.onnx': 'a private model' });

  const unpacked = { 'images/a.png': 'a picture', 'masks/a.png': 'a mask', 'crop_runs.json': '[]' };
  const prefix = ', strip_prefix = "v1"';
  const address = at('/corpus.tar.gz?signature=a.b');
  await expectFiles(consumer, 'an archive', { tags: corpus(address, sha256(archive), prefix) }, unpacked);
  const parts = { tags: corpus(address, sha256(archive), prefix), files: ['@x//:images', '@x//:masks', '@x//:crop_runs.json'] };
  await expectFiles(consumer, 'its pictures, masks and rows by name', parts, unpacked);
  const own = `${prefix}, build_file_content = "exports_files([\\"images/a.png\\"], visibility = [\\"//visibility:public\\"])"`;
  const ownBuild = { tags: corpus(address, sha256(archive), own), files: ['@x//:images/a.png'] };
  await expectFiles(consumer, 'with a BUILD file of the consumer', ownBuild, { 'images/a.png': 'a picture' });
  consumer.write('x.BUILD', 'filegroup(name = "x", srcs = ["README"], visibility = ["//visibility:public"])\n');
  await expectFiles(
    consumer,
    'and with one that is a file',
    { tags: corpus(address, sha256(archive), ', build_file = "//:x.BUILD"') },
    { README: 'beside it' },
  );
  await expectRefusal(consumer, 'another archive', { tags: corpus(at('/corpus.tar.gz'), zeros) }, ['EV8002'], [sha256(archive), zeros]);
  await expectRefusal(consumer, 'no archive', { tags: corpus(at('/corpus.bin'), sha256(archive)) }, ['EV8007'], ['corpus.bin', '.tar.gz']);
}
