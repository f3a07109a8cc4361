import { bundleRequest } from '../contracts/bundle.ts';
import { parseArguments } from '../io/arguments.ts';
import { partsOf, readJson, readText, writeParts } from '../io/files.ts';
import { runMain } from '../io/main.ts';
import { contentOf } from './content.ts';
import { run } from './run.ts';
import { tar } from './tar.ts';

await runMain((argv) => {
  const args = parseArguments(argv, { request: 'one', name: 'one', start: 'one', out: 'one' });
  const request = readJson(args.request, bundleRequest);
  const entries = run({
    request,
    content: contentOf(request.files),
    read: partsOf,
    name: args.name,
    start: readText(args.start),
    node: process.versions.node,
  });
  writeParts(args.out, tar(entries));
});
