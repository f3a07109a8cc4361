import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { InputError } from '../errors/errors.ts';
import { checkSignature, preAuthenticationEncoding, readPrivateKey, readPublicKey, signStatement } from './dsse.ts';
import { keyPair } from './testing/keys.ts';

test('the pre-authentication encoding is that of the protocol', () => {
  // The example of DSSE's protocol document.
  const encoded = preAuthenticationEncoding('http://example.com/HelloWorld', Buffer.from('hello world'));
  assert.equal(Buffer.from(encoded).toString(), 'DSSEv1 29 http://example.com/HelloWorld 11 hello world');
  // Lengths are bytes, not characters.
  assert.equal(Buffer.from(preAuthenticationEncoding('ä', Buffer.from('ö€'))).toString(), 'DSSEv1 2 ä 5 ö€');
});

test('the two keys of RFC 8032, test 1, belong together; a signature is the same every time', () => {
  // Private and public key of the RFC behind the fixed beginnings of PKCS #8 and SubjectPublicKeyInfo (RFC 8410).
  const seed = '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60';
  const point = 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a';
  const pem = (label: string, hex: string): Buffer =>
    Buffer.from(`-----BEGIN ${label}-----\n${Buffer.from(hex, 'hex').toString('base64')}\n-----END ${label}-----\n`);
  const secret = readPrivateKey(pem('PRIVATE KEY', `302e020100300506032b657004220420${seed}`), 'key.pem');
  const open = readPublicKey(pem('PUBLIC KEY', `302a300506032b6570032100${point}`), 'public.pem');
  assert.equal(secret.id, open.id, 'a pair has one id');
  const signed = signStatement('{}\n', secret);
  assert.deepEqual(signed, signStatement('{}\n', secret));
  assert.equal(Buffer.from(signed.payload, 'base64').toString(), '{}\n');
  assert.deepEqual(checkSignature(signed, [open]), { fits: true });
});

test('a changed payload, a changed signature, another key', () => {
  const [ours, theirs] = [keyPair(), keyPair()];
  const signed = signStatement('{"a":1}\n', ours.secret);
  const other = signStatement('{"a":2}\n', ours.secret);
  assert.deepEqual(checkSignature(signed, [theirs.open, ours.open]), { fits: true });
  assert.deepEqual(checkSignature({ ...signed, payload: other.payload }, [ours.open]), { fits: false });
  assert.deepEqual(checkSignature({ ...signed, signatures: other.signatures }, [ours.open]), { fits: false });
  assert.equal(checkSignature(signed, [theirs.open]), undefined);
  const posing = signStatement('{"a":1}\n', { ...theirs.secret, id: ours.secret.id });
  assert.deepEqual(checkSignature(posing, [ours.open]), { fits: false }, 'an id is no proof');
});

test('keys that cannot be used are refused', () => {
  const { secretPem, openPem } = keyPair();
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ type: 'spki', format: 'pem' });
  const cases: readonly [what: string, read: () => unknown][] = [
    ['no PEM', () => readPrivateKey(Buffer.from('hello'), 'key.pem')],
    ['a public key to sign with', () => readPrivateKey(Buffer.from(openPem), 'key.pem')],
    ['a private key to verify with', () => readPublicKey(Buffer.from(secretPem), 'key.pem')],
    ['another kind of key', () => readPublicKey(Buffer.from(rsa), 'key.pem')],
  ];
  for (const [what, read] of cases) assert.throws(read, (error) => error instanceof InputError && error.problems[0]?.code === 'EV7017', what);
});
