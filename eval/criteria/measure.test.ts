/** What criteria may declare of their own: composites, external metrics, dimensions to judge across; and what can be asked of each. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { head, plain, policyOf, quotedProblems, withKeys } from './testing/policy.ts';

/** The head with more lines in `measure`: the first of them is line 6, and criteria begin that many lines later. */
const declaring = (...lines: readonly string[]): string =>
  head.replace('  statistics:', `${lines.map((line) => `  ${line}\n`).join('')}  statistics:`);

const quality = 'composites: [{id: quality, title: Quality, better: higher, terms: [{metric: mask_iou, weight: 0.7}, {metric: plcc, weight: 0.3}]}]';
const cost = 'external_metrics: [{id: cost, title: Cost, unit: USD, range: [0, null], better: lower}]';

test('composites and external metrics can be judged, and are part of what is measured', () => {
  const text =
    declaring(quality, cost, 'across: [source]') +
    plain.replace('mask_iou', 'quality') +
    plain.replace('id: a, metric: mask_iou', 'id: b, metric: cost');
  const { measure, policy } = policyOf(text);
  assert.deepEqual(measure.measure.composites?.[0]?.terms, [
    { metric: 'mask_iou', weight: 0.7, of: 'value' },
    { metric: 'plcc', weight: 0.3, of: 'value' },
  ]);
  assert.deepEqual(measure.measure.external_metrics?.[0], { id: 'cost', title: 'Cost', unit: 'USD', range: [0, null], better: 'lower', summary: '' });
  assert.deepEqual(measure.measure.across, ['source']);
  assert.deepEqual(
    policy.criteria.map(({ metric }) => metric),
    ['quality', 'cost'],
  );
  assert.notEqual(measure.digest, policyOf(head + plain).measure.digest);
});

test('a key that has another name now is refused with the new one', () => {
  const former = declaring(cost.replace('external_metrics', 'evidence')) + plain;
  assert.match(quotedProblems(former).join(), /EV2002 line 6 .*unknown key "evidence" \(now: external_metrics\)/);
});

const across = { where: '{corpus: test, across: source}' };
const acrossHead = declaring('across: [source]');
const misplaced = (statistic: string): string[] => quotedProblems(withKeys({ statistic }));
const acrossProblems = (keys: Readonly<Record<string, string>>): string[] => quotedProblems(withKeys({ ...across, ...keys }, acrossHead));

for (const statistic of ['value', 'mean', 'median', 'p10', 'p90']) {
  test(`on samples there is ${statistic}`, () => assert.deepEqual(misplaced(statistic), []));
}
for (const statistic of ['mean', 'median', 'worst', 'spread', 'sd']) {
  test(`across a dimension there is ${statistic}`, () => assert.deepEqual(acrossProblems({ statistic }), []));
}
for (const statistic of ['worst', 'spread', 'sd']) {
  test(`on samples there is no ${statistic}`, () => {
    assert.deepEqual(misplaced(statistic), [`EV2008 line 8 "${statistic}" criterion "a": ${statistic} is a number across a dimension`]);
  });
}
for (const statistic of ['value', 'p10', 'p90']) {
  test(`across a dimension there is no ${statistic}`, () => {
    assert.deepEqual(acrossProblems({ statistic }), [`EV2008 line 9 "${statistic}" criterion "a": across source there is no ${statistic}`]);
  });
}
for (const statistic of ['median', 'worst', 'spread', 'sd']) {
  test(`across a dimension, neither difference nor interval of ${statistic}`, () => {
    assert.deepEqual(acrossProblems({ statistic, of: 'candidate - baseline' }), [
      `EV2008 line 9 "${statistic}" criterion "a": the difference of the ${statistic} is not computed, only that of the mean`,
    ]);
    assert.deepEqual(acrossProblems({ statistic, holds: 'interval' }), [
      `EV2008 line 9 "interval" criterion "a": the interval is that of the mean, not of the ${statistic}`,
    ]);
  });
}
test('across a dimension, the difference of the mean and its interval', () => {
  assert.deepEqual(acrossProblems({ statistic: 'mean', of: 'candidate - baseline', holds: 'interval', minimum_slice_n: '30' }), []);
});

const quality2 = quality.replace('composites: [', '').replace(/\]$/, '').replace('id: quality', 'id: other');
const cases: Record<string, { text: string; problems: string[] }> = {
  'a dimension that nothing is measured across': {
    text: withKeys({ where: '{corpus: test, across: sorce}', statistic: 'mean' }, acrossHead),
    problems: ['EV2016 line 9 "sorce" criterion "a": nothing is measured across "sorce" (nearest: source)'],
  },
  'a dimension where nothing is measured across any': {
    text: withKeys({ ...across, statistic: 'mean' }),
    problems: ['EV2016 line 8 "source" criterion "a": nothing is measured across "source"'],
  },
  'a dimension twice': {
    text: declaring('across: [source, site, source]') + plain,
    problems: ['EV2003 line 6 "source]" "source" is already the name at measure.across[0]'],
  },
  'a difference by a metric that backends are not compared by': {
    text:
      withKeys({ ...across, statistic: 'mean', of: 'candidate - baseline' }, declaring('across: [source]', 'compare: [plcc]')) +
      plain
        .replace('id: a, metric: mask_iou', 'id: b, metric: plcc, statistic: mean')
        .replace('{corpus: test}, of: candidate', `${across.where}, of: candidate - baseline`),
    problems: ['EV2016 line 10 "mask_iou" criterion "a": backends are not compared by mask_iou across source'],
  },
  'comparisons by what is unknown, secondary, evidence, or there already': {
    text: declaring(quality, cost, 'compare: [mask_iou, quality, plc, box_iou, cost, mask_iou]') + plain,
    problems: [
      'EV2004 line 8 "plc" measure.compare: no metric named "plc" (nearest: plcc)',
      'EV2005 line 8 "box_iou" measure.compare: box_iou is secondary (box numbers are), nothing may be decided by it',
      'EV2004 line 8 "cost" measure.compare: no metric named "cost"',
      'EV2003 line 8 "mask_iou]" "mask_iou" is already the name at measure.compare[0]',
    ],
  },
  'samples of each value, where there are no values': {
    text: withKeys({ minimum_slice_n: '30' }),
    problems: ['EV2017 line 8 "30" criterion "a": minimum_slice_n is about values of a dimension, and this criterion is not across one'],
  },
  'a spread wider than the range, and one below zero': {
    text:
      withKeys({ ...across, metric: 'plcc', statistic: 'spread', limit: '2.1' }, acrossHead) +
      plain.replace('id: a', 'id: b, statistic: sd').replace('{corpus: test}', across.where).replace('0.5', '-0.1'),
    problems: [
      'EV2006 line 9 "2.1" criterion "a": no spread of plcc reaches the limit',
      'EV2006 line 10 "-0.1" criterion "b": no sd of mask_iou reaches the limit',
    ],
  },
  'a spread as wide as the range, and one of an open range': {
    text:
      withKeys({ ...across, metric: 'plcc', statistic: 'spread', limit: '2' }, acrossHead) +
      plain
        .replace('id: a, metric: mask_iou', 'id: b, metric: distance, statistic: spread')
        .replace('{corpus: test}', across.where)
        .replace('0.5', '900'),
    problems: [],
  },
  'a limit beyond the range of a composite': {
    text: withKeys({ metric: 'quality', limit: '1.01' }, declaring(quality)),
    problems: ['EV2006 line 9 "1.01" criterion "a": no quality reaches the limit'],
  },
  'a composite and evidence that take the names of metrics': {
    text: declaring(quality.replace('id: quality', 'id: mask_iou'), cost.replace('id: cost', 'id: region_iou')) + plain,
    problems: [
      'EV2014 line 6 "mask_iou" "mask_iou" is the name of a metric that is measured',
      'EV2014 line 7 "region_iou" "region_iou" is the name of a metric that is measured',
    ],
  },
  'evidence with the name of a composite': {
    text: declaring(quality, cost.replace('id: cost', 'id: quality')) + plain,
    problems: ['EV2003 line 7 "quality" "quality" is already the name at measure.composites[0].id'],
  },
  'terms that are unknown, secondary, a pass rate, a composite, evidence': {
    text:
      declaring(
        cost,
        `composites: [${quality2},`,
        '  {id: odd, title: Odd, better: higher, terms: [{metric: mask_io, weight: 1}, {metric: box_iou, weight: 1},',
        '  {metric: pass_rate, weight: 1}, {metric: other, weight: 1}, {metric: odd, weight: 1}, {metric: cost, weight: 1}]}]',
      ) + plain,
    problems: [
      'EV2004 line 8 "mask_io" composite "odd": no metric named "mask_io" (nearest: mask_iou)',
      'EV2005 line 8 "box_iou" composite "odd": box_iou is secondary (box numbers are), nothing may be decided by it',
      'EV2015 line 9 "pass_rate" composite "odd": pass_rate is not measured on samples',
      'EV2015 line 9 "other" composite "odd": other is not measured on samples',
      'EV2015 line 9 "odd" composite "odd": odd is not measured on samples',
      'EV2015 line 9 "cost" composite "odd": cost is not measured on samples',
    ],
  },
  'a value that stands in and that the metric cannot have': {
    text: declaring(quality.replace('weight: 0.3', 'weight: 0.3, when_undefined: -2')) + plain,
    problems: ['EV2006 line 6 "-2" composite "quality": no plcc has the value that stands in'],
  },
  'a composite as pass limit': {
    text: declaring(quality).replace('metric: mask_iou, at: 0.7}', 'metric: quality, at: 0.7}') + plain,
    problems: [],
  },
  'evidence as pass limit': {
    text: declaring(cost).replace('metric: mask_iou, at: 0.7}', 'metric: cost, at: 0.7}') + plain,
    problems: ['EV2004 line 5 "cost" measure.pass: a sample passes by a value of its own, and cost has none'],
  },
  'metrics that cannot vary': {
    text: declaring(quality.replace('0.7', '0').replace('0.3', '0'), cost.replace('null', '0')) + plain,
    problems: ['EV2018 line 6 "quality" the range of "quality" has no width', 'EV2018 line 7 "cost" the range of "cost" has no width'],
  },
  'a composite that is misspelt is near its own name': {
    text: withKeys({ metric: 'qualty' }, declaring(quality)),
    problems: ['EV2004 line 9 "qualty" criterion "a": no metric named "qualty" (nearest: quality)'],
  },
  'a malformed measure makes no mistakes of criteria that use what it declares': {
    text: withKeys({ metric: 'quality', ...across, statistic: 'mean' }, declaring(quality.replace('title', 'titel'), 'across: [source]')),
    problems: [
      'EV2002 line 6 "{id:" measure.composites[0].title: is missing; expected string',
      'EV2002 line 6 "titel:" measure.composites[0].titel: unknown key "titel" (nearest: title)',
    ],
  },
};

for (const [name, { text, problems }] of Object.entries(cases)) {
  test(name, () => assert.deepEqual(quotedProblems(text), problems));
}
