/** EV9010 to EV9039: what people type, `bazel run //eval:cli`. */
import type { ErrorCode } from './error_code.ts';

export const cliCodes = {
  EV9010: {
    title: 'there is no report at this path',
    cause: 'The path is misspelt, or the report is not built. Relative paths are taken from where the command was typed.',
    cure: 'Build it (bazel build //eval:report), then give report.json, or the folder that holds one: bazel-bin/eval/report.',
  },
  EV9011: {
    title: 'a report contradicts itself',
    cause: 'report.json was edited, or put together from the parts of several builds.',
    cure: 'Build the report again; edit none of its parts.',
  },
  EV9012: {
    title: 'a golden record was edited by hand',
    cause: 'Its digest is not that of its content: somebody moved a number, or a merge took lines of two records.',
    cure: 'Restore it from version control; move it only by `bless`.',
  },
  EV9013: {
    title: 'neither a report nor a golden record',
    cause: 'The file is another one of an evaluation, or belongs to another program.',
    cure: 'Give a report.json, the folder that holds one, or a record that `bless` wrote.',
  },
  EV9014: {
    title: 'a criterion or check that the report does not know',
    cause: 'The name is misspelt, or the report was made by other criteria.',
    cure: 'Use a name of the list; a sanity check is called sanity:<check>.',
  },
  EV9015: {
    title: 'a void report is not blessed',
    cause: 'Nothing trustworthy was measured: a record of it would make the mistake the norm.',
    cure: 'Explain what voids it (`explain sanity:<check>`), mend that, and bless the next report.',
  },
  EV9016: {
    title: 'a file that lint does not know',
    cause: 'It is YAML of another kind. Criteria have `criteria` or `measure` at the top, a sanity policy `sanity`, a taxonomy `classes`.',
    cure: 'Name files of these kinds, or a folder: in folders other files are passed over.',
  },
  EV9017: {
    title: 'there is nothing to lint',
    cause: 'The path does not exist, or the folder holds no criteria, sanity policy or taxonomy.',
    cure: 'Correct the path. Relative paths are taken from where the command was typed.',
  },
  EV9018: {
    title: 'a golden record or an export cannot be written',
    cause: 'The folder does not exist or may not be written to, the disk is full, or files of an export would take the place of others.',
    cure: 'Correct that, or give another path in --out; what was there is untouched.',
  },
  EV9039: {
    title: 'the comment about a gate could not be left',
    cause: 'The token may not comment, the request does not exist, or the forge cannot be reached.',
    cure: 'GitHub: give the job the permission `pull-requests: write`. GitLab: set GATE_TOKEN to a project access token with the scope api.',
  },
} as const satisfies Record<string, ErrorCode>;
