/** A route as data: what it takes and what it may answer. Handlers, validation and OpenAPI are made of it. */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';

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

export interface Asked {
  /** Validated, defaults filled in. */
  readonly body: unknown;
  readonly query: Readonly<Record<string, unknown>>;
  /** Those that the path names. */
  readonly parameters: Readonly<Record<'job_id' | 'file' | 'model' | 'model_name', string>>;
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

/** The parameter of addresses below which a job is. */
export const jobId = z.strictObject({ job_id: z.string().min(1).max(100) });

export const json = (content: unknown, status = 200): Answer => ({ status, content });
