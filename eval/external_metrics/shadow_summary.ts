/** Shadow summary: escalations of each variant among the steps that it took on real traffic. Rates are counted, not quoted. */
import * as z from 'zod';
import { count } from '../contracts/common.ts';
import type { ExternalRow } from '../contracts/external_metrics.ts';
import { Problems } from '../errors/errors.ts';
import { counted } from '../io/words.ts';
import { readArtefact } from './artefact.ts';
import { folded } from './copies.ts';
import { agrees, missing, nothing, proportion, type Reader, type RowKey } from './found.ts';

const block = z.looseObject({
  step_count: count.optional(),
  escalation_count: count.optional(),
  /** Null without a step. */
  escalation_rate: z.number().min(0).max(1).nullish(),
  /** Steps with any negative label, escalations among them. */
  failure_count: count.optional(),
  run_count: count.optional(),
  variant: z.string().nullish(),
});
const file = z.looseObject({ variants: z.record(z.string(), block) });

/** @throws InputError EV6001, EV6002, EV6004 */
export const shadowSummary: Reader = ({ config, shadowSummary: source }) => {
  if (source === undefined) return nothing;
  const { value, positionOf } = readArtefact(source, file, folded);
  const problems = new Problems();
  for (const [variant, block] of Object.entries(value.variants)) {
    const {
      step_count: steps,
      escalation_count: escalations,
      escalation_rate: rate,
      failure_count: failures,
      run_count: runs,
      variant: named,
    } = block;
    const refuse = (member: string, message: string, got: string, expected?: string): void =>
      problems.add({ code: 'EV6004', location: positionOf(['variants', variant, member]), message: `${variant}: ${message}`, got, expected });
    if (typeof named === 'string' && folded(named) !== folded(variant)) refuse('variant', 'the block says that it is of another variant', named);
    if (failures !== undefined && failures < (escalations ?? 0))
      refuse('failure_count', 'fewer failures than escalations, which are failures', `${failures} of ${escalations}`);
    if (failures !== undefined && failures > (steps ?? failures)) refuse('failure_count', 'more failures than steps', `${failures} of ${steps}`);
    if (runs === 0 && (steps ?? 0) > 0) refuse('run_count', 'steps of no run', `${steps} steps, 0 runs`);
    if (steps === undefined || escalations === undefined) continue;
    const found = `${escalations} of ${steps}`;
    if (escalations > steps) refuse('escalation_count', 'more escalations than steps', found);
    else if (typeof rate === 'number' && !agrees(rate, escalations, steps))
      refuse('escalation_rate', 'escalation_rate is not that of the counts', String(rate), found);
  }
  problems.check();
  const names = Object.keys(value.variants).sort();
  const rowFor = (role: ExternalRow['role']): ExternalRow => {
    const key: RowKey = { metric: 'escalation_rate_max', role };
    const own = value.variants[names.find((name) => folded(name) === role) ?? role];
    if (own === undefined) return missing(key, `the summary has no variant "${role}"; it has ${names.join(', ') || 'none'}`);
    const { step_count: steps, escalation_count: escalations, escalation_rate: rate } = own;
    if (steps === 0) return missing(key, 'the summary has no step of it');
    if (steps === undefined || escalations === undefined) {
      const stated = typeof rate !== 'number' ? '' : `: it states a rate of ${rate}, rounded, and not what that rests on`;
      return missing(key, `the summary has not both step_count and escalation_count${stated}`);
    }
    return proportion(key, escalations, steps, `${counted(escalations, 'escalation')} in ${counted(steps, 'step')} of shadow traffic`);
  };
  const rows = [rowFor('candidate'), ...(config.subject.baseline === null ? [] : [rowFor('baseline')])];
  return { rows, remarks: ignored(names, config.subject.baseline !== null) };
};

function ignored(variants: readonly string[], baseline: boolean): string[] {
  const others = variants.filter((name) => folded(name) !== 'candidate' && !(baseline && folded(name) === 'baseline'));
  return others.length === 0 ? [] : [`the shadow summary's variants ${others.join(', ')} are counted for nobody`];
}
