/**
 * A bad network in front of a cache, in a thread of its own since the thread that waits for Bazel can serve nobody.
 * Only requests for the given entries suffer.
 */
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { parentPort, Worker, workerData } from 'node:worker_threads';

export interface Fault {
  /** Milliseconds before each answer. */
  readonly delay?: number;
  /** Answers announce their length and end after half of it. */
  readonly cut?: boolean;
  /** After this many requests nobody listens any more, and open connections break. */
  readonly vanishAfter?: number;
}

interface Job {
  readonly upstream: string;
  readonly fault: Fault;
  readonly entries: ReadonlySet<string>;
}

/** Runs something with the address of a proxy. @param entries digests: names of actions and files */
export async function behindProxy<T>(upstream: string, fault: Fault, entries: ReadonlySet<string>, use: (address: string) => T): Promise<T> {
  const job: Job = { upstream, fault, entries };
  const worker = new Worker(new URL(import.meta.url), { workerData: job });
  const port = await new Promise<number>((resolve, reject) => worker.once('message', resolve).once('error', reject));
  try {
    return use(`http://127.0.0.1:${port}`);
  } finally {
    await worker.terminate();
  }
}

function serve({ upstream, fault, entries }: Job): void {
  const sockets = new Set<Socket>();
  let requests = 0;
  const server = createServer((incoming, answer) => {
    if (!entries.has(incoming.url?.split('/').at(-1) ?? '')) return forward(upstream, incoming, answer, false);
    requests++;
    if (fault.vanishAfter !== undefined && requests > fault.vanishAfter) {
      server.close();
      for (const socket of sockets) socket.destroy();
      return;
    }
    setTimeout(() => forward(upstream, incoming, answer, fault.cut === true), fault.delay ?? 0);
  });
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1', () => parentPort?.postMessage((server.address() as AddressInfo).port));
}

function forward(upstream: string, incoming: IncomingMessage, answer: ServerResponse, cut: boolean): void {
  const { method = 'GET', headers, url = '/' } = incoming;
  const outgoing = request(upstream + url, { method, headers }, (received) => {
    answer.writeHead(received.statusCode ?? 502, received.headers);
    const length = Number(received.headers['content-length']);
    if (!cut || method !== 'GET' || received.statusCode !== 200) {
      received.pipe(answer);
      return;
    }
    const chunks: Buffer[] = [];
    received.on('data', (chunk: Buffer) => chunks.push(chunk));
    received.on('end', () => answer.write(Buffer.concat(chunks).subarray(0, length / 2), () => answer.socket?.destroy()));
  });
  outgoing.on('error', () => answer.destroy());
  incoming.pipe(outgoing);
}

if (parentPort !== null) serve(workerData as Job);
