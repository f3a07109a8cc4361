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
} as const satisfies Record<string, ErrorCode>;
