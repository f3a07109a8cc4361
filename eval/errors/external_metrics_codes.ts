/** EV6 external metrics: artefacts from outside, overrides, champion against challenger, and what produces such artefacts. */
import type { ErrorCode } from './error_code.ts';

export const externalMetricsCodes = {
  EV6001: {
    title: 'an artefact is not JSON',
    cause: 'The file was cut short or edited, or holds NaN or Infinity, which JSON does not have.',
    cure: 'Let its producer write it again.',
  },
  EV6002: {
    title: 'an artefact does not have the form that its reader knows',
    cause: 'It is another kind of file, or a value is missing, of another type, or out of its range (rates 0 to 1, costs and counts from 0).',
    cure: 'See the page on scorecards for the form of each artefact; correct the value at the place named.',
  },
  EV6003: {
    title: 'the declaration of external metrics does not have its form',
    cause:
      'A key is missing, unknown or of another type. An override needs a metric, who, why, and a value with n or a numerator with a denominator.',
    cure: 'Correct the attribute of the rule.',
  },
  EV6004: {
    title: 'an artefact contradicts itself',
    cause:
      'A stated count is not that of the rows or more than its whole, a stated rate is not that of the counts (rounding to four decimals is allowed), or a task is said to have passed that crashed, did not succeed or missed a criterion.',
    cure: 'Let its producer write it again from one run: nobody can guess which of the two numbers is right.',
  },
  EV6005: {
    title: 'a task or a labelled trace stands twice',
    cause:
      'Two rows have one task id (case and blanks do not make two of it), the outcome of one task stands under the name of another, or two files hold the steps of one run: reports were joined by hand, a folder was copied, or a run was saved again while it went on.',
    cure: 'Give each task its own id, or remove the copy. Of a run that was saved twice keep the complete one.',
  },
  EV6006: {
    title: 'a part is larger than its whole',
    cause: 'The numerator of an override is above its denominator.',
    cure: 'Correct the counts.',
  },
  EV6007: {
    title: 'an override that its metric cannot have',
    cause: 'The value is out of range (rates 0 to 1, costs from 0), or counts were given for a metric that is no proportion.',
    cure: 'Write rates as 0 to 1, not as percent; state costs as a value with n.',
  },
  EV6009: {
    title: 'a metric is overridden twice',
    cause: 'Two overrides name one metric and one role.',
    cure: 'Keep one of them.',
  },
  EV6010: {
    title: 'a number about a baseline, and nobody is the baseline',
    cause: 'A baseline report or an override of a baseline is given, and the subject names no baseline.',
    cure: 'Name the baseline in the subject, or leave the number out.',
  },
  EV6011: {
    title: 'champion and challenger cannot be compared',
    cause: 'The settings of the comparison or the scores of one side are missing.',
    cure: 'Give the settings with either both files of scores or both eval reports.',
  },
  EV6020: {
    title: 'a success criterion without a value',
    cause: 'The text to look for, or to be equal to, is empty: any outcome would satisfy it.',
    cure: 'Write the text, or use task_success.',
  },
  EV6021: {
    title: 'a declared number that the file does not hold',
    cause: 'There is nothing at the pointer, no such column, no row, or a row without value or n.',
    cure: 'Name the place where the number stands; leave the metric out of the declaration where nobody measured it.',
  },
  EV6022: {
    title: 'what stands there is no number',
    cause: 'A text ("95 %", "0,9"), true or false, a list, or an n that is no whole number above 0.',
    cure: 'Name the place of a number. Rates are 0 to 1, decimals have a point.',
  },
  EV6023: {
    title: 'a number is given twice',
    cause: 'Two rows are about one metric of one role, or an object of the file writes a key twice. Readers differ in which one they take.',
    cure: 'Keep one.',
  },
} as const satisfies Record<string, ErrorCode>;
