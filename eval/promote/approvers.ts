/** Who may move a channel, by their keys, and how many of them must agree: a file that is registered and then stands in the audit trail. */
import * as z from 'zod';
import { readYaml } from '../io/yaml.ts';
import { type Key, readPublicKey } from './dsse.ts';

const person = z.strictObject({
  /** As `--actor` says it. */
  name: z.string().min(1).max(500),
  /** Ed25519 public key: the one line between BEGIN and END of its PEM file. */
  key: z.base64(),
  /** From then on the key proves nothing. */
  expires: z.iso.datetime().optional(),
});

export const approverList = z
  .strictObject({
    schema: z.literal(1),
    /** How many people must have signed before the channel gets a version: 1 proves who the actor is, 2 demand a second person. */
    approvals: z.int().min(1),
    people: z.array(person).min(1),
  })
  .superRefine(({ approvals, people }, context) => {
    const path = ['approvals'];
    if (approvals > people.length) context.addIssue({ code: 'custom', path, message: `${approvals} of ${people.length} people can never agree` });
    for (const field of ['name', 'key'] as const) {
      people.forEach((one, i) => {
        if (people.findIndex((other) => other[field] === one[field]) < i)
          context.addIssue({ code: 'custom', path: ['people', i, field], message: `a second person with this ${field}` });
      });
    }
  });
export type ApproverList = z.infer<typeof approverList>;

/** A person with the key that proves it. */
export type Approver = Omit<z.infer<typeof person>, 'key'> & { readonly key: Key };

/** @throws InputError EV7030 for a file that is no list of approvers, with file:line:column; EV7017 for what is no Ed25519 key */
export function readApprovers(text: string, location: string): ApproverList {
  const list = readYaml<ApproverList>(text, location, approverList, { syntax: 'EV7030', shape: 'EV7030' }).value;
  peopleOf(list, location);
  return list;
}

/** `moves with 2 of Ada, Ben` */
export function agreementText({ approvals, people }: ApproverList): string {
  return `moves with ${approvals} of ${people.map(({ name }) => name).join(', ')}`;
}

export function peopleOf({ people }: ApproverList, location: string): Approver[] {
  return people.map(({ key, ...one }) => {
    const pem = `-----BEGIN PUBLIC KEY-----\n${key}\n-----END PUBLIC KEY-----\n`;
    return { ...one, key: readPublicKey(Buffer.from(pem), `${location}: ${one.name}`) };
  });
}
