/** Small marks that tell a status without colour: each has a shape of its own. */
import type { CriterionResult, Decision, Finding } from '../../contracts/decision.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';

type Mark = 'good' | 'bad' | 'unknown' | 'none';

const shapes: Readonly<Record<Mark, Html>> = {
  good: html`<circle r="8"/><path d="M-3.8.2-1.2 2.8 4-2.6"/>`,
  bad: html`<path class="body" d="M0-8.6 8.6 0 0 8.6-8.6 0Z"/><path d="M-2.7-2.7 2.7 2.7M2.7-2.7-2.7 2.7"/>`,
  unknown: html`<rect x="-7.5" y="-7.5" width="15" height="15" rx="3"/><path d="M-2.4-2.2a2.4 2.2 0 1 1 3.3 2.1Q0 .3 0 1.6M0 4v.2"/>`,
  none: html`<circle r="7" class="hollow"/><path d="M-3 0H3"/>`,
};

/** 18 pixels square; hidden from readers of the text, which says the same in words. */
export function markOf(mark: Mark): Html {
  return html`<svg class="mark ${mark}" viewBox="-9 -9 18 18" width="18" height="18" aria-hidden="true">${shapes[mark]}</svg>`;
}

export function resultMark({ status, level }: CriterionResult): Mark {
  if (status === 'not_applicable') return 'none';
  if (status === 'insufficient') return 'unknown';
  return status === 'pass' ? 'good' : level === 'block' ? 'bad' : 'unknown';
}

export function verdictMark({ verdict }: Decision): Mark {
  return verdict === 'go' ? 'good' : verdict === 'no-go' ? 'bad' : 'unknown';
}

export function findingMark({ status, level }: Finding): Mark {
  if (status === 'quiet') return 'good';
  if (status === 'not_measured') return 'none';
  return level === 'void' || level === 'block' ? 'bad' : 'unknown';
}
