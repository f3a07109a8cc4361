/** Who may ask. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { HttpProblem } from './problem.ts';

export interface Tokens {
  /** Of every request; undefined where only this machine can reach the service. */
  readonly access: string | undefined;
  /** Of requests that move what is in service; undefined: nobody may, over HTTP. */
  readonly promotion: string | undefined;
}

/** @throws HttpProblem EV9209 (401) */
export function checkAccess(request: FastifyRequest, { access }: Tokens): void {
  if (access === undefined) return;
  const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const cookie = /(?:^|;\s*)service_access=([0-9a-f]{64})(?:;|$)/.exec(request.headers.cookie ?? '')?.[1];
  const isKnown = bearer !== undefined ? isEqual(bearer, access) : cookie !== undefined && isEqual(cookie, proofOf(access));
  if (!isKnown) throw new HttpProblem('EV9209', 'the request has no valid token');
}

/**
 * Browsers cannot send a header by a link: whoever knows the token gets a cookie, until the browser ends. It proves that the token was
 * known and does not hold it.
 * @returns the header Set-Cookie; undefined for a wrong token
 */
export function signedIn(given: string, { access }: Tokens): string | undefined {
  if (access === undefined || !isEqual(given, access)) return undefined;
  return `service_access=${proofOf(access)}; Path=/; HttpOnly; SameSite=Lax`;
}

const proofOf = (token: string): string => createHash('sha256').update(`access to the service: ${token}`).digest('hex');

/** @throws HttpProblem EV9210 (403) */
export function checkPromotion(request: FastifyRequest, given: string | undefined, { promotion }: Tokens): void {
  const token = given ?? headerOf(request, 'x-promotion-token');
  if (promotion === undefined || token === undefined || !isEqual(token, promotion)) {
    throw new HttpProblem('EV9210', promotion === undefined ? 'no promotion token is declared' : 'the promotion token is missing or wrong');
  }
}

/**
 * A page of another site can make a browser send a form here. Browsers say where a request comes from; other clients say
 * nothing, and are let through.
 * @throws HttpProblem EV9213 (403)
 */
export function checkSite(request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  const [site, origin] = [headerOf(request, 'sec-fetch-site'), headerOf(request, 'origin')];
  const foreign =
    site !== undefined ? site !== 'same-origin' && site !== 'none' : origin !== undefined && origin !== `${request.protocol}://${request.host}`;
  if (foreign) throw new HttpProblem('EV9213', 'the request comes from a page of another site');
}

/** A page on another name that leads here (DNS rebinding) would be of the same origin: only names of this machine are answered. */
export function isLoopbackHost(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i.test(host);
}

function headerOf(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** In the same time whatever is wrong with it. */
function isEqual(a: string, b: string): boolean {
  const [first, second] = [a, b].map((text) => createHash('sha256').update(text).digest()) as [Buffer, Buffer];
  return timingSafeEqual(first, second);
}
