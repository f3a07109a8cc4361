/** The pages, and what their forms do: the same as the API, with a page as the answer. */
import { z } from 'zod';
import { digest, name } from '../../contracts/common.ts';
import { compareRequest, evalRequest, jobKind, promoteRequest, registerRequest, rollbackRequest } from '../../contracts/service.ts';
import { signedIn, type Tokens } from '../http/guard.ts';
import { type Answer, type Asked, jobId, type Route } from '../http/route.ts';
import { validated } from '../http/validate.ts';
import type { JobContext } from '../jobs/context.ts';
import { modelNames } from '../models.ts';
import { promotionsIn, rollBack, trailIn } from '../promotions.ts';
import type { Service } from '../service.ts';
import { redirect, signInPage } from './frame.ts';
import { jobPage } from './job.ts';
import { jobsPage } from './jobs.ts';
import { leaderboardPage } from './leaderboard.ts';
import { modelPage } from './model.ts';

const modelName = z.strictObject({ model: name });
/** A field of a form that was left empty was not filled in. */
const filled = (text: string): string | undefined => (text.trim() === '' ? undefined : text);
const text = z.string().max(1000).default('');
/** A path of this service; never `//elsewhere`. */
const ownAddress = z
  .string()
  .max(2000)
  .regex(/^\/(?![/\\])[!-~]*$/)
  .catch('/');
const weightsTyped = z.record(name, z.string().trim().min(1).pipe(z.coerce.number<string>().nonnegative()));

/** People see the answer. */
function seen(method: Route['method'], path: string, summary: string, handle: Route['handle'], more: Partial<Route> = {}): Route {
  return { method, path, summary, answer: 'text/html', page: true, handle, ...more };
}

export function pageRoutes(service: Service, { config, home: { store } }: JobContext, tokens: Tokens): Route[] {
  const canMove = tokens.promotion !== undefined;
  const serving = () => new Map(promotionsIn(store).channels.map(({ model, version }) => [model, version]));
  const boardQuery = z.looseObject({ dataset: text, sort: z.string().max(100).default('score') });
  return [
    seen('GET', '/', 'Leaderboard', ({ query }) => boardPage(query, service, serving()), { query: boardQuery }),
    seen(
      'POST',
      '/sign-in',
      'Takes the token of the service',
      ({ body }) => {
        const { token, to } = body as { token: string; to: string };
        const cookie = signedIn(token, tokens);
        return cookie === undefined ? signInPage(to, 'This is not the token.') : redirect(to, { 'set-cookie': cookie });
      },
      { body: z.strictObject({ token: text, to: ownAddress }) },
    ),
    seen(
      'GET',
      '/models/{model}',
      'A model',
      ({ parameters: { model } }) =>
        modelPage({
          model,
          runs: service.history(model, 1000),
          version: serving().get(model) ?? null,
          trail: trailIn(store).filter(({ channel }) => channel === model),
          canMove,
          versionOf: (job) => service.versionOf(job),
        }),
      { parameters: modelName },
    ),
    seen(
      'POST',
      '/models/{model}/rollback',
      'Rolls a model back',
      ({ parameters: { model }, body }) => {
        rollBack(store, { model, ...(body as Omit<z.output<typeof rollbackRequest>, 'model'>) });
        return redirect(`/models/${encodeURIComponent(model)}`);
      },
      { parameters: modelName, body: rollbackRequest.omit({ model: true }).extend({ to: digest }), moves: true },
    ),
    seen('GET', '/jobs', 'Jobs', () => {
      const declared = Object.values(config.evaluations).flatMap(({ datasets }) => Object.keys(datasets));
      const [evaluations, datasets] = [Object.keys(config.evaluations), [...new Set(declared)]];
      return jobsPage({ jobs: service.list({ limit: 100 }), evaluations, datasets, models: modelNames(config.models), canMove });
    }),
    seen('POST', '/jobs', 'A new evaluation or comparison', ({ body }) => redirect(`/jobs/${begin(body as Record<string, string>, service)}`), {
      body: z.strictObject({ model: text, other: text, dataset: text, evaluation: text }),
    }),
    seen(
      'POST',
      '/criteria',
      'Registers criteria',
      ({ body }) => {
        const { model, evaluation = '', actor, reason = '' } = body as Record<string, string>;
        const request = validated(registerRequest, { model, evaluation: filled(evaluation), actor, reason: filled(reason) }, 'body');
        return redirect(`/jobs/${service.register(request, null).job_id}`);
      },
      { body: z.strictObject({ model: text, evaluation: text, actor: text, reason: text }), moves: true },
    ),
    seen('GET', '/jobs/{job_id}', 'A job', ({ parameters }) => jobPage(service.job(parameters.job_id, jobKind.options), canMove), {
      parameters: jobId,
    }),
    seen('POST', '/jobs/{job_id}/cancel', 'Cancels a job', ({ parameters }) => redirect(`/jobs/${service.cancel(parameters.job_id).job_id}`), {
      parameters: jobId,
      body: z.strictObject({}),
    }),
    seen(
      'POST',
      '/jobs/{job_id}/promote',
      'Promotes',
      ({ parameters, body }) => {
        const { actor = '', reason = '' } = body as { actor?: string; reason?: string };
        const request = validated(promoteRequest, { job_id: parameters.job_id, actor, reason: filled(reason) }, 'body');
        return redirect(`/jobs/${service.promote(request, null).job_id}`);
      },
      { parameters: jobId, body: z.strictObject({ actor: text, reason: text }), moves: true },
    ),
  ];
}

function boardPage(query: Asked['query'], service: Service, serving: ReadonlyMap<string, string>): Answer {
  const given = Object.entries(query).filter(([key]) => key.startsWith('w.'));
  const weights = validated(weightsTyped, Object.fromEntries(given.map(([key, value]) => [key.slice(2), value])), 'query');
  const board = service.board({ dataset: String(query['dataset']), limit: 1000, weights });
  return leaderboardPage({ ...board, datasets: service.datasets(), sort: String(query['sort']), serving, isReweighted: given.length > 0 });
}

function begin(form: Record<string, string>, service: Service): string {
  const { model = '', other = '', dataset = '', evaluation = '' } = form;
  const shared = { dataset, evaluation: filled(evaluation) };
  if (filled(other) === undefined) return service.evaluate(validated(evalRequest, { model, ...shared }, 'body'), null).job_id;
  return service.compare(validated(compareRequest, { model_a: model, model_b: other, ...shared }, 'body'), null).job_id;
}
