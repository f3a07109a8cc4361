/** EV8301 to EV8309: running an evaluation from an archive, without Bazel (docs/bundle.md). */
import type { ErrorCode } from './error_code.ts';

export const bundleCodes = {
  EV8301: {
    title: 'an unpacked bundle is not what was packed',
    cause: 'A file below inputs/ or programs/ was edited, added, lost, cut short, or turned from a link into a file by the way that it was copied.',
    cure: 'Unpack the archive again, with a program that keeps symbolic links. To change an evaluation, change it in the workspace and pack again.',
  },
  EV8302: {
    title: 'another Node.js than the bundle was made for',
    cause: 'Programs and native packages were tried with one major version, on Linux x64; others may not load them, or compute other bytes.',
    cure: 'Run it with that major version of Node.js on Linux x64.',
  },
  EV8303: {
    title: 'a step of a bundle failed',
    cause: 'Its own message says what is wrong. A step that a signal ended most often had too little memory.',
    cure: 'Mend what the message names. After a signal give the machine more memory, or run fewer steps at once: --jobs 1. Finished steps are kept.',
  },
  EV8304: {
    title: 'the output folder holds files of somebody else',
    cause: 'A run replaces the folder as a whole, and does so only with one that a run made: it has its steps in a folder beside it.',
    cure: 'Give another folder in --out, or move what is in it.',
  },
} as const satisfies Record<string, ErrorCode>;
