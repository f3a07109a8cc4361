/** EV8: checkpoints and corpora from elsewhere. 8001 to 8009 fetch them (rules/private/fetch.bzl), 8010 to 8019 snapshot them. */
import type { ErrorCode } from './error_code.ts';

export const dataCodes = {
  EV8001: {
    title: 'a tag of the extension model_eval cannot be used',
    cause: 'It names no place or several, a digest that is none, a name that is taken, or credentials.',
    cure: 'Correct the tag in MODULE.bazel; its attributes are described in rules/extensions.bzl.',
  },
  EV8002: {
    title: 'no address gave the pinned content',
    cause: 'The servers are down, do not know the file, ask for a login, or have another file: its SHA-256 is not the one in the tag.',
    cure: "Bazel's warnings say what each address gave. Correct addresses or pin, find out who changed the file, or give ~/.netrc the login.",
  },
  EV8003: {
    title: 'a file is not the one that is pinned',
    cause: 'Its SHA-256 is another one: it was replaced, cut short, or the pin belongs to another file.',
    cure: 'Find out who changed it; if the change is meant, put the SHA-256 that was got into MODULE.bazel.',
  },
  EV8004: {
    title: 'a path of this machine leads to nothing that can be read',
    cause: 'Nothing is there, a folder is where a file should be, or this user may not read it.',
    cure: "Correct the path, which is absolute or relative to the workspace's root, or bring the files there.",
  },
  EV8005: {
    title: 'a program that fetching needs is not there',
    cause: 'The client of Modal, or sha256sum, is not on the PATH that Bazel sees.',
    cure: 'Install it, or name it in the tag (modal_client).',
  },
  EV8006: {
    title: 'the client of Modal did not fetch the file',
    cause: 'It ended with an error (no login, no such volume or path), or left nothing.',
    cure: 'Run the command in the message yourself: log in (modal setup), correct volume and path.',
  },
  EV8007: {
    title: 'a corpus that is neither an archive nor a snapshot',
    cause: 'A single digest pins an archive, or a folder by its manifest.json; anything else is not pinned.',
    cure: 'Pack the files into one archive, or write a snapshot with //datasets:snapshot.',
  },
  EV8010: {
    title: 'a picture or mask that a row names is missing',
    cause: 'It was not downloaded, or --images-root is another folder than the one that its name is relative to.',
    cure: 'Bring the file below --images-root, or leave the row out of the query.',
  },
  EV8011: {
    title: 'a name leads through a symbolic link, or to something that is no file',
    cause: 'What a link shows changes with its target, so a version would hold something that nobody put into it.',
    cure: 'Put the file itself there.',
  },
  EV8012: {
    title: 'a file cannot be read',
    cause: 'This user may not read it, or the disk reports an error.',
    cure: 'Give this user the right to read the file, or bring it again.',
  },
  EV8013: {
    title: 'a picture changed while the version was written',
    cause: 'Somebody wrote below --images-root.',
    cure: 'Wait for whoever writes there, then run the command again.',
  },
  EV8014: {
    title: 'the database does not let us in',
    cause: 'It does not answer, or refuses user, password or name of the database.',
    cure: 'Set PGHOST, PGPORT, PGDATABASE and PGUSER; the password belongs into ~/.pgpass or PGPASSWORD.',
  },
  EV8015: {
    title: 'a query fails',
    cause: 'Its SQL is not what this database understands, is more than one statement, or would change something.',
    cure: 'Write one SELECT that runs as it stands in psql.',
  },
  EV8016: {
    title: 'a folder of exports lacks its files',
    cause: 'It needs crop_runs*.json and crop_annotations*.json; another folder is meant, or the export stopped.',
    cure: 'Name the folder that has both.',
  },
  EV8017: {
    title: 'a version that is there is damaged',
    cause: 'Files of it were changed or removed; a version never changes.',
    cure: 'Remove the folder of the version and run the command again.',
  },
  EV8018: {
    title: 'the version cannot be written',
    cause: 'The disk is full, or this user may not write there. No part of a version is left under its name.',
    cure: 'Make room or choose another --out, then run the command again: what was copied is not copied again.',
  },
} as const satisfies Record<string, ErrorCode>;
