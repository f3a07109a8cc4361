import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countText, fullSubsetText, inSentence, subjectText, subsetText } from './names.ts';
import { formatter } from './numbers.ts';
import { asLabel, findingText, statusText } from './status.ts';

const slice = { corpus: 'flagged', slice: { dimension: 'failure_class', value: 'handle_hole' } };
const across = { corpus: 'clips', slice: null, across: 'source' };

for (const [said, expected] of [
  [inSentence('Mask IoU'), 'mask IoU'],
  [inSentence('IoU of boxes'), 'IoU of boxes'],
  [inSentence('CER'), 'CER'],
  [subjectText('p10', 'Mask IoU'), '10th percentile of mask IoU'],
  [subjectText('value', 'Mask IoU'), 'mask IoU'],
  [subjectText('worst', 'PLCC'), 'worst PLCC'],
  [subsetText(slice), 'handle_hole on flagged'],
  [fullSubsetText(slice), 'flagged failure_class=handle_hole'],
  [subsetText(across), 'clips across source'],
  [fullSubsetText(across), 'clips across source'],
  [countText(1, { one: 'value of source', many: 'values of source' }), '1 value of source'],
  [statusText({ status: 'fail', level: 'warn' }), 'fails (warning)'],
  [statusText({ status: 'insufficient', level: 'block' }), 'lacks evidence'],
  [asLabel(statusText({ status: 'not_applicable', level: 'info' })), 'not applicable'],
  [findingText({ status: 'fired', level: 'void' }), 'fired (voids the run)'],
  [asLabel(findingText({ status: 'not_measured', level: 'warn' })), 'not measured (warning)'],
  [asLabel(findingText({ status: 'quiet', level: 'block' })), 'quiet'],
  [formatter(0.7, 0.7 - 2 ** -53)(0.7), '0.7000000000000000'],
  [formatter(5e-324, 0)(5e-324), '5e-324'],
] as const) {
  test(expected, () => assert.equal(said, expected));
}
