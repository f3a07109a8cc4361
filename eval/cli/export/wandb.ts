/** An offline run of Weights & Biases: protocol buffers (its Record) in a log of LevelDB's form. */
import { crc32 } from 'node:zlib';
import { delimited, numeric } from '../../onnx/protobuf.ts';
import type { Exported, Files } from './exported.ts';

export function wandb({ report, id, model, finished, numbers, parameters, tags }: Exported): Files {
  const { evaluation, verdict, why } = report.decision;
  const config = new Map([...parameters, ...tags]);
  const run = message(
    delimited(1, id),
    delimited(3, projectOf(evaluation)),
    delimited(4, updates(config)),
    delimited(8, model),
    delimited(9, `${verdict}: ${why}`),
    delimited(10, verdict),
    delimited(17, numeric(1, Math.floor(finished / 1000))),
  );
  // Nothing that a void run measured may be believed: it counts as crashed.
  const exit = numeric(1, verdict === 'void' ? 1 : 0);
  const header = delimited(1, message(delimited(1, 'rules_model_eval'), delimited(2, '0.0.1')));
  const records = [
    [21, header],
    [17, run],
    [3, updates(numbers)],
    [18, exit],
  ] as const;
  const stamp = new Date(finished)
    .toISOString()
    .replaceAll(/[-:]|\..*/g, '')
    .replace('T', '_');
  return new Map([
    [
      `offline-run-${stamp}-${id}/run-${id}.wandb`,
      logOf(records.map(([field, content], i) => message(numeric(1, i + 1), delimited(field, content)))),
    ],
  ]);
}

/** Projects are named without the separators of labels. */
function projectOf(evaluation: string): string {
  return (
    evaluation
      .replaceAll(/[/\\#?%:\p{C}]+/gu, '_')
      .replace(/^_+/, '')
      .slice(0, 128) || '_'
  );
}

/** Items of a configuration or a summary. */
function updates(values: ReadonlyMap<string, unknown>): Uint8Array {
  return message(...[...values].map(([key, value]) => delimited(1, message(delimited(1, key), delimited(16, JSON.stringify(value))))));
}

function message(...fields: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(fields);
}

const blockLength = 32_768;
const headLength = 7;
/** Whether a piece is a whole record, or its first, a middle or its last one. */
const pieces = { full: 1, first: 2, middle: 3, last: 4 };

/** Records in blocks: no piece of one crosses the end of a block. */
function logOf(records: readonly Uint8Array[]): Uint8Array {
  const log: Uint8Array[] = [Buffer.from([...Buffer.from(':W&B'), 0xe1, 0xbe, 0])];
  let length = headLength;
  const put = (bytes: Uint8Array): void => {
    log.push(bytes);
    length += bytes.length;
  };
  for (const record of records) {
    let at = 0;
    do {
      const left = blockLength - (length % blockLength);
      if (left < headLength) {
        put(new Uint8Array(left));
        continue;
      }
      const piece = record.subarray(at, at + left - headLength);
      const isLast = at + piece.length === record.length;
      put(pieceOf(piece, at === 0 ? (isLast ? pieces.full : pieces.first) : isLast ? pieces.last : pieces.middle));
      at += piece.length;
    } while (at < record.length);
  }
  return Buffer.concat(log);
}

function pieceOf(bytes: Uint8Array, type: number): Uint8Array {
  const head = Buffer.alloc(headLength);
  head.writeUInt32LE(crc32(bytes, crc32(Buffer.of(type))));
  head.writeUInt16LE(bytes.length, 4);
  head.writeUInt8(type, 6);
  return Buffer.concat([head, bytes]);
}
