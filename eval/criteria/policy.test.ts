import assert from 'node:assert/strict';
import { test } from 'node:test';
import { measurementFile, policyFile } from '../contracts/criteria.ts';
import { canonicalJson } from '../io/canonical_json.ts';
import { readText } from '../io/files.ts';
import { sanityCheckNames } from '../sanity/table.ts';
import { head, plain, policyOf, problemsOf, quotedProblems, sanity, withKeys } from './testing/policy.ts';

const shipped = readText('criteria/pottery/success_criteria.yaml');

test('the shipped criteria become a measure and a policy with the sanity rules and all defaults filled in', () => {
  const { measure, policy } = policyOf(shipped);
  assert.deepEqual(measurementFile.parse(measure), measure);
  assert.deepEqual(policyFile.parse(policy), policy);
  assert.deepEqual(measure.measure, {
    pass: { metric: 'mask_iou', at: 0.7 },
    correct_rejections: 'exclude',
    statistics: { resamples: 2000, seed: 20260722, level: 0.95, minimum_groups: 5 },
  });
  assert.deepEqual(
    policy.criteria.map(({ id, metric, statistic, where, of, limit, holds, minimum_n, missing, level }) => {
      return [id, metric, statistic, where, of, limit, holds, minimum_n, missing, level];
    }),
    [
      ['flagged_pass_rate', 'pass_rate', 'value', { corpus: 'flagged' }, 'candidate', 0.75, 'value', 30, 'block', 'block'],
      ['flagged_beats_baseline', 'mask_iou', 'value', { corpus: 'flagged' }, 'candidate - baseline', 0.04, 'value', 30, 'block', 'block'],
      ['heldout_mean_iou', 'mask_iou', 'value', { corpus: 'heldout' }, 'candidate', 0.78, 'value', 90, 'block', 'block'],
      ['heldout_no_regression', 'pass_rate', 'value', { corpus: 'heldout' }, 'candidate - baseline', -0.02, 'value', 90, 'block', 'block'],
      [
        'class_no_regression',
        'mask_iou',
        'value',
        { corpus: 'flagged', each: 'failure_class', except: ['unclassified'] },
        'candidate - baseline',
        -0.08,
        'value',
        3,
        'not_applicable',
        'block',
      ],
    ],
  );
  assert.deepEqual(Object.keys(policy.sanity).sort(), [...sanityCheckNames].sort());
  assert.equal(policy.measure, measure.digest);
  assert.deepEqual([policy.tier, policy.notices, policy.missing_policy], [null, [], 'as_declared']);
});

test('a changed limit leaves the measure byte-equal and changes the policy', () => {
  const before = policyOf(shipped);
  for (const [from, to] of [
    ['limit: 0.75', 'limit: 0.76'],
    ['minimum_n: 3', 'minimum_n: 4'],
    ['about: Promotion', 'about: A promotion'],
  ] as const) {
    const after = policyOf(shipped.replace(from, to));
    assert.equal(canonicalJson(after.measure), canonicalJson(before.measure), to);
    assert.notEqual(after.policy.digest, before.policy.digest, to);
  }
});

test('a changed pass limit or seed changes the measure, and the policy that refers to it', () => {
  const before = policyOf(shipped);
  for (const [from, to] of [
    ['at: 0.70', 'at: 0.71'],
    ['seed: 20260722', 'seed: 20260723'],
    ['level: 0.95', 'level: 0.9'],
  ] as const) {
    const after = policyOf(shipped.replace(from, to));
    assert.notEqual(after.measure.digest, before.measure.digest, to);
    assert.equal(after.policy.measure, after.measure.digest);
    assert.notEqual(after.policy.digest, before.policy.digest, to);
  }
});

test('a criterion on a quotient has it measured; its limit does not matter', () => {
  const ratio = (limit: string) => policyOf(withKeys({ of: 'candidate / baseline', limit }));
  assert.deepEqual(ratio('1.1').measure.measure.ratios, ['mask_iou']);
  assert.equal(ratio('1.1').measure.digest, ratio('1.2').measure.digest);
  assert.notEqual(ratio('1.1').measure.digest, policyOf(head + plain).measure.digest);
  assert.equal('ratios' in policyOf(head + plain).measure.measure, false);
});

test('comments, blanks, the order of keys and defaults that are spelt out change no digest', () => {
  const same = '  -   {minimum_n: 3, limit: 0.50, of: candidate, where: {corpus: test}, metric: mask_iou, id: a, level: block} # a floor\n';
  assert.deepEqual(policyOf(head + same), policyOf(head + plain));
});

test('a rule of the criteria replaces the rule of the sanity policy', () => {
  const { policy } = policyOf(`${head}${plain}sanity:\n  same_backend: {level: info, limit: 1}\n`);
  const others = policyOf(head + plain).policy.sanity;
  assert.deepEqual(policy.sanity, { ...others, same_backend: { level: 'info', limit: 1, minimum_n: 0, missing: 'info' } });
});

const cases: Record<string, { text: string; problems: string[] }> = {
  'nothing wrong': { text: head + plain, problems: [] },
  'a limit at either end of the range': { text: `${withKeys({ limit: '0' })}${plain.replace('id: a', 'id: b').replace('0.5', '1')}`, problems: [] },
  'no criteria': { text: `${head.trimEnd()} []\n`, problems: ['EV2002 line 7 "[]" criteria: Too small: expected array to have >=1 items'] },
  'an unknown key': {
    text: withKeys({ limitt: '1' }),
    problems: ['EV2002 line 8 "limitt:" criteria[0].limitt: unknown key "limitt" (nearest: limit)'],
  },
  'a part of a metric that has parts': { text: withKeys({ metric: 'region_iou', where: '{corpus: flagged, part: left eye}' }), problems: [] },
  'every part of a set': { text: withKeys({ metric: 'region_iou', where: '{corpus: flagged, each: {part: region}, except: [nose]}' }), problems: [] },
  'a metric of parts without a part': {
    text: withKeys({ metric: 'region_iou' }),
    problems: ['EV2019 line 8 "{corpus:" criterion "a": region_iou is a number of parts, and none is named'],
  },
  'a part of a metric of whole samples': {
    text: withKeys({ where: '{corpus: flagged, part: nose}' }),
    problems: ['EV2019 line 8 "{corpus:" criterion "a": mask_iou is a number of whole samples, it has none of a part'],
  },
  'a part in the name of a metric, as it was written before': {
    text: withKeys({ metric: 'region_iou.nose' }),
    problems: [
      'EV2004 line 8 "region_iou.nose" criterion "a": no metric named "region_iou.nose"; write metric: region_iou and where: {…, part: nose}',
    ],
  },
  'an unknown metric': {
    text: withKeys({ metric: 'mask_iuo' }),
    problems: ['EV2004 line 8 "mask_iuo" criterion "a": no metric named "mask_iuo" (nearest: mask_iou)'],
  },
  'a secondary metric': {
    text: withKeys({ metric: 'box_iou' }),
    problems: ['EV2005 line 8 "box_iou" criterion "a": box_iou is secondary (box numbers are), nothing may be decided by it'],
  },
  'a secondary metric as pass limit': {
    text: head.replace('metric: mask_iou', 'metric: box_iou') + plain,
    problems: ['EV2005 line 5 "box_iou" measure.pass: box_iou is secondary (box numbers are), nothing may be decided by it'],
  },
  'the pass rate as pass limit': {
    text: head.replace('metric: mask_iou', 'metric: pass_rate') + plain,
    problems: ['EV2004 line 5 "pass_rate" measure.pass: a sample passes by a value of its own, and pass_rate has none'],
  },
  'a pass limit out of range': {
    text: head.replace('at: 0.7', 'at: 70') + plain,
    problems: ['EV2006 line 5 "70" measure.pass: no mask_iou reaches the limit'],
  },
  'a duplicate id': { text: head + plain + plain, problems: ['EV2003 line 9 "a" "a" is already the name at criteria[0].id'] },
  'a limit in percent': { text: withKeys({ limit: '75' }), problems: ['EV2006 line 8 "75" criterion "a": no mask_iou reaches the limit'] },
  'a negative limit of a ratio': {
    text: withKeys({ limit: '-0.02' }),
    problems: ['EV2006 line 8 "-0.02" criterion "a": no mask_iou reaches the limit'],
  },
  'a difference wider than the range': {
    text: withKeys({ of: 'candidate - baseline', limit: '-1.01' }),
    problems: ['EV2006 line 8 "-1.01" criterion "a": no difference of mask_iou reaches the limit'],
  },
  'a difference as wide as the range': { text: withKeys({ of: 'candidate - baseline', limit: '-1' }), problems: [] },
  'an open range has one end': {
    text: withKeys({ metric: 'distance', limit: '-1' }),
    problems: ['EV2006 line 8 "-1" criterion "a": no distance reaches the limit'],
  },
  'a difference of an open range has none': { text: withKeys({ metric: 'distance', of: 'candidate - baseline', limit: '-1000' }), problems: [] },
  'a limit on each side': { text: withKeys({ at_most: '0.99' }), problems: [] },
  'where less is better, the other side is at_least': { text: withKeys({ metric: 'distance', limit: '5', at_least: '0.5' }), problems: [] },
  'a second limit on the side that has one': {
    text: withKeys({ at_least: '0.4' }),
    problems: ['EV2021 line 8 "0.4" criterion "a": `limit` is the at_least of mask_iou already; the other side is at_most'],
  },
  'limits that leave nothing': {
    text: withKeys({ at_most: '0.4' }),
    problems: ['EV2006 line 8 "0.4" criterion "a": no mask_iou is between the limit and at_most'],
  },
  'an upper limit in percent': { text: withKeys({ at_most: '99' }), problems: ['EV2006 line 8 "99" criterion "a": no mask_iou reaches at_most'] },
  'a quotient has no upper end': { text: withKeys({ of: 'candidate / baseline', limit: '1.1' }), problems: [] },
  'a quotient below 0': {
    text: withKeys({ of: 'candidate / baseline', limit: '-0.1' }),
    problems: ['EV2006 line 8 "-0.1" criterion "a": no ratio of mask_iou reaches the limit'],
  },
  'a quotient of medians': {
    text: withKeys({ of: 'candidate / baseline', statistic: 'median' }),
    problems: ['EV2008 line 8 "median" criterion "a": a ratio is computed of the value on samples only'],
  },
  'a correction over each place': { text: withKeys({ where: '{corpus: test, each: kind}', holds: 'interval', correction: 'holm' }), problems: [] },
  'a correction of one place': {
    text: withKeys({ holds: 'interval', correction: 'holm' }),
    problems: ['EV2017 line 8 "holm" criterion "a": a correction is about the intervals of several places, and this criterion has one place'],
  },
  'a correction of values': {
    text: withKeys({ where: '{corpus: test, each: kind}', correction: 'holm' }),
    problems: [
      'EV2017 line 8 "holm" criterion "a": a correction is about the intervals of several places, and this criterion has no interval to hold',
    ],
  },
  'a pass rate without a pass limit': {
    text: head.replace(/ {2}pass:.*\n/, '') + plain.replace('mask_iou', 'pass_rate'),
    problems: ['EV2007 line 7 "pass_rate" criterion "a" judges pass_rate, and measure.pass is missing'],
  },
  'the median of a difference': {
    text: withKeys({ of: 'candidate - baseline', statistic: 'median' }),
    problems: ['EV2008 line 8 "median" criterion "a": the difference of the median is not computed, only that of the value'],
  },
  'the interval of a percentile': {
    text: withKeys({ statistic: 'p10', holds: 'interval' }),
    problems: ['EV2008 line 8 "interval" criterion "a": the interval is that of the value, not of the p10'],
  },
  'a slice of two dimensions': {
    text: withKeys({ where: '{corpus: test, slice: {a: x, b: y}}' }),
    problems: ['EV2009 line 8 "{a:" criterion "a": a slice is one value of one dimension'],
  },
  'no minimum of samples': {
    text: head + plain.replace(', minimum_n: 3', ''),
    problems: ['EV2002 line 8 "{id:" criteria[0].minimum_n: is missing; expected number'],
  },
  'a sign': {
    text: withKeys({ op: '">="' }),
    problems: ['EV2002 line 8 "op:" criteria[0].op: unknown key "op" (nearest: of)'],
  },
  'an unknown sanity check': {
    text: `${head}${plain}sanity:\n  same_backends: {level: info, limit: 1}\n`,
    problems: ['EV2010 line 10 "{level:" no sanity check is named "same_backends" (nearest: same_backend)'],
  },
  'every mistake of form and of sense at once, in the order of the file': {
    text: [
      head.replace('at: 0.7', 'at: 70').trimEnd(),
      plain.trimEnd(),
      plain.replace('limit: 0.5', 'limt: 0.5').trimEnd(),
      plain.replace('mask_iou', 'box_iou').trimEnd(),
      '',
    ].join('\n'),
    problems: [
      'EV2006 line 5 "70" measure.pass: no mask_iou reaches the limit',
      'EV2002 line 9 "{id:" criteria[1].limit: is missing; expected number; or: is missing; expected record',
      'EV2003 line 9 "a" "a" is already the name at criteria[0].id',
      'EV2002 line 9 "limt:" criteria[1].limt: unknown key "limt" (nearest: limit)',
      'EV2003 line 10 "a" "a" is already the name at criteria[0].id',
      'EV2005 line 10 "box_iou" criterion "a": box_iou is secondary (box numbers are), nothing may be decided by it',
    ],
  },
};

for (const [name, { text, problems }] of Object.entries(cases)) {
  test(name, () => {
    assert.deepEqual(quotedProblems(text), problems);
  });
}

test('the place is file:line:column', () => {
  assert.deepEqual(problemsOf(head + plain.replace('mask_iou', 'mask_io')), [
    'EV2004 c.yaml:8:21 criterion "a": no metric named "mask_io" (nearest: mask_iou)',
  ]);
});

test('text that is not YAML', () => {
  const found = problemsOf(`${head}  - {id: a`);
  assert.ok(found.length > 0 && found.every((line) => line.startsWith('EV2001 c.yaml:')), found.join('\n'));
});

test('a sanity policy must have a rule for each check and for nothing else', () => {
  const renamed = sanity.replace('  same_truth:', '  same_truths:');
  const [unknown, missing, ...others] = problemsOf(head + plain, { sanity: renamed });
  assert.match(`${missing}`, /^EV2010 s\.yaml:\d+:\d+ no sanity check is named "same_truths" \(nearest: same_truth\)$/);
  assert.match(`${unknown}`, /^EV2010 s\.yaml:\d+:\d+ the check same_truth has no rule$/);
  assert.deepEqual(others, []);
  assert.equal(problemsOf(head + plain, { sanity: 'schema: 1\nsanity: {}\n' }).length, 1, 'one message names them all');
});

test('the mistakes of both files are told together', () => {
  const problems = problemsOf(head + plain.replace('mask_iou', 'mask_io'), { sanity: sanity.replace('limit: 0.98', 'limt: 0.98') });
  assert.deepEqual([...new Set(problems.map((line) => line.slice(0, 13)))], ['EV2004 c.yaml', 'EV2002 s.yaml']);
});
