/** Words that several commands share. */
import type { Unlike } from '../../contracts/cli_results.ts';

/** `corpus flagged: sha256:ef59a06f → sha256:11223344` */
export function unlikeText({ key, a, b }: Unlike): string {
  const shown = (value: string | null): string => (value === null ? 'none' : value.startsWith('sha256:') ? shortDigest(value) : value);
  return `${key}: ${shown(a)} → ${shown(b)}`;
}

/** The first digits of a digest: enough for people to tell two apart. */
export function shortDigest(digest: string | null): string {
  return digest === null ? 'none' : digest.slice(0, 'sha256:'.length + 8);
}
