/** A route as data: what it takes and what it may answer. Handlers, validation and OpenAPI are made of it. */
import type { FastifyRequest } from 'fastify';
import * as z from 'zod';

export interface Route {
  readonly method: 'GET' | 'POST';
  /** Parameters in braces, as OpenAPI writes them. */
  readonly path: string;
  readonly summary: string;
  /** Accepted as JSON and as a form. */
  readonly body?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly parameters?: z.ZodObject;
  readonly headers?: z.ZodObject;
  /** A schema for JSON, else the type of the text. */
  readonly answer: z.ZodType | string;
  /** What else it may refuse with. */
  readonly refuses?: readonly number[];
  /** Whether a promotion token is needed. */
  readonly moves?: true;
  /** Whether people see the answer: refusals are then pages too. */
  readonly page?: true;
  readonly handle: (asked: Asked) => Answer | Promise<Answer>;
}

/** Body, query and parameters of the path are validated, defaults filled in. */
export interface Asked<B = unknown, Q = unknown, P = unknown> {
  readonly body: B;
  readonly query: Q;
  readonly parameters: P;
  readonly request: FastifyRequest;
}

export interface Answer {
  readonly status: number;
  /** A value for JSON; text or bytes for another type. */
  readonly content: unknown;
  /** Left out for JSON. */
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A route whose handler gets what its own schemas say. Without an answer it is a page, which people see. */
interface Declared<B extends z.ZodObject, Q extends z.ZodObject, P extends z.ZodObject>
  extends Omit<Route, 'method' | 'path' | 'answer' | 'page' | 'handle'> {
  readonly body?: B;
  readonly query?: Q;
  readonly parameters?: P;
  readonly answer?: Route['answer'];
  readonly handle: (asked: Asked<z.output<B>, z.output<Q>, z.output<P>>) => Answer | Promise<Answer>;
}

export function route<B extends z.ZodObject, Q extends z.ZodObject, P extends z.ZodObject>(
  at: `${Route['method']} /${string}`,
  { answer, ...declared }: Declared<B, Q, P>,
): Route {
  const [method, path] = at.split(' ') as [Route['method'], string];
  const kind = answer === undefined ? { answer: 'text/html', page: true } : { answer };
  return { method, path, ...kind, ...declared } as Route;
}

/** The parameter of addresses below which a job is. */
export const jobId = z.strictObject({ job_id: z.string().min(1).max(100) });

export const json = (content: unknown, status = 200): Answer => ({ status, content });
