/** What only all masks of a corpus together can show: a part that is in none of them, and values that differ. */
import type { DigestRow, Imported } from '../contracts/draft.ts';
import { Problems } from '../errors/errors.ts';
import { byText } from '../io/order.ts';

/** What was seen of all masks so far, which is little. */
export class MaskSurvey {
  #samples = 0;
  readonly #shown = new Set<string>();
  /** Value of the foreground -> how many masks have it, and the first of their ids in text order. */
  readonly #levels = new Map<string, { count: number; first: string }>();

  add({ id, mask }: Pick<DigestRow, 'id' | 'mask'>): void {
    this.#samples++;
    for (const part of mask?.parts ?? []) this.#shown.add(part);
    if (mask === undefined || mask.level === null) return;
    const seen = this.#levels.get(mask.level) ?? { count: 0, first: id };
    this.#levels.set(mask.level, { count: seen.count + 1, first: byText(id, seen.first) < 0 ? id : seen.first });
  }

  /** @throws InputError EV1029 a declared part without a pixel in the corpus, EV1030 undeclared masks with different foregrounds */
  check({ drawn, dimensions }: Imported, name: string): void {
    const problems = new Problems();
    const declared = drawn === undefined ? [] : (dimensions[drawn] ?? []);
    for (const { value } of declared.filter((one) => !this.#shown.has(one.value))) {
      problems.add({ code: 'EV1029', location: name, message: `no mask of ${this.#samples} samples shows the part ${JSON.stringify(value)}` });
    }
    if (this.#levels.size > 1) {
      const each = [...this.#levels].sort(([a], [b]) => byText(a, b)).map(([level, { count, first }]) => `${level} in ${count} (${first}, say)`);
      problems.add({ code: 'EV1030', location: name, message: 'the masks have different values for their foreground', got: each.join('; ') });
    }
    problems.check();
  }
}
