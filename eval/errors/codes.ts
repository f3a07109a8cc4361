/**
 * Every error a person can meet, by code. Ranges: EV1 corpora, EV2 criteria, EV3 checkpoints and backends, EV4
 * predictions, EV5 files between stages, EV9 usage. docs/errors.md is made from this table.
 */
export interface ErrorCode {
  /** What is wrong, in one line. */
  readonly title: string;
  readonly cause: string;
  readonly cure: string;
}

export const codes = {
  EV1001: {
    title: 'a picture cannot be decoded',
    cause: 'The file is damaged or was cut short. A decoder that only warns is believed: half a picture is never measured.',
    cure: 'Fetch the file again, or exclude the sample with its reason.',
  },
  EV1002: {
    title: 'a picture is too large',
    cause: 'It has more than 2^28 pixels.',
    cure: 'Shrink the picture, or exclude the sample with its reason.',
  },
  EV1003: {
    title: 'a picture in a format that is not read',
    cause: 'Only JPEG, PNG and WebP files are read; the first bytes decide, not the name.',
    cure: 'Convert the file, HEIC and TIFF for example to PNG, and use the converted one everywhere.',
  },
  EV1004: {
    title: 'a picture that is not declared',
    cause: 'The corpus names a picture that the target does not list among its files.',
    cure: 'Add the picture to `images` of the corpus.',
  },
  EV1005: {
    title: 'a picture is not the one of the corpus',
    cause: 'The file changed after the corpus was indexed.',
    cure: 'Index the corpus again: another picture is another sample.',
  },
  EV1006: {
    title: 'a picture has not the size that the corpus says',
    cause: 'The size was read without the EXIF orientation, or the corpus was written by other means.',
    cure: 'Index the corpus again with these rules.',
  },
  EV1010: {
    title: 'a source of a corpus is not text of its format',
    cause: 'The JSON, NDJSON or YAML file was cut short or edited.',
    cure: 'Correct the text at the place named, or export it again.',
  },
  EV1011: {
    title: 'a source of a corpus does not have the form that its importer reads',
    cause: 'A key is missing, unknown (in our own formats) or of another type, or the export is of another kind.',
    cure: 'See the page on corpora for the form; correct the value at the place named.',
  },
  EV1012: {
    title: 'a source names a path outside the corpus',
    cause: 'The path is absolute, empty, or climbs out with "..": it would mean something else on another machine.',
    cure: 'Write the path relative to the folder of the corpus.',
  },
  EV1013: {
    title: 'a picture is not among the declared files',
    cause: 'It was deleted or renamed, or the glob in the BUILD file does not match it.',
    cure: 'Put the picture back or add it to `images`; a corpus never shrinks unnoticed.',
  },
  EV1014: {
    title: 'a mask or label file is not among the declared files',
    cause: 'It was deleted or renamed, or the glob in the BUILD file does not match it.',
    cure: 'Put the file back or add it to `masks` or `labels`.',
  },
  EV1015: {
    title: 'a name fits several declared files',
    cause: 'Files in different folders share a name or a file stem, and nothing says which one is meant.',
    cure: 'Declare only the wanted folder, or rename one of the files.',
  },
  EV1016: {
    title: 'an id is given twice',
    cause: 'Two rows, pictures or samples have one name; which of them counts would depend on their order.',
    cure: 'Give each its own id, or remove the copy.',
  },
  EV1017: {
    title: 'ground truth and picture differ in size',
    cause: 'The picture was resized after it was annotated, or annotated before its EXIF orientation was applied.',
    cure: 'Annotate the picture as it is displayed; ground truth is never stretched to fit.',
  },
  EV1018: {
    title: 'a picture changed after it was annotated',
    cause: 'The SHA-256 in the source is not that of the declared file.',
    cure: 'Bring the annotated picture back, or annotate the new one and export again.',
  },
  EV1019: {
    title: 'a picture has no ground truth',
    cause: 'Its mask, label file or annotation is missing. That is not the same as "nothing is there".',
    cure: 'Add the ground truth, or set missing_truth = "exclude" to leave such pictures out, counted and listed.',
  },
  EV1020: {
    title: 'a corpus has no samples',
    cause: 'Every row was excluded, or the source is empty. A gate must not go green on nothing.',
    cure: 'Look at the reasons of the exclusions; declare pictures with ground truth.',
  },
  EV1021: {
    title: 'a corpus is not the version that is pinned',
    cause: 'Pictures, truth, slices, groups, notes or exclusions changed since dataset_version was written.',
    cure: 'Look at what changed; if it is meant, put the digest that was got into dataset_version.',
  },
  EV1022: {
    title: 'ground truth is only a box',
    cause: 'The dataset was made for detection: a box says nothing about the mask inside it.',
    cure: 'Export the segmentation, or leave the picture out.',
  },
  EV1023: {
    title: 'a line of a label file is malformed',
    cause: 'It is not a class index and the corners of an outline as shares of width and height.',
    cure: 'Export the labels again in YOLO segmentation format, normalised to 0..1.',
  },
  EV1024: {
    title: 'a source refers to something that is not defined',
    cause: 'A class index, category, image id or class name that no list holds: files of two exports were mixed, or a name is misspelt.',
    cure: 'Correct the reference, or use files of one export.',
  },
  EV1025: {
    title: 'the lineage of a picture runs in a circle',
    cause: 'Following derived_from leads back to the picture itself.',
    cure: 'Correct derived_from: a picture is made from an earlier one.',
  },
  EV1101: {
    title: 'a taxonomy is not YAML as it is read here',
    cause: 'A syntax error, a key written twice, an alias, or more than one document.',
    cure: 'Correct the text at the place named; write every value out.',
  },
  EV1102: {
    title: 'a taxonomy does not have the form that it must have',
    cause: 'An unknown key, a missing one, a value of another type, or a class defined twice.',
    cure: 'See the page on taxonomies for the keys and their types.',
  },
  EV1201: {
    title: 'the size of a mask is not usable',
    cause: 'Height or width is zero, negative or no whole number, or the mask has more than 2^29 - 1 pixels.',
    cure: 'Correct the size, which is [height, width], or store the picture in smaller pieces.',
  },
  EV1202: {
    title: 'the run lengths of a mask are malformed',
    cause: 'The text was cut short, escaped twice or edited, or holds a negative length.',
    cure: "Write the mask again, as COCO's compressed run-length text or list of run lengths.",
  },
  EV1203: {
    title: 'the run lengths of a mask do not cover it',
    cause: 'The size belongs to another picture, height and width are swapped, or the text was cut short.',
    cure: 'Give the size [height, width] that the run lengths were made for.',
  },
  EV1204: {
    title: 'an outline is not a polygon',
    cause: 'It has fewer than three points, an odd number of values, or coordinates that are not pixels of a picture.',
    cure: 'Give x1, y1, x2, y2, … in pixels for three or more points.',
  },
  EV2001: {
    title: 'the criteria are not YAML as it is read here',
    cause: 'A syntax error, a key written twice, an alias, or more than one document.',
    cure: 'Correct the text at the place named; write every value out.',
  },
  EV2002: {
    title: 'the criteria do not have the form that they must have',
    cause: 'An unknown key, a missing one, or a value of another type.',
    cure: 'See the page on criteria for the keys, their types and what may be left out.',
  },
  EV2003: {
    title: 'two criteria share an id',
    cause: 'A criterion was copied and its id kept.',
    cure: 'Give each criterion an id of its own: verdicts name it.',
  },
  EV2004: {
    title: 'a metric that nobody measures',
    cause: 'The name is misspelt, or the metric belongs to another task.',
    cure: 'Correct the name.',
  },
  EV2005: {
    title: 'a metric that may not decide anything',
    cause: 'Secondary metrics (numbers of boxes) are shown for orientation: a right box says nothing about a wrong mask.',
    cure: 'Judge the mask metric instead.',
  },
  EV2006: {
    title: 'a limit that the metric cannot reach',
    cause: 'The limit lies outside the range of the metric, or of a difference of two of its values.',
    cure: 'Write ratios as 0 to 1, not as percent; write an allowed fall as a negative difference.',
  },
  EV2007: {
    title: 'a pass rate without a pass limit',
    cause: 'A criterion judges the share of samples that pass, and the file does not say when a sample passes.',
    cure: 'Add measure.pass with a metric and the value that it must reach.',
  },
  EV2008: {
    title: 'a criterion asks for a number that is not computed',
    cause: 'Differences and intervals are computed for the value of a metric only, not for its median or percentiles.',
    cure: 'Use statistic: value, or judge the candidate alone by its value without an interval.',
  },
  EV2009: {
    title: 'a slice that is not one value of one dimension',
    cause: 'A criterion is about exactly one slice; values of several dimensions are not combined.',
    cure: 'Name one dimension and one value, or write several criteria.',
  },
  EV2010: {
    title: 'the sanity policy does not have one rule for each check',
    cause: 'A check is misspelt, or the file leaves one out: a check without a rule would be a check that never fires.',
    cure: 'Start from criteria/sanity.yaml and change levels and limits there.',
  },
  EV3001: {
    title: 'a file that is no ONNX model',
    cause: 'It was cut short, is a pointer to large-file storage, or is another kind of file.',
    cure: 'Fetch the file again; a pointer of Git LFS is a few lines of text.',
  },
  EV3002: {
    title: 'a checkpoint is not the pinned one',
    cause: 'The file changed since its SHA-256 was written down.',
    cure: 'Use the pinned file. If the change is meant, pin the new SHA-256: that is a new checkpoint.',
  },
  EV3003: {
    title: 'external data outside of the checkpoint',
    cause: "A tensor's bytes are said to lie at an absolute path, above the model's folder, nowhere, or at a path with detours.",
    cure: 'Export the model again with its data beside it.',
  },
  EV3004: {
    title: 'external data that is not declared',
    cause: 'The model keeps tensors in another file; the file was renamed after the export, or left out.',
    cure: 'Add the file to `data` of the model_checkpoint, under the name that the model uses.',
  },
  EV3005: {
    title: 'external data that does not fit its file or its tensor',
    cause: 'Offset or length are malformed, reach beyond the end of the file, or are not what the shape needs.',
    cure: 'Model and data belong to different exports, or the data was cut short: fetch both again.',
  },
  EV3006: {
    title: 'two tensors share bytes of external data',
    cause: 'Their ranges overlap; runtimes load such a file without complaint.',
    cure: 'Export the model again.',
  },
  EV3007: {
    title: 'a data file that the model does not use',
    cause: 'It is left over from another export, or its name is not the one that the model uses.',
    cure: 'Remove it from `data`, or give it the name that the model uses.',
  },
  EV3010: {
    title: "a model's file is not the one that was checked",
    cause: 'The file changed after checkpoint.json was written, or belongs to another checkpoint.',
    cure: 'Build the checkpoint again.',
  },
  EV3011: {
    title: 'a kind of backend that does not exist',
    cause: 'The kind is misspelt, or belongs to another version of these rules.',
    cure: 'Use one of the kinds named.',
  },
  EV3012: {
    title: 'the configuration of a backend is wrong',
    cause: 'An attribute is unknown, or its value is of another type or out of range.',
    cure: "See the backend's rule for its attributes.",
  },
  EV3013: {
    title: 'a backend has nothing to predict from, or the wrong thing',
    cause: 'Models need a checkpoint, quoted predictions need files, and neither takes the other.',
    cure: "See the backend's rule for what it needs.",
  },
  EV3014: {
    title: 'a model that the runtime cannot load',
    cause: 'The file is damaged, or uses operators or types that ONNX Runtime does not have on a CPU.',
    cure: 'Export the model again, with an opset and types that ONNX Runtime supports.',
  },
  EV3015: {
    title: "a model's inputs are not those of its backend",
    cause: 'The model takes more than a picture, or half-precision numbers.',
    cure: 'Export the model with one float32 picture as input; weights may have any type.',
  },
  EV3016: {
    title: 'a model does not fit its backend',
    cause: 'Its metadata is missing, unreadable, or contradicts the shapes of its inputs and outputs; or it is for another task.',
    cure: 'Use the backend that the model was made for, or export the model again.',
  },
  EV3017: {
    title: 'a class that the model does not know',
    cause: 'The name is misspelt, or the model was trained on other classes.',
    cure: 'Correct the name in `classes`.',
  },
  EV3018: {
    title: 'a model failed on a sample',
    cause: 'ONNX Runtime gave an error while running it.',
    cure: 'Correct the model: one that stops on a picture cannot be judged.',
  },
  EV3019: {
    title: "a model's output cannot be used",
    cause: 'It holds NaN or infinities, or has another type or shape than the model declares.',
    cure: 'Correct the model: half precision overflows, and a division by zero somewhere are usual reasons.',
  },
  EV4001: {
    title: 'a row of predictions is malformed',
    cause: 'It is not JSON, or not `{id, corpus?, mask: {size, counts}}` or `{id, corpus?, failed}`.',
    cure: 'Write one JSON object a line, as the page on file formats says.',
  },
  EV4002: {
    title: 'a sample is predicted twice',
    cause: 'Two rows have one id, in one file or in two.',
    cure: 'Keep one of them; name the `corpus` in rows whose ids occur in several corpora.',
  },
  EV4003: {
    title: "a predicted mask has not the picture's size",
    cause: 'It was made on a shrunk picture or without the EXIF orientation, or width and height are swapped.',
    cure: 'Give the mask at the displayed size of the picture; size is [height, width].',
  },
  EV4004: {
    title: 'a prediction for an unknown sample',
    cause: 'The id is misspelt, or the row belongs to another corpus.',
    cure: 'Correct the id, or name the `corpus` that the row belongs to.',
  },
  EV5001: {
    title: 'a file between stages is not what its contract says',
    cause: 'The file was edited by hand, cut short, or written by another version of these rules.',
    cure: 'Build it again from its sources; use one version of rules_model_eval for all stages.',
  },
  EV5002: {
    title: 'a file cannot be read',
    cause: 'It does not exist, is a folder, or may not be read.',
    cure: 'Correct the path, or declare the file as an input of the target.',
  },
  EV5003: {
    title: 'a number that is not finite was about to be written',
    cause: 'A computation gave NaN or an infinity. This is our bug: such values must carry a reason instead.',
    cure: 'Please report it with the command and the digests of its inputs.',
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
  EV5106: {
    title: 'a predicted mask has another size than the true one',
    cause: 'The backend answered on the grid of the model or of a resized picture.',
    cure: 'Let the backend resample its mask to the displayed picture: how that is done is part of what is judged.',
  },
  EV5107: {
    title: 'a prediction is of another kind than the truth',
    cause: 'A backend of one task was pointed at a corpus of another.',
    cure: 'Use a backend whose predictions are of the kind of the truth.',
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
  EV5301: {
    title: 'the table was measured by other criteria',
    cause: 'Pass limit, seed or resamples of the criteria changed after the table was made.',
    cure: 'Build the table again with these criteria.',
  },
  EV5302: {
    title: 'a criterion is about samples that the evaluation does not have',
    cause: 'A corpus, a slice dimension or a slice value is misspelt, or belongs to another evaluation.',
    cure: 'Correct the name in the criteria, or add the corpus to the evaluation.',
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
    title: 'a measured fact that no sanity rule judges',
    cause: 'The policy and the table come from different versions.',
    cure: 'Build both with one version of rules_model_eval.',
  },
  EV5306: {
    title: 'the table contradicts itself',
    cause: 'Two rows have one key, or there is not exactly one candidate and at most one baseline.',
    cure: 'Build the table again; do not edit it.',
  },
  EV5307: {
    title: 'the decision contradicts itself',
    cause: 'It says go, and something in it stands against that; or verdict and recommendation differ.',
    cure: 'Build the decision again; do not edit it.',
  },
  EV5401: {
    title: 'the gallery cannot be ranked',
    cause: 'The metric that shall rank it is misspelt, or nobody computed it for this evaluation.',
    cure: 'Name a metric of the evaluation in the attribute `metric` of the report.',
  },
  EV5402: {
    title: 'a sample of the gallery is not in the files of its corpus',
    cause: 'Table, corpus and predictions come from different builds.',
    cure: 'Build them again from one corpus.',
  },
  EV5403: {
    title: 'table, decision and gallery do not belong together',
    cause: 'They come from different builds, or one of them was edited.',
    cure: 'Build the report again; edit none of its parts.',
  },
  EV9001: {
    title: 'the command line is wrong',
    cause: 'An argument is missing, unknown or given twice.',
    cure: 'See --help.',
  },
} as const satisfies Record<string, ErrorCode>;

export type Code = keyof typeof codes;
