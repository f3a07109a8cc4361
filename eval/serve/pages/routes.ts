/** The pages, and what their forms do: the same as the API, with a page as the answer. */
import * as z from 'zod';
import { digest, name } from '../../contracts/common.ts';
import { compareRequest, evalRequest, type JobAnswer, jobKind, promoteRequest, registerRequest, rollbackRequest } from '../../contracts/service.ts';
import { signedIn, type Tokens } from '../http/guard.ts';
import { type Answer, jobId, type Route, route } from '../http/route.ts';
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

export function pageRoutes(service: Service, { config, home: { store } }: JobContext, tokens: Tokens): Route[] {
  const canMove = tokens.promotion !== undefined;
  const serving = () => new Map(promotionsIn(store).channels.map(({ model, version }) => [model, version]));
  return [
    route('GET /', {
      summary: 'Leaderboard',
      query: z.looseObject({ dataset: text, sort: z.string().max(100).default('score') }),
      handle: ({ query }) => {
        const given = Object.entries(query).filter(([key]) => key.startsWith('w.'));
        const weights = validated(weightsTyped, Object.fromEntries(given.map(([key, value]) => [key.slice(2), value])), 'query');
        const board = service.board({ dataset: query.dataset, limit: 1000, weights });
        return leaderboardPage({ ...board, datasets: service.datasets(), sort: query.sort, serving: serving(), isReweighted: given.length > 0 });
      },
    }),
    route('POST /sign-in', {
      summary: 'Takes the token of the service',
      body: z.strictObject({ token: text, to: ownAddress }),
      handle: ({ body: { token, to } }) => {
        const cookie = signedIn(token, tokens);
        return cookie === undefined ? signInPage(to, 'This is not the token.') : redirect(to, { 'set-cookie': cookie });
      },
    }),
    route('GET /models/{model}', {
      summary: 'A model',
      parameters: modelName,
      handle: ({ parameters: { model } }) =>
        modelPage({
          model,
          runs: service.history(model, 1000),
          version: serving().get(model) ?? null,
          trail: trailIn(store).filter(({ channel }) => channel === model),
          canMove,
          versionOf: (job) => service.versionOf(job),
        }),
    }),
    route('POST /models/{model}/rollback', {
      summary: 'Rolls a model back',
      parameters: modelName,
      body: rollbackRequest.omit({ model: true }).extend({ to: digest }),
      moves: true,
      handle: ({ parameters: { model }, body }) => {
        rollBack(store, { model, ...body });
        return redirect(`/models/${encodeURIComponent(model)}`);
      },
    }),
    route('GET /jobs', {
      summary: 'Jobs',
      handle: () => {
        const declared = Object.values(config.evaluations).flatMap(({ datasets }) => Object.keys(datasets));
        const [evaluations, datasets] = [Object.keys(config.evaluations), [...new Set(declared)]];
        return jobsPage({ jobs: service.list({ limit: 100 }), evaluations, datasets, models: modelNames(config.models), canMove });
      },
    }),
    route('POST /jobs', {
      summary: 'A new evaluation or comparison',
      body: z.strictObject({ model: text, other: text, dataset: text, evaluation: text }),
      handle: ({ body: { model, other, dataset, evaluation } }) => {
        const shared = { dataset, evaluation: filled(evaluation) };
        const job =
          filled(other) === undefined
            ? service.evaluate(validated(evalRequest, { model, ...shared }, 'body'), null)
            : service.compare(validated(compareRequest, { model_a: model, model_b: other, ...shared }, 'body'), null);
        return toJob(job);
      },
    }),
    route('POST /criteria', {
      summary: 'Registers criteria',
      body: z.strictObject({ model: text, evaluation: text, actor: text, reason: text }),
      moves: true,
      handle: ({ body: { model, evaluation, actor, reason } }) => {
        const request = { model, evaluation: filled(evaluation), actor, reason: filled(reason) };
        return toJob(service.register(validated(registerRequest, request, 'body'), null));
      },
    }),
    route('GET /jobs/{job_id}', {
      summary: 'A job',
      parameters: jobId,
      handle: ({ parameters }) => jobPage(service.job(parameters.job_id, jobKind.options), canMove),
    }),
    route('POST /jobs/{job_id}/cancel', {
      summary: 'Cancels a job',
      parameters: jobId,
      body: z.strictObject({}),
      handle: ({ parameters }) => toJob(service.cancel(parameters.job_id)),
    }),
    route('POST /jobs/{job_id}/promote', {
      summary: 'Promotes',
      parameters: jobId,
      body: z.strictObject({ actor: text, reason: text }),
      moves: true,
      handle: ({ parameters: { job_id }, body: { actor, reason } }) =>
        toJob(service.promote(validated(promoteRequest, { job_id, actor, reason: filled(reason) }, 'body'), null)),
    }),
  ];
}

const toJob = ({ job_id: id }: JobAnswer): Answer => redirect(`/jobs/${id}`);
