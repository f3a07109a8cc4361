/** What reports say about numbers from outside. */

import type { Evidence, EvidenceRow } from '../contracts/evidence.ts';
import { absent, number } from '../report/phrases/numbers.ts';

/** `about agent_v4, held against agent_v3` */
export function aboutEvidence({ subject: { candidate, baseline } }: Evidence): string {
  return `about ${candidate}${baseline === null ? '' : `, held against ${baseline}`}`;
}

/** `0.604`, `not measured` */
export function evidenceValue({ value }: EvidenceRow): string {
  return value === null ? 'not measured' : number(value);
}

/** `29 of 48` */
export function countsText({ counts }: EvidenceRow): string {
  return counts === null ? absent : `${counts.numerator} of ${counts.denominator}`;
}

/** Why there is no number, or how it follows from what; of an override, who took responsibility and why. */
export function originText({ reason, detail, who, why }: EvidenceRow): string {
  const stated = who === null ? null : `stated by ${who}`;
  const parts = [reason, stated, why, detail].filter((part) => part !== null && part !== '');
  return parts.map((part) => part?.replace(/\.$/, '')).join('; ') || absent;
}
