/** EV55: metrics that users write. */
export const metricLibraryCodes = {
  EV5501:
    'Correct it. What it needs of other files must stand in it: its digest is that of everything that is measured with. A bundler makes one file of many.',
  EV5502:
    'Export metrics = [{id, version, title, summary, unit, range, better, secondary, undefinedWhen, truthKind, type, aggregate, measure}] (of whole slices: observe and prepare in place of measure), as docs/tasks/add-a-task.md shows.',
  EV5503: 'Give your metric an id of its own.',
  EV5504: 'Give a list of {value} for it; where there is nothing to measure, {value: {undefined: "why"}}.',
  EV5505: 'Let the number depend on truth and prediction of the sample alone.',
  EV5506: 'Count each sample as often as its weight says, also in every count that a sum is divided by. Weights are whole numbers of 0 or more.',
} as const;
