/** A blessing on a terminal. */
import type { Blessing } from '../../contracts/cli_results.ts';
import { counted } from '../../io/words.ts';
import { section } from '../../report/text/layout.ts';
import { changesText, details, obstaclesText } from '../diff/text.ts';
import { numbersOf } from '../record/golden.ts';
import type { Paint } from '../text/paint.ts';
import { shortDigest } from '../text/words.ts';

/** @param out path of the record, as it was typed */
export function blessingText({ outcome, record, difference }: Blessing, out: string, paint: Paint): string[] {
  const { verdict, deciding, criteria, digest, replaces } = record;
  const numbers = numbersOf(record);
  if (outcome === 'kept') return [paint.good(`${out} says the same already: verdict ${verdict}, ${counted(numbers.length, 'number')}`)];
  const [verb, note] =
    outcome === 'written' ? ['is written', ''] : [difference === null ? 'would be new' : 'would change', ' (nothing is written without --write)'];
  const changes =
    difference === null
      ? `verdict ${verdict}, decided by ${deciding}; ${counted(criteria.length, 'result')} and ${counted(numbers.length, 'number')}`
      : [...(difference.obstacles.length === 0 ? [] : [obstaclesText(difference.obstacles)]), changesText(difference)].join('; ');
  return [
    paint.strong(`${out} ${verb}: ${changes}${note}`),
    ...section('record', [`digest ${shortDigest(digest)}, in place of ${shortDigest(replaces)}`]),
    ...(difference === null ? [] : details(difference)),
  ];
}
