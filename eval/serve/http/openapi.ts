/** openapi.json, made of the routes: what is documented is what is validated. */
import * as z from 'zod';
import { problemAnswer } from '../../contracts/service.ts';
import type { Route } from './route.ts';

type Json = Record<string, unknown>;

export function openApi(routes: readonly Route[], options: { readonly secured: boolean }): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(route, options.secured) };
  return {
    openapi: '3.1.0',
    info: {
      title: 'Model evaluation',
      version: '1',
      description: 'Evaluates, compares and promotes models. Every job is a build that anybody can repeat.',
    },
    paths,
    components: {
      schemas: { Problem: jsonSchema(problemAnswer, 'output') },
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        promotion: { type: 'apiKey', in: 'header', name: 'X-Promotion-Token' },
      },
    },
  };
}

function operation(route: Route, secured: boolean): Json {
  const security = [...(secured ? ['bearer'] : []), ...(route.moves ? ['promotion'] : [])];
  const always = [...(secured ? [401] : []), ...(route.moves ? [403] : []), ...(route.body === undefined ? [] : [400, 403, 413, 415, 422])];
  const refusals = new Set([503, ...always, ...(route.refuses ?? []), ...(route.query === undefined && route.parameters === undefined ? [] : [422])]);
  const parameters = [...parametersOf(route.parameters, 'path'), ...parametersOf(route.query, 'query'), ...parametersOf(route.headers, 'header')];
  return {
    summary: route.summary,
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(route.body === undefined ? {} : { requestBody: { required: true, content: bodies(route.body) } }),
    ...(security.length === 0 ? {} : { security: [Object.fromEntries(security.map((name) => [name, []]))] }),
    responses: {
      200: { description: 'Done', content: contentOf(route.answer) },
      ...Object.fromEntries([...refusals].sort().map((status) => [status, refusal])),
    },
  };
}

const refusal = { description: 'Refused, and why', content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } } };

function contentOf(answer: z.ZodType | string): Json {
  return typeof answer === 'string' ? { [answer]: { schema: { type: 'string' } } } : { 'application/json': { schema: jsonSchema(answer, 'output') } };
}

/** A form has no objects of its own: it sends them as JSON, or what stands in `config` beside the rest. */
function bodies(body: z.ZodObject): Json {
  const schema = jsonSchema(body, 'input');
  const properties = schema['properties'] as Record<string, Json>;
  const nested = (properties['config']?.['properties'] ?? {}) as Record<string, Json>;
  const flat = Object.fromEntries(Object.entries(properties).filter(([, property]) => !isObject(property)));
  const objects = Object.keys(properties).filter((name) => !Object.hasOwn(flat, name));
  return {
    'application/json': { schema },
    'multipart/form-data': {
      schema: { ...schema, properties: { ...properties, ...nested } },
      encoding: Object.fromEntries(objects.map((name) => [name, { contentType: 'application/json' }])),
    },
    'application/x-www-form-urlencoded': { schema: { ...schema, properties: { ...flat, ...nested } } },
  };
}

function parametersOf(schema: z.ZodObject | undefined, where: string): Json[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = jsonSchema(schema, 'input') as { properties?: Record<string, Json>; required?: string[] };
  return Object.entries(properties).map(([name, { description, ...property }]) => ({
    name,
    in: where,
    required: required.includes(name),
    // An object is written as JSON, not as one parameter for each of its keys.
    ...(isObject(property) ? { content: { 'application/json': { schema: property } } } : { schema: property }),
    ...(description === undefined ? {} : { description }),
  }));
}

function isObject({ type, anyOf = [] }: Json): boolean {
  return type === 'object' || (anyOf as Json[]).some(isObject);
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
  return rest;
}
