/** EV8: checkpoints and corpora from elsewhere. 8001 to 8009 fetch them (rules/private/fetch.bzl), 8010 to 8019 snapshot them. */
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
} as const;
