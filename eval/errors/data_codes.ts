/**
 * EV8: checkpoints and corpora from elsewhere, and for elsewhere. 8001 to 8009 fetch them (rules/private/fetch.bzl), 8010 to 8019 snapshot
 * them, 8301 to 8309 run an evaluation from an archive, without Bazel (docs/bundle.md).
 */
export const dataCodes = {
  EV8001: 'Correct the tag in MODULE.bazel; its attributes are described in rules/extensions.bzl.',
  EV8002: "Bazel's warnings say what each address gave. Correct addresses or pin, find out who changed the file, or give ~/.netrc the login.",
  EV8003: 'Find out who changed it; if the change is meant, put the SHA-256 that was got into MODULE.bazel.',
  EV8004: "Correct the path, which is absolute or relative to the workspace's root, or bring the files there.",
  EV8005: 'Install it, or name it in the tag (modal_client).',
  EV8006: 'Run the command in the message yourself: log in (modal setup), correct volume and path.',
  EV8007: 'Pack the files into one archive, or write a snapshot with //datasets:snapshot.',
  EV8010: 'Bring the file below --images-root, or leave the row out of the query.',
  EV8011: 'Put the file itself there.',
  EV8012: 'Give this user the right to read the file, or bring it again.',
  EV8013: 'Wait for whoever writes there, then run the command again.',
  EV8014: 'Set PGHOST, PGPORT, PGDATABASE and PGUSER; the password belongs into ~/.pgpass or PGPASSWORD.',
  EV8015: 'Write one SELECT that runs as it stands in psql.',
  EV8016: 'Name the folder that has both.',
  EV8017: 'Remove the folder of the version and run the command again.',
  EV8018: 'Make room or choose another --out, then run the command again: what was copied is not copied again.',
  EV8301: 'Unpack the archive again, with a program that keeps symbolic links. To change an evaluation, change it in the workspace and pack again.',
  EV8302: 'Run it with that major version of Node.js on Linux x64.',
  EV8303: 'Mend what the message names. After a signal give the machine more memory, or run fewer steps at once: --jobs 1. Finished steps are kept.',
  EV8304: 'Give another folder in --out, or move what is in it.',
} as const;
