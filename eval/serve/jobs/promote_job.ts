/** A promotion: the target of the job's own evaluation, as anybody would run it by hand. */
import type { Promotion } from '../../contracts/service.ts';
import { inService } from '../models.ts';
import type { JobContext } from './context.ts';
import { withoutPaths } from './errors.ts';
import { JobFailure, type Running } from './queue.ts';
import type { PromoteTask } from './tasks.ts';

export function promoteJob({ request, model, knownSince }: PromoteTask, running: Running, context: JobContext): Promise<Promotion> {
  const { job_id: id, actor, reason, force, expect_current: expected, allow_other_baseline: other } = request;
  const given = { actor, reason, 'expect-current': expected, 'allow-other-baseline': other, 'registered-before': knownSince ?? undefined };
  const args = Object.entries(given).flatMap(([flag, value]) => (value === undefined ? [] : [`--${flag}`, value]));
  return runPromotion(id, model, [...args, ...(force ? ['--force'] : [])], running, context);
}

/**
 * Runs `//jobs/<id>:report.promote`. A refusal is a result, and it stands in the store's audit trail.
 * @throws JobFailure for wrong usage and for a store that is damaged or locked
 */
export async function runPromotion(id: string, channel: string, args: readonly string[], running: Running, context: JobContext): Promise<Promotion> {
  running.progress(0, 'promoting');
  const words = ['run', '--color=no', '--curses=no', '--ui_event_filters=-info', '--noshow_progress', `//jobs/${id}:report.promote`, '--'];
  const { exitCode, output } = await context.bazel.run([...words, '--store', context.home.store, '--channel', channel, ...args], running.signal);
  const text = withoutPaths(saidIn(output));
  const version = inService(channel, context.home.store)?.version ?? null;
  if (exitCode === 0) return { outcome: text.startsWith('nothing to do') ? 'unchanged' : 'promoted', channel, version, text };
  if (exitCode === 1 && text.startsWith('refused')) return { outcome: 'refused', channel, version, text };
  const [, code = 'EV9230', message = `the promotion ended with ${exitCode}`] = /^error (EV\d{4}) {2}.*\n {2}(.*)$/m.exec(output) ?? [];
  throw new JobFailure(code, message);
}

/** What the promotion itself printed, without what Bazel did. */
function saidIn(output: string): string {
  const at = output.search(/^(promoted:|nothing to do:|refused:)/m);
  return at < 0 ? '' : output.slice(at).trimEnd();
}
