// Unpacks an npm tarball: node extract.mjs <package.tgz> <folder> [glob to leave out]...
// A tar reader of its own: Node.js is the one program that is certain to be there.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, matchesGlob, posix } from 'node:path';
import { gunzipSync } from 'node:zlib';

const BLOCK = 512;
const [tarball, folder, ...excluded] = process.argv.slice(2);
const tar = gunzipSync(readFileSync(tarball));
const text = (bytes) => bytes.toString('utf8').replace(/\0.*$/s, '');

// Records of a pax header: "<length> <key>=<value>\n", the length in bytes and of the whole record.
function paxRecords(body) {
  const records = {};
  for (let at = 0; at < body.length; ) {
    const space = body.indexOf(' ', at);
    const length = Number(body.toString('utf8', at, space));
    const [, key, value] = /^([^=]*)=(.*)\n$/s.exec(body.toString('utf8', space + 1, at + length));
    records[key] = value;
    at += length;
  }
  return records;
}

// Yields the regular files: {name, executable, body}.
function* entries() {
  let longer; // a name from a pax or GNU header, for the entry that follows it
  for (let at = 0; at + BLOCK <= tar.length; ) {
    const header = tar.subarray(at, at + BLOCK);
    const size = Number.parseInt(text(header.subarray(124, 136)), 8) || 0;
    const body = tar.subarray(at + BLOCK, at + BLOCK + size);
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
    const type = String.fromCharCode(header[156]);
    if (type === 'x') longer = paxRecords(body).path;
    else if (type === 'L') longer = text(body);
    else {
      const prefix = text(header.subarray(257, 262)) === 'ustar' ? text(header.subarray(345, 500)) : '';
      const short = text(header.subarray(0, 100));
      const executable = (Number.parseInt(text(header.subarray(100, 108)), 8) & 0o100) !== 0;
      if (type === '0' || type === '\0') yield { name: longer ?? (prefix ? `${prefix}/${short}` : short), executable, body };
      longer = undefined;
    }
  }
}

mkdirSync(folder, { recursive: true });
for (const { name, executable, body } of entries()) {
  const relative = posix.normalize(name).split('/').slice(1).join('/'); // the first folder may have any name
  if (!relative || relative.startsWith('..') || excluded.some((glob) => matchesGlob(relative, glob))) continue;
  const target = join(folder, relative);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, body, { mode: executable ? 0o755 : 0o644 });
}
