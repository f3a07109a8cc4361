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
  EV9001: {
    title: 'the command line is wrong',
    cause: 'An argument is missing, unknown or given twice.',
    cure: 'See --help.',
  },
} as const satisfies Record<string, ErrorCode>;

export type Code = keyof typeof codes;
