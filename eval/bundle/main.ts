/** bundle: an evaluation to one archive. The request comes as the lines of a JSON text, the sources of its files in their order. */
import { bundleRequest } from '../contracts/bundle.ts';
import { InputError } from '../errors/errors.ts';
import { parseArguments } from '../io/arguments.ts';
import { partsOf, readText, writeParts } from '../io/files.ts';
import { validate } from '../io/issues.ts';
import { runMain } from '../io/main.ts';
import { contentOf } from './content.ts';
import { run } from './run.ts';
import { tar } from './tar.ts';

export const main = await runMain(import.meta, (argv) => {
  const args = parseArguments(argv, { request: 'many', source: 'many', name: 'one', start: 'one', out: 'one' });
  const request = validate(bundleRequest, JSON.parse(args.request.join('\n')), '--request');
  if (request.files.length !== args.source.length)
    throw new InputError({ code: 'EV9001', location: 'arguments', message: `${request.files.length} files have ${args.source.length} sources` });
  const entries = run({
    request,
    content: contentOf(request.files.map((path, i) => ({ path, source: args.source[i] ?? '' }))),
    read: partsOf,
    name: args.name,
    start: readText(args.start),
    node: process.versions.node,
  });
  writeParts(args.out, tar(entries));
});
