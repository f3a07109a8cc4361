/** EV5 files between stages, EV9 usage. */
import type { ErrorCode } from './error_code.ts';

export const stageCodes = {
  EV5001: {
    title: 'a file between stages is not what its contract says',
    cause: 'The file was edited by hand, cut short, or written by another version of these rules.',
    cure: 'Build it again from its sources; use one version of rules_model_eval for all stages.',
  },
  EV5002: {
    title: 'a file cannot be read',
    cause: 'It does not exist, is a folder, may not be read, or is text in another encoding than UTF-8.',
    cure: 'Correct the path, or declare the file as an input of the target.',
  },
  EV5003: {
    title: 'a number that is not finite was about to be written',
    cause: 'A computation gave NaN or an infinity. This is our bug: such values must carry a reason instead.',
    cure: 'Please report it with the command and the digests of its inputs.',
  },
  EV5004: {
    title: 'a file cannot be written',
    cause: 'A folder has its name, its folder may not be written to, or the disk is full. What the program wrote before is taken back.',
    cure: 'Correct the path, or make room.',
  },
  EV5101: {
    title: 'predictions do not come from one backend',
    cause: 'There are none, or the shards were made by different backends or different configurations of one.',
    cure: 'Build all shards again from one backend.',
  },
  EV5102: {
    title: 'a sample stands twice',
    cause: 'Two rows of the predictions, or of the truth, have one id: a shard was given twice, or rows were joined by hand.',
    cure: 'Give each shard once and each sample one row.',
  },
  EV5103: {
    title: 'samples have no prediction',
    cause: 'A shard is missing, or the backend left samples out. One that could not be predicted needs a row with status "failed".',
    cure: 'Give all shards; let the backend write a row for every sample.',
  },
  EV5104: {
    title: 'predictions for samples that the truth does not have',
    cause: 'Predictions and truth belong to different corpora or different versions of one.',
    cure: 'Predict the corpus again that the truth belongs to.',
  },
  EV5105: {
    title: 'a metric cannot be measured here',
    cause: 'Its name is misspelt, it needs another kind of truth, or it is derived later and not measured on samples.',
    cure: 'Correct the name, or leave `metrics` out: then everything is measured that fits the truth.',
  },
  EV5107: {
    title: 'a prediction is of another kind than the truth',
    cause: 'A backend of one task was pointed at a corpus of another.',
    cure: 'Use a backend whose predictions are of the kind of the truth.',
  },
  EV5108: {
    title: 'a predicted series has another length than the true one',
    cause: 'The backend skipped or repeated frames, or was run on another version of the features.',
    cure: 'Predict one number for each frame of the corpus, in its order.',
  },
  EV5109: {
    title: 'a record is not of the type that it is said to be',
    cause: 'The importer or the backend wrote a value that the metrics of this type cannot read.',
    cure: 'Write values of the form that the metric documents.',
  },
  EV5201: {
    title: 'the scores do not cover the evaluation',
    cause: 'A backend has no scores on one of the corpora, or has some on a corpus of another evaluation, or nobody is the candidate.',
    cure: 'Score every backend once on every corpus of the evaluation.',
  },
  EV5202: {
    title: 'scores and corpus have different samples',
    cause: 'The scores were made from another version of the corpus.',
    cure: 'Build the scores again from the corpus of this evaluation.',
  },
  EV5203: {
    title: 'two backends have one name',
    cause: 'Rows of the table are told apart by the name of the backend.',
    cure: 'Give each backend of the evaluation a name of its own.',
  },
  EV5204: {
    title: 'the scores were measured by different metrics',
    cause: 'Metrics differ in id or version: such numbers must not be compared.',
    cure: 'Build all scores again with one version of rules_model_eval and one list of metrics.',
  },
  EV5205: {
    title: 'a scored sample lacks a value',
    cause: 'A row has no entry for a metric of the header, or not the counts that a pooled metric adds up.',
    cure: 'Build the scores again; what is unknown must be there as undefined, with its reason.',
  },
  EV5206: {
    title: 'the pass limit is about a metric that was not measured',
    cause: 'measure.pass.metric in the criteria is misspelt, or the scores leave that metric out.',
    cure: 'Correct the name, or measure the metric.',
  },
  EV5207: {
    title: 'scores of one corpus were made from different ground truth',
    cause: 'The truth was changed between the scoring of two backends.',
    cure: 'Build the scores of all backends again from one version of the corpus.',
  },
  EV5208: {
    title: 'a corpus contradicts itself',
    cause: 'Its summary and its slices come from different versions.',
    cure: 'Build the corpus again; do not edit its files.',
  },
  EV5209: {
    title: 'one backend of the evaluation is two',
    cause: 'Scores under one role were made by different checkpoints or configurations on different corpora.',
    cure: 'Score the same backend on every corpus, or give the other one a role of its own.',
  },
  EV5210: {
    title: 'external metrics are not about this evaluation',
    cause: 'It was collected for another checkpoint or another candidate, names a baseline that is not there, or bears the name of a corpus.',
    cure: 'Measure again with this candidate, or correct the subject.',
  },
  EV5211: {
    title: 'an external metric that cannot be a row of the table',
    cause: 'Its metric is not declared in measure.external_metrics of the criteria, is given twice, or its value is outside the declared range.',
    cure: 'Correct the name or the value, or declare the metric in the criteria.',
  },
  EV5301: {
    title: 'the table was measured by other criteria',
    cause: 'Pass limit, seed or resamples of the criteria changed after the table was made.',
    cure: 'Build the table again with these criteria.',
  },
  EV5302: {
    title: 'a criterion is about samples that the evaluation does not have',
    cause:
      'A corpus, a source of external metrics, a slice, a set of parts or a part is misspelt, or belongs to another evaluation. It is told before anything is inferred.',
    cure: 'Correct the name in the criteria, or add the corpus or the external metrics to the evaluation.',
  },
  EV5303: {
    title: 'a criterion judges a metric that is not in the table',
    cause: 'The table was made by another version, or for another task.',
    cure: 'Correct the name in the criteria, or build the table again.',
  },
  EV5304: {
    title: 'a criterion compares with a baseline that is not there',
    cause: 'The evaluation has a candidate and no baseline.',
    cure: 'Add a baseline to the evaluation, or judge the candidate alone.',
  },
  EV5305: {
    title: 'a sanity measurement that no rule judges',
    cause: 'The policy and the table come from different versions.',
    cure: 'Build both with one version of rules_model_eval.',
  },
  EV5306: {
    title: 'the table contradicts itself',
    cause: 'Two rows have one key, a row has one value of its dimension twice, or there is not exactly one candidate and at most one baseline.',
    cure: 'Build the table again; do not edit it.',
  },
  EV5307: {
    title: 'the decision contradicts itself',
    cause: 'It says go, and something in it stands against that, or nothing for it; or verdict and recommendation differ.',
    cure: 'Build the decision again; do not edit it.',
  },
  EV5401: {
    title: 'the gallery cannot be ranked',
    cause: 'The metric that shall rank it is misspelt, or nobody computed it for this evaluation.',
    cure: 'Name a metric of the evaluation in the attribute `metric` of the report.',
  },
  EV5403: {
    title: 'table, decision, gallery and corpora do not belong together',
    cause: 'They come from different builds, or one of them was edited.',
    cure: 'Build the report again; edit none of its parts.',
  },
  EV9001: {
    title: 'the command line is wrong',
    cause: 'An argument is missing, unknown or given twice.',
    cure: 'Correct what the message names. The flags of a command are printed by --help and explained on its page in docs/.',
  },
} as const satisfies Record<string, ErrorCode>;
