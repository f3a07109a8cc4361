/** EV55: metrics that users write. */
import type { ErrorCode } from './error_code.ts';

export const metricLibraryCodes = {
  EV5501: {
    title: 'the file of a metric_library does not run',
    cause: 'It is not valid JavaScript or TypeScript, it throws while it is loaded, or it imports a file or a package.',
    cure: 'Correct it. What it needs of other files must stand in it: its digest is that of everything that is measured with. A bundler makes one file of many.',
  },
  EV5502: {
    title: 'the file of a metric_library does not export what it must',
    cause: 'There is no list `metrics`, or a row lacks a field, has an unknown one or one of another type.',
    cure: 'Export metrics = [{id, version, title, summary, unit, range, better, secondary, undefinedWhen, truthKind, type, aggregate, measure}], as docs/tasks/add-a-task.md shows.',
  },
  EV5503: {
    title: 'a metric of a metric_library has the id of another metric',
    cause: 'These rules measure a metric of that id, or two libraries of one evaluation define it. What a name means never depends on who is asked.',
    cure: 'Give your metric an id of its own.',
  },
  EV5504: {
    title: 'a metric of a metric_library gives no number',
    cause: 'Its function throws, gives NaN or an infinity, a number outside of its range, or something of another form, for the sample named.',
    cure: 'Give a list of {value} for it; where there is nothing to measure, {value: {undefined: "why"}}.',
  },
  EV5505: {
    title: 'a metric of a metric_library is not deterministic',
    cause: 'Asked twice about one sample, its function gave two numbers: it uses a clock, a random source, or what it remembers of samples before.',
    cure: 'Let the number depend on truth and prediction of the sample alone.',
  },
} as const satisfies Record<string, ErrorCode>;
