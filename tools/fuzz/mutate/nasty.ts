/** Values that readers trip over. */

const numbers = [
  '0',
  '-0',
  '-1',
  '1',
  '2',
  '0.5',
  '1e308',
  '-1e308',
  '1e309',
  '5e-324',
  '9007199254740993',
  '4294967296',
  '-2147483649',
  '1e15',
  '100000',
  '1.0000000001',
  'NaN',
  'Infinity',
  '-Infinity',
  '0x10',
  '1_000',
  '.5',
];

export const strings = [
  '',
  ' ',
  'x',
  '0',
  '-1',
  '1e999',
  'NaN',
  'null',
  'true',
  '..',
  '../../../../etc/passwd',
  '/etc/passwd',
  'C:\\windows\\win.ini',
  'file:///etc/passwd',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'length',
  '\u0000',
  '\ud800',
  '\u202e\u0007\u001b[31m',
  'İstanbul ﬁ ß',
  '👩‍👩‍👧',
  'a\nb\r\nc',
  '<script>alert(1)</script>',
  `sha256:${'0'.repeat(64)}`,
  'a'.repeat(5_000),
  '2026-13-45T99:99:99Z',
];

const structures = [
  'null',
  'true',
  'false',
  '[]',
  '{}',
  '[[]]',
  '[null]',
  '{"":0}',
  '{"__proto__":{"polluted":1}}',
  '{"constructor":{"prototype":{}}}',
];

/** Deep enough to exhaust the stack of a recursive reader, or only to be odd. */
const nested = [`${'['.repeat(3_000)}${']'.repeat(3_000)}`, `${'{"a":'.repeat(500)}1${'}'.repeat(500)}`, '['.repeat(50_000)];

/** As JSON text. The rarer kinds are costly, and one of each says as much as a hundred. */
export const nastyValues: readonly (readonly string[])[] = [numbers, strings.map((text) => JSON.stringify(text)), structures, numbers, nested];

export const nastyKeys = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', 'length', '', 'x', '0'];
