/** EV55: metrics that users write. */
export const metricLibraryCodes = {
  EV5501:
    'Correct it. What it needs of other files must stand in it: its digest is that of everything that is measured with. A bundler makes one file of many.',
  EV5502:
    'Export metrics = [{id, version, title, summary, unit, range, better, secondary, undefinedWhen, truthKind, type, aggregate, measure}], as docs/tasks/add-a-task.md shows.',
  EV5503: 'Give your metric an id of its own.',
  EV5504: 'Give a list of {value} for it; where there is nothing to measure, {value: {undefined: "why"}}.',
  EV5505: 'Let the number depend on truth and prediction of the sample alone.',
} as const;
