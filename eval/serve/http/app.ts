/** The HTTP server: routes of the table, refusals as data, nothing of the inside in any answer. */
import { METHODS } from 'node:http';
import { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from 'fastify';
import type * as z from 'zod';
import type { ProblemAnswer } from '../../contracts/service.ts';
import { problemPage, signInPage } from '../pages/frame.ts';
import { isStorageError } from '../storage.ts';
import type { Counters } from './counters.ts';
import { checkAccess, checkPromotion, checkSite, isLoopbackHost, type Tokens } from './guard.ts';
import { HttpProblem } from './problem.ts';
import { type Answer, json, type Route } from './route.ts';
import { fromForm, unwrapped, validated } from './validate.ts';

export interface AppOptions {
  readonly routes: readonly Route[];
  readonly tokens: Tokens;
  readonly bodyBytes: number;
  readonly counters: Counters;
  /** Whether only this machine can reach the service. */
  readonly loopback: boolean;
  /** Lines of JSON, or none in tests. */
  readonly log: boolean;
}

/** Addresses that need no token: what a supervisor asks, and where people give theirs. */
const open = new Set(['/health', '/sign-in']);

export function createApp({ routes, tokens, bodyBytes, counters, loopback, log }: AppOptions): FastifyInstance {
  const app = fastify({
    bodyLimit: bodyBytes,
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 16_384 },
    // HEAD would be an answer that no document lists.
    exposeHeadRoutes: false,
    logger: log ? { redact: ['req.headers.authorization', 'req.headers.cookie', 'req.headers["x-promotion-token"]'] } : false,
    // A path that cannot be decoded.
    frameworkErrors: (error, _request, reply) => send(reply, refusal(error)),
  });
  // A method that nobody knows is refused like one that an address does not have.
  for (const method of METHODS) if (!app.supportedMethods.includes(method) && method !== 'CONNECT') app.addHttpMethod(method);
  app.removeContentTypeParser('text/plain');
  app.addContentTypeParser(
    ['multipart/form-data', 'application/x-www-form-urlencoded'],
    { parseAs: 'buffer' },
    async (request: FastifyRequest, body: Buffer) => formOf(request, body),
  );
  app.addHook('onRequest', async (request, reply) => {
    if (loopback && !isLoopbackHost(request.host)) throw new HttpProblem('EV9213', 'the service answers to names of this machine only');
    checkSite(request);
    if (!open.has(request.url)) checkAccess(request, tokens);
    // Before a body is read that nobody wants.
    if (request.is404) throw nothingHere(request, reply, routes);
  });
  app.addHook('onResponse', async (request, reply) => {
    counters.request(request.method, request.routeOptions.url ?? 'none', reply.statusCode, reply.elapsedTime / 1000);
  });
  const pages = new Set(routes.filter(({ page }) => page).map(({ path }) => addressOf(path)));
  app.setErrorHandler((error: FastifyError | HttpProblem, request, reply) => {
    const { status, content } = refusal(error);
    if (status >= 500 && !(error instanceof HttpProblem)) request.log.error({ err: error }, 'a request failed');
    const isSeen = pages.has(request.routeOptions.url ?? '') || /\btext\/html\b/.test(request.headers.accept ?? '');
    return send(reply, isSeen ? refusalPage(status, content, request) : json(content, status));
  });
  for (const route of routes) {
    app.route({
      method: route.method,
      url: addressOf(route.path),
      handler: async (request, reply) => send(reply, await handle(route, request, tokens)),
    });
  }
  return app;
}

/** Parameters as Fastify writes them. */
const addressOf = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1');

/** People see a page, and where a token is missing, one that asks for it. */
function refusalPage(status: number, { code, detail, problems }: ProblemAnswer, request: FastifyRequest): Answer {
  const { method, url } = request;
  if (code === 'EV9209') return signInPage(method === 'GET' ? url : '/', 'This service wants to know who asks.');
  return problemPage(status, detail, problems, pageBefore(request));
}

/** The address of the page with the form or link that led here; undefined where it is none of this service. */
function pageBefore({ headers, host }: FastifyRequest): string | undefined {
  const { host: from, pathname, search } = URL.parse(headers.referer ?? '') ?? {};
  return from === host && pathname !== undefined && !pathname.startsWith('//') ? `${pathname}${search}` : undefined;
}

function nothingHere(request: FastifyRequest, reply: FastifyReply, routes: readonly Route[]): HttpProblem {
  const address = request.url.split('?')[0] ?? '';
  const exact = routes.filter(({ path }) => path === address);
  const methods = (
    exact.length > 0 ? exact : routes.filter(({ path }) => new URLPattern({ pathname: addressOf(path) }).test({ pathname: address }))
  ).map(({ method }) => method);
  if (methods.length === 0) return new HttpProblem('EV9217', 'there is nothing at this address');
  reply.header('allow', methods.join(', '));
  return new HttpProblem('EV9217', `this address knows ${methods.join(', ')}`, [], 405);
}

async function handle(route: Route, request: FastifyRequest, tokens: Tokens): Promise<Answer> {
  const { body: raw, promotionToken } = bodyOf(route, request);
  if (route.moves) checkPromotion(request, promotionToken, tokens);
  return route.handle({
    body: route.body === undefined ? undefined : validated(route.body, raw, 'body'),
    query: route.query === undefined ? {} : validated(route.query, queryOf(route.query, request), 'query'),
    parameters: route.parameters === undefined ? {} : validated(route.parameters, request.params, 'path'),
    request,
  });
}

/** A form on a page cannot set headers: it sends the promotion token as a field, which is no part of the request. */
function bodyOf({ body: schema, moves }: Route, request: FastifyRequest): { body: unknown; promotionToken: string | undefined } {
  if (!(request.body instanceof Form) || schema === undefined) return { body: request.body, promotionToken: undefined };
  const { promotion_token: token, ...fields } = request.body.fields;
  const config = Object.hasOwn(schema.shape, 'config') ? unwrapped(schema.shape['config'] as z.ZodType) : undefined;
  const nested = config === undefined ? undefined : { key: 'config', schema: config as z.ZodObject };
  return { body: fromForm(schema, moves ? fields : request.body.fields, nested), promotionToken: moves ? token : undefined };
}

/** A query is text, as a form is. */
function queryOf(schema: z.ZodObject, request: FastifyRequest): unknown {
  const query = request.query as Record<string, unknown>;
  const texts = Object.entries(query).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : String(value)]);
  return fromForm(schema, Object.fromEntries(texts) as Record<string, string>, undefined);
}

/** Fields of a form; told apart from a value of JSON. */
class Form {
  readonly fields: Readonly<Record<string, string>>;

  constructor(fields: Readonly<Record<string, string>>) {
    this.fields = fields;
  }
}

/** Node.js reads both kinds of form by itself. */
async function formOf(request: FastifyRequest, body: Buffer): Promise<Form> {
  const problem = (detail: string): HttpProblem => new HttpProblem('EV9218', detail, [{ loc: ['body'], msg: detail }]);
  let data: FormData;
  try {
    const headers = { 'content-type': request.headers['content-type'] ?? '' };
    data = await new Response(new Uint8Array(body), { headers }).formData();
  } catch {
    throw problem('the body is not the form that its Content-Type says');
  }
  const fields: Record<string, string> = {};
  for (const [name, value] of data.entries()) {
    if (typeof value !== 'string') throw problem(`${name}: expected a value, not a file`);
    if (Object.hasOwn(fields, name)) throw problem(`${name}: given twice`);
    Object.defineProperty(fields, name, { value, enumerable: true, configurable: true, writable: true });
  }
  return new Form(fields);
}

/** What went wrong as an answer; of our own mistakes only that there was one. */
function refusal(error: FastifyError | HttpProblem): { readonly status: number; readonly content: ProblemAnswer } {
  if (error instanceof HttpProblem) return { status: error.status, content: error.answer };
  if (isStorageError(error)) return { status: 503, content: new HttpProblem('EV9235', 'the disk is full, or the database is locked').answer };
  const status = error.statusCode ?? 500;
  if (status < 500)
    return { status, content: new HttpProblem('EV9218', bodyProblems[error.code] ?? 'the request cannot be read', [], status).answer };
  return { status: 500, content: new HttpProblem('EV9239', 'an error of the service; its log has it').answer };
}

const bodyProblems: Readonly<Record<string, string>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'the body is too large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'expected application/json, multipart/form-data or application/x-www-form-urlencoded',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'the body is empty',
  FST_ERR_CTP_INVALID_JSON_BODY: 'the body is not JSON',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'Content-Length is not the length of the body',
  FST_ERR_BAD_URL: 'the address cannot be decoded',
};

function send(reply: FastifyReply, { status, content, type, headers = {} }: Answer): FastifyReply {
  const body = type === undefined ? JSON.stringify(content) : content;
  return reply
    .code(status)
    .headers({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store', ...headers })
    .type(type ?? 'application/json; charset=utf-8')
    .send(body);
}
