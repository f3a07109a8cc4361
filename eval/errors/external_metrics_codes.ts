/** EV6 external metrics: artefacts from outside, overrides, champion against challenger, and what produces such artefacts. */
export const externalMetricsCodes = {
  EV6001: 'Let its producer write it again.',
  EV6002: 'See the page on scorecards for the form of each artefact; correct the value at the place named.',
  EV6003: 'Correct the attribute of the rule.',
  EV6004: 'Let its producer write it again from one run: nobody can guess which of the two numbers is right.',
  EV6005: 'Give each task its own id, or remove the copy. Of a run that was saved twice keep the complete one.',
  EV6006: 'Correct the counts.',
  EV6007: 'Write rates as 0 to 1, not as percent; state costs as a value with n.',
  EV6009: 'Keep one of them.',
  EV6010: 'Name the baseline in the subject, or leave the number out.',
  EV6011: 'Give the settings with either both files of scores or both eval reports.',
  EV6020: 'Write the text, or use task_success.',
  EV6021: 'Name the place where the number stands; leave the metric out of the declaration where nobody measured it.',
  EV6022: 'Name the place of a number. Rates are 0 to 1, decimals have a point.',
  EV6023: 'Keep one.',
} as const;
