/** Mistakes of all files, and criteria that are right and probably not meant. */
import assert from 'node:assert/strict';
import { symlinkSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { lintResult } from '../../contracts/cli_results.ts';
import { readText } from '../../io/files.ts';
import { shipped } from '../../metrics/table.ts';
import { inFolder } from '../testing/folder.ts';
import { findFiles, formOf } from './find.ts';
import { type LintedFile, lint as lintWith } from './lint.ts';

const lint = (files: readonly LintedFile[], tier?: string) => {
  const found = lintWith({ files, tier, metrics: shipped });
  assert.deepEqual(lintResult.parse(found), found);
  return found;
};

const head = (measure = '', tiers = ''): string => `schema: 1
id: demo
version: 1
${tiers}
measure: {${measure}statistics: {resamples: 200, seed: 1, level: 0.95, minimum_groups: 5}}
criteria:
`;

/** A criterion on a line of its own, some keys replaced or added; the first is on line 7. */
const line = (keys: Readonly<Record<string, string>> = {}): string => {
  const all = { id: 'a', metric: 'mask_iou', where: '{corpus: test}', of: 'candidate', limit: '0.5', minimum_n: '30', ...keys };
  return `  - {${Object.entries(all)
    .map(([key, value]) => `${key}: ${value}`)
    .join(', ')}}\n`;
};

const criteria = (text: string): LintedFile => ({ location: 'c.yaml', form: 'criteria', text });

/** `rule word-at-the-place: message`, of each warning. */
function warningsOf(text: string, tier?: string): string[] {
  const { problems, warnings } = lint([criteria(text)], tier);
  assert.deepEqual(problems, []);
  return warnings.map(({ rule, location, message }) => {
    const [, row, column] = location.split(':').map(Number);
    const word = /^[^\s,}]+/.exec((text.split('\n')[(row ?? 0) - 1] ?? '').slice((column ?? 0) - 1))?.[0];
    return `${rule} ${word}: ${message}`;
  });
}

const difference = { of: 'candidate - baseline', limit: '-0.1' };
const floor = line({ id: 'floor' });
const passes = 'pass: {metric: mask_iou, at: 0.7}, ';
const rate = { metric: 'pass_rate' };
const across = { where: '{corpus: test, across: source}', statistic: 'mean' };

const cases: Readonly<Record<string, { text: string; warnings: readonly string[] }>> = {
  'an ordinary criterion': { text: head() + line(), warnings: [] },
  'no blocking criterion': {
    text: head() + line({ level: 'warn' }),
    warnings: ['no_block -: no criterion has the level block: nothing can speak for a promotion, so the verdict is always no-go'],
  },
  'nothing but differences': {
    text: head() + line(difference) + line({ id: 'shown', level: 'warn' }),
    warnings: ['no_floor -: every blocking criterion is relative: where the baseline is bad, a bad candidate passes'],
  },
  'a spread is no floor': {
    text: head('across: [source], ') + line({ ...across, statistic: 'spread', limit: '0.2' }),
    warnings: ['no_floor -: every blocking criterion is relative: where the baseline is bad, a bad candidate passes'],
  },
  'a difference beside a floor': { text: head() + floor + line(difference), warnings: [] },
  'a pass limit that nothing judges': {
    text: head(passes) + line(),
    warnings: ['unused_pass {metric:: measure.pass says when a sample passes, and no criterion judges pass_rate'],
  },
  'a pass limit that a criterion judges': { text: head(passes) + line(rate), warnings: [] },
  'one sample': {
    text: head() + line({ minimum_n: '1' }),
    warnings: ['minimum_n 1: criterion "a": minimum_n 1 is small: one sample is enough evidence'],
  },
  'one value of a dimension': {
    text: head('across: [source], ') + line({ ...across, minimum_n: '1' }),
    warnings: ['minimum_n 1: criterion "a": minimum_n 1 is small: one value of source is enough evidence'],
  },
  'too few samples for an interval that must hold': {
    text: head() + line({ holds: 'interval', minimum_n: '4' }),
    warnings: ['minimum_n 4: criterion "a": minimum_n 4 is small: below 5 groups there is no interval, so fewer samples than that never hold'],
  },
  'just enough of them': { text: head() + line({ holds: 'interval', minimum_n: '5' }), warnings: [] },
  'the tail of a few': {
    text: head() + line({ statistic: 'p10', minimum_n: '9' }),
    warnings: ['minimum_n 9: criterion "a": minimum_n 9 is small: on fewer than 10 samples the p10 is little more than the outermost one'],
  },
  'a rate that a single sample decides': {
    text: head(passes) + line({ ...rate, limit: '0.98', minimum_n: '49' }),
    warnings: ['minimum_n 49: criterion "a": minimum_n 49 is small: one sample of 49 weighs 0.020, more than the limit leaves: a single one decides'],
  },
  'a rate with room for one sample': { text: head(passes) + line({ ...rate, limit: '0.98', minimum_n: '50' }), warnings: [] },
  'an allowed fall of less than a sample': {
    text: head(passes) + floor + line({ ...rate, ...difference, limit: '-0.02' }),
    warnings: ['minimum_n 30: criterion "a": minimum_n 30 is small: one sample of 30 weighs 0.033, more than the limit leaves: a single one decides'],
  },
  'a rise that is asked for': { text: head(passes) + floor + line({ ...rate, ...difference, limit: '0.02' }), warnings: [] },
  'a blocking criterion that vanishes with its evidence': {
    text: head() + line({ missing: 'not_applicable' }),
    warnings: ['vanishes not_applicable: criterion "a" blocks, and is not applicable where there is no evidence: it vanishes with its evidence'],
  },
  'one that only warns may vanish, and so may single values of `each`': {
    text:
      head() +
      floor +
      line({ missing: 'not_applicable', level: 'warn' }) +
      line({ id: 'b', where: '{corpus: test, each: site}', missing: 'not_applicable' }),
    warnings: [],
  },
  'missing evidence taken as passed': {
    text: `${head()}${line()}missing_policy: skipped_counts_as_passed\n`,
    warnings: ['vanishes skipped_counts_as_passed: missing evidence is taken as passed, for every criterion'],
  },
  'limits at the ends of a range': {
    text: head() + floor + line({ limit: '0' }) + line({ id: 'b', limit: '1' }) + line({ id: 'c', metric: 'rmse', limit: '0' }),
    warnings: [
      'range_end 0: criterion "a": the limit 0 is an end of the range of mask_iou: every value reaches it',
      'range_end 1: criterion "b": the limit 1 is an end of the range of mask_iou: only a perfect value reaches it',
      'range_end 0: criterion "c": the limit 0 is an end of the range of rmse: only a perfect value reaches it',
    ],
  },
  'the ends of what a difference and a spread can be': {
    text: head('across: [source], ') + floor + line({ ...difference, limit: '-1' }) + line({ ...across, id: 'b', statistic: 'spread', limit: '1' }),
    warnings: [
      'range_end -1: criterion "a": the limit -1 is an end of the range of difference of mask_iou: every value reaches it',
      'range_end 1: criterion "b": the limit 1 is an end of the range of spread of mask_iou: every value reaches it',
    ],
  },
  'no change allowed is no end': { text: head() + floor + line({ ...difference, limit: '0' }), warnings: [] },
  'evidence and composites have ranges too': {
    text:
      head(
        'external_metrics: [{id: cost, title: C, unit: USD, range: [0, null], better: lower}], composites: [{id: q, title: Q, better: higher, terms: [{metric: mask_iou, weight: 2}]}], ',
      ) +
      floor +
      line({ metric: 'cost', limit: '0' }) +
      line({ id: 'b', metric: 'q', limit: '2' }),
    warnings: [
      'range_end 0: criterion "a": the limit 0 is an end of the range of cost: only a perfect value reaches it',
      'range_end 2: criterion "b": the limit 2 is an end of the range of q: only a perfect value reaches it',
    ],
  },
};

for (const [name, { text, warnings }] of Object.entries(cases)) {
  test(name, () => assert.deepEqual(warningsOf(text), warnings));
}

const tiered =
  head('', 'tiers: [low, high]') +
  line({ limit: '{low: 0.5, high: 1}', missing: '{high: not_applicable}' }) +
  line({ id: 'b', level: 'warn', limit: '{low: 0.5}' });

test('without a choice, criteria with tiers are looked at tier by tier', () => {
  const perfect = 'range_end 1: criterion "a": the limit 1 is an end of the range of mask_iou: only a perfect value reaches it';
  const vanishes = 'vanishes {high:: criterion "a" blocks, and is not applicable where there is no evidence: it vanishes with its evidence';
  assert.deepEqual(warningsOf(tiered), [perfect, vanishes]);
  assert.deepEqual(warningsOf(tiered, 'high'), [perfect, vanishes]);
  assert.deepEqual(warningsOf(tiered, 'low'), []);
});

test('a tier is for criteria that have tiers', () => {
  const plain = { ...criteria(head() + line()), location: 'plain.yaml' };
  assert.deepEqual(lint([criteria(tiered), plain], 'low').problems, []);
  const { problems } = lint([criteria(tiered), plain], 'lo');
  assert.deepEqual(
    problems.map(({ code, location }) => `${code} ${location}`),
    ['EV2012 c.yaml:4:8'],
  );
});

test('a mistake that every tier shows is told once', () => {
  const { problems } = lint([criteria(tiered.replace('mask_iou', 'mask_io'))]);
  assert.deepEqual(
    problems.map(({ code, location }) => `${code} ${location}`),
    ['EV2004 c.yaml:7:21'],
  );
});

test('a tier without a single criterion is a mistake', () => {
  const text = head('', 'tiers: [low, high]') + line({ limit: '{low: 0.5}' });
  assert.deepEqual(
    lint([criteria(text)]).problems.map(({ code }) => code),
    ['EV2013'],
  );
});

test('all mistakes of all files, in the order of the files', () => {
  const { problems } = lint([
    criteria('criteria: [\n'),
    { location: 's.yaml', form: 'sanity', text: readText('criteria/sanity.yaml').replace('same_truth:', 'same_trut:') },
    { location: 't.yaml', form: 'taxonomy', text: 'version: 1\ndefault: other\nclasses: []\n' },
  ]);
  assert.deepEqual(
    problems.map(({ code, location, cure }) => [code, location.split(':')[0], cure !== '']),
    [
      ['EV2001', 'c.yaml', true],
      ['EV2010', 's.yaml', true],
      ['EV2010', 's.yaml', true],
      ['EV1102', 't.yaml', true],
    ],
  );
});

test('a mistake of one kind hides none of another: a doubled key, a wrong form, a name that is not known', () => {
  const text =
    head('pass: {metric: mask_iuo, at: 0.7}, across: site, ') +
    line({ metric: 'mask_iuo', limit: '"0.5"' }) +
    line({ id: 'b', limit: '2, limit: 3' }) +
    line({ id: 'b', where: '{corpus: test, every: site}', metric: 'box_iou' });
  assert.deepEqual(
    lint([criteria(text)]).problems.map(({ code, location }) => `${code} ${location}`),
    [
      'EV2004 c.yaml:5:26',
      'EV2002 c.yaml:5:54',
      'EV2004 c.yaml:7:21',
      'EV2002 c.yaml:7:76',
      'EV2006 c.yaml:8:76',
      'EV2001 c.yaml:8:79',
      'EV2003 c.yaml:9:10',
      'EV2005 c.yaml:9:21',
      'EV2002 c.yaml:9:52',
    ],
  );
});

test('what cannot be linted hides nothing of the rest', () => {
  const files = { 'a.yaml': 'criteria: [\n', 'notes.yaml': 'on: push\n', 'd/s.yaml': 'sanity: {}\n' };
  inFolder(files, () => {
    writeFileSync('d/bin.yaml', Buffer.from([0xff, 0xfe]));
    const { files: found, unreadable = [] } = findFiles(['a.yaml', 'notes.yaml', 'nowhere', 'd']);
    assert.deepEqual(
      [found.map(({ location }) => location), unreadable.map(({ code, location }) => `${code} ${location}`)],
      [
        ['a.yaml', 'd/s.yaml'],
        ['EV9016 notes.yaml', 'EV9017 nowhere', 'EV5002 d/bin.yaml'],
      ],
    );
    const { problems } = lintWith({ files: found, unreadable, tier: undefined, metrics: shipped });
    assert.deepEqual([...new Set(problems.map(({ code }) => code))], ['EV9016', 'EV9017', 'EV5002', 'EV2001', 'EV2002', 'EV2010']);
  });
});

test('a file of a folder that is no YAML is never called right, whatever it was meant to be', () => {
  const files = { 'd/a.yaml': '{{ if x }}\nfirst: [a\n', 'd/b.yaml': 'kind: a\n---\nkind: b\n', 'd/s.yaml': 'sanity: {}\n', 'e/a.yaml': 'a: [b\n' };
  inFolder(files, () => {
    const { warnings } = lintWith({ ...findFiles(['d']), tier: undefined, metrics: shipped });
    assert.deepEqual(
      warnings.map(({ rule, location }) => `${rule} ${location}`),
      ['not_yaml d/a.yaml:2'],
    );
    assert.throws(() => findFiles(['e']), /EV9017 {2}e\n[\s\S]*EV2001 {2}e\/a\.yaml:2\n {2}not YAML: /);
  });
});

test('a class that stands twice is told beside a key that is wrong', () => {
  const text = 'version: 1\nclasses:\n  - {id: a, titel: A}\n  - {id: a, title: B}\n';
  assert.deepEqual(
    lint([{ location: 't.yaml', form: 'taxonomy', text }]).problems.map(({ location, message }) => `${location} ${message}`),
    [
      't.yaml:1:1 default: is missing; expected string',
      't.yaml:3:5 classes[0].title: is missing; expected string',
      't.yaml:3:13 classes[0].titel: unknown key "titel" (nearest: title)',
      't.yaml:4:10 classes[1].id: a second class "a"',
    ],
  );
});

test('a file that is no YAML is told so, though none of its keys is known', () => {
  inFolder({ 'tab.yaml': 'schema: 1\nid: x\n\tversion: 1\n' }, () => {
    assert.throws(() => findFiles(['tab.yaml']), /EV2001 {2}tab\.yaml:3\n {2}not YAML: Tabs are not allowed as indentation\n/);
  });
});

const forms: readonly (readonly [text: string, form: ReturnType<typeof formOf>])[] = [
  ['schema: 1\ncriteria: []\nsanity: {}\n', 'criteria'],
  ['measure: {}\n', 'criteria'],
  ['{"criteria": []}', 'criteria'],
  ['criteria: [unclosed\n', 'criteria'],
  ['schema: 1\nsanity: {}\n', 'sanity'],
  ['version: 1\nclasses: []\n', 'taxonomy'],
  ['schema: 1\nid: x: y\ncriteria:\n  - id: a\n   metric: b\n', 'criteria'],
  ['schema: 1\nid: "x\nsanity: {}\n', 'sanity'],
  ['  schema: 1\n id: x\nmeasure: {}\n', 'criteria'],
  ['schema: 1\n\tclasses: []\n', 'taxonomy'],
  ['schema: 1\ncriterias: []\n', 'criteria'],
  ['kind: 1\n---\ncriteria: []\n', 'criteria'],
  ['criterias: []\n', undefined],
  ['on: {push\njobs: {}\n', undefined],
  ['on: push\njobs: {}\n', undefined],
  ['- criteria\n', undefined],
  ['', undefined],
  ['%%%', undefined],
  ['nested: {criteria: []}\n', undefined],
];

for (const [text, form] of forms) {
  test(`${JSON.stringify(text)} is ${form ?? 'no file of ours'}`, () => assert.equal(formOf(text), form));
}

test('folders give their files by name, without what is hidden, a linked folder or of another kind, and each file once', () => {
  const files = {
    'policies/b.yaml': 'criteria: []\n',
    'policies/a.yml': 'sanity: {}\n',
    'policies/deep/c.yaml': 'classes: []\n',
    'policies/workflow.yaml': 'on: push\n',
    'policies/notes.md': 'criteria: []\n',
    'policies/.hidden/d.yaml': 'criteria: []\n',
    'policies/node_modules/e.yaml': 'criteria: []\n',
  };
  inFolder(files, () => {
    symlinkSync('.', 'policies/loop');
    symlinkSync('nowhere', 'policies/dangling.yaml');
    assert.deepEqual(
      findFiles(['policies/b.yaml', 'policies']).files.map(({ location, form }) => [location, form]),
      [
        ['policies/b.yaml', 'criteria'],
        ['policies/a.yml', 'sanity'],
        ['policies/deep/c.yaml', 'taxonomy'],
      ],
    );
  });
});

test('what ships has no mistakes', () => {
  const { problems } = lint(findFiles(['criteria']).files);
  assert.deepEqual(problems, []);
});
