/**
 * Rows from PostgreSQL: one SELECT for each kind, both in one transaction that sees one state and can change nothing.
 * The server makes the JSON, so that numbers and times are its own: times with their zone, in UTC.
 */
import { Client, DatabaseError, type QueryConfig } from 'pg';
import { InputError, type Problem } from '../errors/errors.ts';
import type { Source } from '../import/importer.ts';
import type { Rows } from './export_folder.ts';

/** One query of each kind, as text of the file that holds it. */
export interface Queries {
  readonly runs: Source;
  readonly annotations: Source;
}

const patienceMs = 30_000;

/**
 * Connects as the environment says: PGHOST, PGPORT, PGDATABASE, PGUSER, PGSSLMODE, PGOPTIONS, and PGPASSWORD or ~/.pgpass.
 * @throws InputError EV8014 no connection, EV8015 the queries that fail
 */
export async function queryRows(queries: Queries): Promise<Rows> {
  const client = new Client({ connectionTimeoutMillis: patienceMs });
  // A connection that breaks fails the query that waits for it; without a listener it would end the program instead.
  client.on('error', () => {});
  try {
    await begin(client);
    const problems: Problem[] = [];
    const runs = await select(client, queries.runs, problems);
    const annotations = await select(client, queries.annotations, problems);
    if (problems.length > 0) throw new InputError(problems);
    return { runs, annotations };
  } finally {
    await client.end();
  }
}

async function begin(client: Client): Promise<void> {
  try {
    await client.connect();
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    await client.query("SET LOCAL TIME ZONE 'UTC'");
  } catch (error) {
    throw new InputError({ code: 'EV8014', location: 'PostgreSQL', message: reasonOf(error) });
  }
}

const before = 'SELECT jsonb_strip_nulls(to_jsonb(row_of_snapshot))::text AS json FROM (\n';

/** The rows as a JSON list with one row a line. */
async function select(client: Client, { text, location }: Source, problems: Problem[]): Promise<Source[]> {
  const query = text.replace(/[\s;]+$/, '');
  // The extended protocol takes one statement: none can be smuggled in behind a closing bracket.
  const config: QueryConfig & { queryMode: 'extended' } = { text: `${before}${query}\n) AS row_of_snapshot`, queryMode: 'extended' };
  try {
    await client.query('SAVEPOINT query');
    const { rows } = await client.query<{ json: string }>(config);
    return [{ location: `rows of ${location}`, text: `[${rows.map(({ json }) => json).join(',\n')}]` }];
  } catch (error) {
    const position = error instanceof DatabaseError ? Number(error.position ?? Number.NaN) - before.length - 1 : Number.NaN;
    problems.push({ code: 'EV8015', location: `${location}${lineAndColumn(query, position)}`, message: reasonOf(error) });
    // So that the other query is tried, too; where the connection is gone, that one will say so.
    await client.query('ROLLBACK TO SAVEPOINT query').catch(() => {});
    return [];
  }
}

/** `:line:column` of an offset; nothing where the server names none, or one outside the query. */
function lineAndColumn(text: string, offset: number): string {
  if (!(offset >= 0 && offset <= text.length)) return '';
  const lines = text.slice(0, offset).split('\n');
  return `:${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}`;
}

/** What the server or the system says, with its code. A name that stands for several addresses has several errors. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return [...new Set(error.errors.map(reasonOf))].join('; ');
  const { message, code } = error as { readonly message: string; readonly code?: string };
  return code === undefined || message.includes(code) ? message : `${message} (${code})`;
}
