/** Comments at GitHub and GitLab, by their HTTP interfaces. */
import { InputError } from '../../eval/errors/errors.ts';
import { wrongArgument } from '../../eval/io/arguments.ts';
import { markerOf } from './body.ts';

/** Where comments of one request are, and how they are changed. */
export interface Forge {
  /** Lists comments and takes a new one. */
  readonly comments: string;
  readonly commentAt: (id: number) => string;
  readonly change: 'PATCH' | 'PUT';
  readonly headers: Readonly<Record<string, string>>;
}

type Environment = Readonly<Record<string, string | undefined>>;

const forges = {
  // https://docs.github.com/en/rest/issues/comments: a pull request is an issue there.
  github: (of) => {
    const issues = `${of('GITHUB_API_URL')}/repos/${of('GITHUB_REPOSITORY')}/issues`;
    return {
      comments: `${issues}/${of('PULL_REQUEST')}/comments`,
      commentAt: (id) => `${issues}/comments/${id}`,
      change: 'PATCH',
      headers: { accept: 'application/vnd.github+json', authorization: `Bearer ${of('COMMENT_TOKEN')}` },
    };
  },
  // https://docs.gitlab.com/api/notes
  gitlab: (of) => {
    const notes = `${of('CI_API_V4_URL')}/projects/${of('CI_PROJECT_ID')}/merge_requests/${of('CI_MERGE_REQUEST_IID')}/notes`;
    return { comments: notes, commentAt: (id) => `${notes}/${id}`, change: 'PUT', headers: { 'private-token': of('COMMENT_TOKEN') } };
  },
} as const satisfies Record<string, (of: (variable: string) => string) => Forge>;

/** @throws InputError EV9001 a forge that is not known, or variables that are not set */
export function forgeOf(name: string, environment: Environment): Forge {
  if (!Object.hasOwn(forges, name)) {
    throw new InputError(wrongArgument(`--forge ${name}`, { got: name, expected: Object.keys(forges).join(' or ') }));
  }
  const missing: string[] = [];
  const forge = forges[name as keyof typeof forges]((variable) => {
    const value = environment[variable] ?? '';
    if (value === '') missing.push(variable);
    return value;
  });
  if (missing.length > 0) throw new InputError(missing.map((variable) => wrongArgument(`the variable ${variable} is not set`)));
  return forge;
}

const PAGE = 100;

/**
 * Puts the body in place of the gate's comment, or makes one.
 * @returns what was done, for the log
 * @throws InputError EV9039 the forge refuses, or cannot be reached
 */
export async function place(forge: Forge, gate: string, body: string): Promise<string> {
  for (let page = 1; ; page++) {
    const found = (await ask(forge, 'GET', `${forge.comments}?per_page=${PAGE}&page=${page}`)) as readonly { id: number; body?: string | null }[];
    const own = found.find((comment) => comment.body?.startsWith(markerOf(gate)));
    if (own !== undefined) {
      await ask(forge, forge.change, forge.commentAt(own.id), body);
      return `comment ${own.id} is up to date`;
    }
    if (found.length < PAGE) break;
  }
  const { id } = (await ask(forge, 'POST', forge.comments, body)) as { id: number };
  return `comment ${id} is new`;
}

async function ask({ headers }: Forge, method: string, url: string, body?: string): Promise<unknown> {
  const refusal = (message: string) => new InputError({ code: 'EV9039', location: `${method} ${url}`, message });
  const sent = body === undefined ? {} : { body: JSON.stringify({ body }) };
  const response = await fetch(url, {
    method,
    headers: { ...headers, 'content-type': 'application/json' },
    signal: AbortSignal.timeout(60_000),
    ...sent,
  }).catch((error: Error) => {
    throw refusal(`no answer: ${(error.cause as Error | undefined)?.message ?? error.message}`);
  });
  if (!response.ok) throw refusal(`the answer is ${response.status} ${response.statusText}: ${(await response.text()).slice(0, 300)}`);
  return response.json();
}
