'use strict';
// Loaded before the program (--require). Keeps module resolution inside the runfiles: a sandbox is made of symbolic
// links, and Node.js, which looks through them, would otherwise find packages that were never declared.
const fs = require('node:fs');
const { registerHooks, syncBuiltinESMExports } = require('node:module');
const { fileURLToPath, pathToFileURL } = require('node:url');

// Programs that a program starts are started as it was.
process.argv[0] = process.execPath = process.env.JS_BINARY__NODE_WRAPPER;

const runfiles = process.env.JS_BINARY__RUNFILES;
const workspace = process.env.JS_BINARY__WORKSPACE;
const execroot = process.env.JS_BINARY__EXECROOT;
const inOutputTree = /^.*\/bazel-out\/[^/]+\/bin\/(.*)$/s;

// The path by which the program reached a file, given the file's real path.
function confined(real) {
  if (real.startsWith(`${runfiles}/`)) return real;
  const match = inOutputTree.exec(real);
  if (!match) return real;
  const rest = match[1];
  const inRunfiles = rest.startsWith('external/') ? rest.slice('external/'.length) : `${workspace}/${rest}`;
  const candidates = [`${runfiles}/${inRunfiles}`, `${execroot}/${real.slice(real.lastIndexOf('/bazel-out/') + 1)}`];
  return candidates.find((candidate) => fs.existsSync(candidate)) ?? real;
}

registerHooks({
  resolve(specifier, context, next) {
    const result = next(specifier, context);
    if (!result.url.startsWith('file:')) return result;
    const real = fileURLToPath(result.url);
    const kept = confined(real);
    return kept === real ? result : { ...result, url: pathToFileURL(kept).href };
  },
});

const { realpathSync } = fs;
const { native } = realpathSync;
const { realpath } = fs.promises;
fs.realpathSync = (path, options) =>
  typeof options?.encoding === 'string' || options === 'buffer' ? realpathSync(path, options) : confined(realpathSync(path, options));
fs.realpathSync.native = (path, options) => (options ? native(path, options) : confined(native(path)));
fs.promises.realpath = async (path, options) => (options ? realpath(path, options) : confined(await realpath(path)));
syncBuiltinESMExports();
