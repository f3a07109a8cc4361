/** EV2: criteria and the sanity policy. */
import type { ErrorCode } from './error_code.ts';

export const policyCodes = {
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
    title: 'a name stands twice',
    cause: 'A criterion, a composite or an external metric was copied and its id kept, or a tier or a dimension is listed twice.',
    cure: 'Give each a name of its own: verdicts and tables use it.',
  },
  EV2004: {
    title: 'a metric that nobody measures',
    cause:
      'The name is misspelt, the metric belongs to another task, or it is an external metric and `measure.external_metrics` does not declare it.',
    cure: 'Correct the name, or declare the metric; one of your own is named by metric_libraries of `criteria`.',
  },
  EV2005: {
    title: 'a metric that may not decide anything',
    cause: 'Secondary metrics (numbers of boxes) are shown for orientation: a right box says nothing about a wrong mask.',
    cure: 'Judge the mask metric instead.',
  },
  EV2006: {
    title: 'a number that the metric cannot reach',
    cause: 'The limit lies outside the range of the metric, or of its spread, or of a difference of two of its values.',
    cure: 'Write ratios as 0 to 1, not as percent; write an allowed fall as a negative difference.',
  },
  EV2007: {
    title: 'a pass rate without a pass limit',
    cause: 'A criterion judges the share of samples that pass, and the file does not say when a sample passes.',
    cure: 'Add measure.pass with a metric and the value that it must reach.',
  },
  EV2008: {
    title: 'a criterion asks for a number that is not computed',
    cause:
      'Each place has statistics of its own: value, mean, median, p10 and p90 on samples; mean, median, worst, spread and sd across a ' +
      'dimension. Differences and intervals are computed for the value on samples and for the mean across a dimension only.',
    cure: 'Name a statistic that the place has; judge differences and intervals by the value, across a dimension by the mean.',
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
  EV2011: {
    title: 'the criteria have tiers and none is chosen',
    cause: "A file with `tiers` holds several sets of limits; which of them counts is nobody's guess.",
    cure: 'Set `tier` of the criteria target, or its flag.',
  },
  EV2012: {
    title: 'a tier that the criteria do not have',
    cause: 'The chosen tier, or a key of `limit` or `missing`, is misspelt, or `tiers` does not list it.',
    cure: 'Correct the name, or add it to `tiers`.',
  },
  EV2013: {
    title: 'a tier without criteria',
    cause: 'Every `limit` leaves the chosen tier out: nothing would be judged.',
    cure: 'Give at least one criterion a limit for the tier.',
  },
  EV2014: {
    title: 'a declared metric takes the name of a measured one',
    cause: 'A composite or an external metric is called as a metric that exists already: two numbers would have one name.',
    cure: 'Give it another id.',
  },
  EV2015: {
    title: 'a composite of something that samples are not measured by',
    cause: 'A pass rate and external metrics are no numbers of a sample, and composites are not made of composites.',
    cure: 'Write the sum of metrics that are measured on samples.',
  },
  EV2016: {
    title: 'a criterion across a dimension that nothing is measured across',
    cause: 'A name is misspelt, `measure.across` does not list the dimension, or `measure.compare` not the metric of a difference.',
    cure: 'Correct the name, or add it to `measure.across` or `measure.compare`.',
  },
  EV2017: {
    title: 'a key that has no effect where it stands',
    cause: 'Only a criterion across a dimension looks at the samples of each value; only one over `each` place that holds its interval is corrected.',
    cure: 'Remove the key, or judge `across` a dimension; a correction needs `each` and `holds: interval`.',
  },
  EV2018: {
    title: 'a declared metric that cannot vary',
    cause: 'The range of an external metric ends where it begins, or before; or all weights of a composite are zero.',
    cure: 'Correct the range or the weights.',
  },
  EV2019: {
    title: 'a part where there is none, or none where there must be one',
    cause: 'Some metrics are numbers of parts of samples (a region, a class), others of whole samples. The criteria ask for the wrong one.',
    cure: 'Name a part (`part: nose`), go through a set of them (`each: {part: region}`), or take the part away.',
  },
  EV2020: {
    title: 'parameters that no metric has',
    cause: 'measure.parameters names a definition that has no choice, or gives one a value that it does not know.',
    cure: 'The message names the definitions that have parameters; their files in eval/annotations say what each is and its default.',
  },
  EV2021: {
    title: 'a second limit on one side',
    cause: '`limit` is the least value where more is better and the largest where less is; a criterion names that side again.',
    cure: 'Name the other side, beyond which a number is too good to be trusted, or leave the key out.',
  },
  EV2022: {
    title: 'weights of a score that do not sum to 1',
    cause: 'A composite puts a number on a scale from 0 to 1, so it is a score from 0 to 1 only if its weights are not negative and sum to 1.',
    cure: 'Give every term its weight; nothing is rescaled, since scores of other weights are other scores.',
  },
} as const satisfies Record<string, ErrorCode>;
