/** Which of a picture's masks is its ground truth. */
import { byIdentifier, byNumber } from '../../io/order.ts';
import type { CropAnnotation } from './rows.ts';

const rank = { hand_label: 0, annotation: 1 } as const;

/** Rising: an annotation beats a hand label, then the newer beats the older, then the higher id the lower. */
export function byPrecedence(a: CropAnnotation, b: CropAnnotation): number {
  return rank[a.kind] - rank[b.kind] || byNumber(a.created, b.created) || byIdentifier(a.id, b.id);
}

export interface Chosen {
  /** Approved annotations of a picture that lost against the chosen one. */
  readonly others: number;
  readonly annotation: CropAnnotation;
}

/** The ground truth of each picture by its id as text; null when none of its masks is approved. */
export function chooseAnnotations(annotations: readonly CropAnnotation[]): Map<string, Chosen | null> {
  const chosen = new Map<string, Chosen | null>();
  for (const annotation of [...annotations].sort(byPrecedence)) {
    const image = String(annotation.image_id);
    const before = chosen.get(image) ?? null;
    chosen.set(image, annotation.approved ? { annotation, others: before === null ? 0 : before.others + 1 } : before);
  }
  return chosen;
}
