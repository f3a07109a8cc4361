/** EV8301 to EV8309: running an evaluation from an archive, without Bazel (docs/bundle.md). */
export const bundleCodes = {
  EV8301: 'Unpack the archive again, with a program that keeps symbolic links. To change an evaluation, change it in the workspace and pack again.',
  EV8302: 'Run it with that major version of Node.js on Linux x64.',
  EV8303: 'Mend what the message names. After a signal give the machine more memory, or run fewer steps at once: --jobs 1. Finished steps are kept.',
  EV8304: 'Give another folder in --out, or move what is in it.',
} as const;
