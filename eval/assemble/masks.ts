/** What only all masks of a corpus together can show: a part that is in none of them, and values that differ. */
import type { DigestRow, Imported } from '../contracts/draft.ts';
import { Problems } from '../errors/errors.ts';
import { byText } from '../io/order.ts';

/** @throws InputError EV1029 a declared part without a pixel in the corpus, EV1030 undeclared masks with different foregrounds */
export function checkMasks({ drawn, dimensions }: Imported, rows: readonly Pick<DigestRow, 'id' | 'mask'>[], name: string): void {
  const problems = new Problems();
  const shown = new Set(rows.flatMap(({ mask }) => mask?.parts ?? []));
  const declared = drawn === undefined ? [] : (dimensions[drawn] ?? []);
  for (const { value } of declared.filter((one) => !shown.has(one.value))) {
    problems.add({ code: 'EV1029', location: name, message: `no mask of ${rows.length} samples shows the part ${JSON.stringify(value)}` });
  }
  const levels = Map.groupBy(
    rows.filter(({ mask }) => mask !== undefined && mask.level !== null),
    ({ mask }) => mask?.level ?? '',
  );
  if (levels.size > 1) {
    const each = [...levels].sort(([a], [b]) => byText(a, b)).map(([level, list]) => `${level} in ${list.length} (${list[0]?.id}, say)`);
    problems.add({ code: 'EV1030', location: name, message: 'the masks have different values for their foreground', got: each.join('; ') });
  }
  problems.check();
}
