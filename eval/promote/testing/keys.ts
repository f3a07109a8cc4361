import { generateKeyPairSync } from 'node:crypto';
import { type Key, readPrivateKey, readPublicKey } from '../dsse.ts';

export interface KeyPair {
  readonly secret: Key;
  readonly open: Key;
  readonly secretPem: string;
  readonly openPem: string;
}

/** A new pair; nothing in a test may depend on which one. */
export function keyPair(): KeyPair {
  const { privateKey: secretPem, publicKey: openPem } = generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  return {
    secret: readPrivateKey(Buffer.from(secretPem), 'key.pem'),
    open: readPublicKey(Buffer.from(openPem), 'public.pem'),
    secretPem,
    openPem,
  };
}
