/** Remarks on a corpus of reported pictures. */
import { byText } from '../../io/order.ts';
import type { Chosen } from './annotations.ts';

/** A picture that became a sample. */
export interface Reported {
  readonly id: string;
  readonly chosen: Chosen;
  readonly classes: readonly string[];
}

/** What a reader should know about the choice of truth and classes; sentences, in a fixed order. */
export function remarksOn(samples: readonly Reported[]): string[] {
  const overlapping = samples.filter(({ classes }) => classes.length > 1);
  const contested = samples.filter(({ chosen }) => chosen.others > 0);
  const backends = new Set(samples.flatMap(({ chosen }) => chosen.annotation.drawnOver ?? []));
  const remarks = [...backends].sort(byText).map((backend) => {
    const drawn = samples.filter(({ chosen }) => chosen.annotation.drawnOver === backend);
    return `${count(drawn)} ground truth that was drawn on top of a prediction of ${backend}, which favours that backend: ${ids(drawn)}.`;
  });
  if (contested.length > 0) {
    remarks.push(`${count(contested)} several masks; an annotation goes before a hand label, then the newest: ${ids(contested)}.`);
  }
  if (overlapping.length > 0) remarks.push(`${count(overlapping)} more than one class: ${ids(overlapping)}.`);
  return remarks;
}

const maximumListed = 10;

function count(samples: readonly Reported[]): string {
  return samples.length === 1 ? '1 sample has' : `${samples.length} samples have`;
}

function ids(samples: readonly Reported[]): string {
  const all = samples.map(({ id }) => id);
  return all.length <= maximumListed ? all.join(', ') : `${all.slice(0, maximumListed).join(', ')} and ${all.length - maximumListed} more`;
}
