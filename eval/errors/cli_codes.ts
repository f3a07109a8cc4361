/** EV9010 to EV9039: what people type, `bazel run //eval:cli`. */
export const cliCodes = {
  EV9010: 'Build it (bazel build //eval:report), then give report.json, or the folder that holds one: bazel-bin/eval/report.',
  EV9011: 'Build the report again; edit none of its parts.',
  EV9012: 'Restore it from version control; move it only by `bless`.',
  EV9013: 'Give a report.json, the folder that holds one, or a record that `bless` wrote.',
  EV9014: 'Use a name of the list; a sanity check is called sanity:<check>.',
  EV9015: 'Explain what voids it (`explain sanity:<check>`), mend that, and bless the next report.',
  EV9016: 'Name files of these kinds, or a folder: in folders other files are passed over.',
  EV9017: 'Correct the path. Relative paths are taken from where the command was typed.',
  EV9018: 'Correct that, or give another path in --out; what was there is untouched.',
  EV9039: 'GitHub: give the job the permission `pull-requests: write`. GitLab: set GATE_TOKEN to a project access token with the scope api.',
} as const;
