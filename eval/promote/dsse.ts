/**
 * Signatures over a statement: Ed25519 in a DSSE envelope (github.com/secure-systems-lab/dsse, protocol v1). What is
 * signed is not the payload but its pre-authentication encoding, which binds the payload's type as well.
 */
import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import * as z from 'zod';
import { InputError } from '../errors/errors.ts';

export const envelope = z.strictObject({
  payload: z.base64(),
  payloadType: z.literal('application/vnd.in-toto+json'),
  signatures: z.array(z.strictObject({ keyid: z.string(), sig: z.base64() })).length(1),
});
export type Envelope = z.infer<typeof envelope>;

/** A key with its id: SHA-256, in hexadecimal, over the public key in DER (SubjectPublicKeyInfo). */
export interface Key {
  readonly id: string;
  readonly key: KeyObject;
}

/** @throws InputError EV7017 */
export function readPrivateKey(pem: Uint8Array, location: string): Key {
  return readKey(location, () => createPrivateKey(Buffer.from(pem)));
}

/** @throws InputError EV7017; a private key is refused, so that nobody hands one around where a public one does */
export function readPublicKey(pem: Uint8Array, location: string): Key {
  return readKey(location, () => {
    const text = Buffer.from(pem);
    if (text.includes('PRIVATE KEY')) throw new Error('it is a private key');
    return createPublicKey(text);
  });
}

function readKey(location: string, read: () => KeyObject): Key {
  try {
    const key = read();
    if (key.asymmetricKeyType !== 'ed25519') throw new Error(`it is a key of type ${key.asymmetricKeyType}`);
    const der = (key.type === 'private' ? createPublicKey(key) : key).export({ format: 'der', type: 'spki' });
    return { id: createHash('sha256').update(der).digest('hex'), key };
  } catch (error) {
    throw new InputError({ code: 'EV7017', location, message: (error as Error).message, expected: 'an Ed25519 key in PEM' });
  }
}

/** "DSSEv1", then type and payload, each after its length in bytes. */
export function preAuthenticationEncoding(type: string, payload: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from(`DSSEv1 ${Buffer.byteLength(type)} ${type} ${payload.length} `), payload]);
}

export function signStatement(text: string, { id, key }: Key): Envelope {
  const payloadType = 'application/vnd.in-toto+json';
  const payload = Buffer.from(text);
  const sig = sign(null, preAuthenticationEncoding(payloadType, payload), key);
  return { payload: payload.toString('base64'), payloadType, signatures: [{ keyid: id, sig: sig.toString('base64') }] };
}

/** Which of the keys an envelope names, and whether its signature is of that key. Undefined: it names another key. */
export function checkSignature({ payload, payloadType, signatures }: Envelope, keys: readonly Key[]): { readonly fits: boolean } | undefined {
  const [signature] = signatures;
  const named = keys.find(({ id }) => id === signature?.keyid);
  if (named === undefined || signature === undefined) return undefined;
  const signed = preAuthenticationEncoding(payloadType, Buffer.from(payload, 'base64'));
  return { fits: verify(null, signed, named.key, Buffer.from(signature.sig, 'base64')) };
}
