/**
 * What BUILD and .bzl files use of the JavaScript modules must be in the real modules' public API and in their stand-ins;
 * versions must agree wherever they are written down.
 */
import { type Call, calls, loads, namesAfter, type Token, tokenize } from './starlark.ts';

/** conformance.json: module -> its version and, per .bzl file, the public symbols. */
export type PublicApi = Readonly<Record<string, { readonly version: string; readonly files: Readonly<Record<string, Symbols>> }>>;
type Symbols = Readonly<
  Record<string, { readonly attributes: readonly string[]; readonly standIn: { readonly file: string; readonly names: string } }>
>;

/** Path below the workspace -> text. */
export type Files = Readonly<Record<string, string>>;

const REGISTRY = 'tools/airgap/registry/modules';
const STARLARK = /(^|\/)(BUILD|BUILD\.bazel|MODULE\.bazel)$|\.bzl$/;

// Repositories that need no stand-in: in Debian's Bazel, or made by ours.
const WITHOUT_STAND_IN = ['bazel_skylib', 'bazel_tools', 'platforms', 'rules_model_eval', 'workspace_files'];

/** What a file may write in a call: attributes of the real module, of the stand-in, and Bazel's own. */
interface Allowed {
  readonly real: readonly string[];
  readonly standIn: readonly string[];
  readonly common: readonly string[];
}

/** The workspace's files beside the real modules' API. */
export class Conformance {
  readonly #files: Files;
  readonly #api: PublicApi;

  constructor(files: Files, api: PublicApi) {
    this.#files = files;
    this.#api = api;
  }

  /** What our files use of the three modules and may not, as "path:line: what". */
  violations(): string[] {
    return Object.keys(this.#files)
      .filter((path) => STARLARK.test(path) && !path.startsWith(`${REGISTRY}/`))
      .flatMap((path) => this.#violationsIn(path).map((problem) => `${path}:${problem}`));
  }

  #violationsIn(path: string): string[] {
    const tokens = this.#tokens(path);
    const all = calls(tokens);
    const problems: string[] = [];
    const allowed = new Map<string, Allowed>();
    const take = (label: string, symbol: string, local: string, line: number, common: readonly string[]) => {
      const found = this.#lookUp(label, symbol, common);
      if (typeof found === 'string') problems.push(`${line}: ${found}`);
      else if (found !== undefined) allowed.set(local, found);
    };

    const common = namesAfter(this.#standIn('aspect_rules_js', 'js/private/supported.bzl'), 'COMMON');
    for (const { label, symbols, line } of loads(tokens)) {
      for (const [local, symbol] of symbols) take(label, symbol, local, line, common);
    }
    for (const { variable, strings, line } of all.filter((call) => call.name === 'use_extension')) {
      const [label = '', extension = ''] = strings;
      const tags = new Set(all.map((call) => call.name).filter((name) => name.startsWith(`${variable}.`)));
      for (const tag of tags) take(label, `${extension}.${tag.split('.')[1]}`, tag, line, []);
    }
    return [...problems, ...all.flatMap((call) => wrongKeywords(call, allowed.get(call.name)))];
  }

  /** What is known of a loaded symbol: nothing to check, what it allows, or why it must not be loaded. */
  #lookUp(label: string, symbol: string, common: readonly string[]): Allowed | string | undefined {
    const groups = /^@+(?<module>[^/]*)\/\/(?<file>.*)$/.exec(label)?.groups;
    const { module = '', file = '' } = groups ?? {};
    if (groups === undefined || WITHOUT_STAND_IN.includes(module)) return undefined;
    const owner = module === 'npm' ? 'aspect_rules_js' : module; // which makes the hub
    const api = this.#api[owner];
    if (api === undefined) return `@${module} has no stand-in, and Debian's Bazel does not bring it`;
    const entry = api.files[module === 'npm' ? label : file]?.[symbol];
    if (entry === undefined) return `${symbol} of ${label} is not in conformance.json`;
    return { real: entry.attributes, standIn: namesAfter(this.#standIn(owner, entry.standIn.file), entry.standIn.names), common };
  }

  /** What a stand-in offers although the real module does not have it: a BUILD file could come to depend on it. */
  inventions(): string[] {
    const symbols = Object.entries(this.#api).flatMap(([module, { files }]) =>
      Object.values(files).flatMap((table) => Object.entries(table).map(([symbol, entry]) => ({ module, symbol, ...entry }))),
    );
    return symbols.flatMap(({ module, symbol, attributes, standIn }) => {
      const names = namesAfter(this.#standIn(module, standIn.file), standIn.names);
      if (names.length === 0) return [`${module}, ${symbol}: no list ${standIn.names} in ${standIn.file}`];
      return names
        .filter((name) => name !== 'name' && !attributes.includes(name))
        .map((name) => `${module}: ${symbol}(${name}) is not in the real module`);
    });
  }

  /** Versions that are written down in several places and differ. */
  versionProblems(): string[] {
    const problems: string[] = [];
    const expect = (what: string, got: string | undefined, wanted: string | undefined) => {
      if (got !== wanted) problems.push(`${what}: ${got}, expected ${wanted}`);
    };
    const oneOf = (what: string, got: string | undefined, known: readonly string[]) => {
      if (got === undefined || !known.includes(got)) problems.push(`${what} ${got} is not in the stand-in, which has ${known.join(', ')}`);
    };

    for (const [module, { version }] of Object.entries(this.#api)) {
      expect(`MODULE.bazel, ${module}`, this.#dependency('MODULE.bazel', module), version);
      expect(`registry, ${module}`, this.#call(`${REGISTRY}/${module}/${version}/MODULE.bazel`, 'module')?.keywords.get('version'), version);
    }
    for (const path of Object.keys(this.#files)) {
      const [, module, version] = /^tools\/airgap\/registry\/modules\/([^/]+)\/([^/]+)\/MODULE\.bazel$/.exec(path) ?? [];
      if (module === undefined) continue;
      expect(`${path}, name`, this.#call(path, 'module')?.keywords.get('name'), module);
      expect(`${path}, version`, this.#call(path, 'module')?.keywords.get('version'), version);
      for (const [other, { version: wanted }] of Object.entries(this.#api)) {
        expect(`${path}, ${other}`, this.#dependency(path, other) ?? wanted, wanted);
      }
    }

    const manifest = JSON.parse(this.#files['package.json'] ?? '{}') as Record<string, Record<string, string>>;
    const node = this.#call('MODULE.bazel', 'node.toolchain')?.keywords.get('node_version');
    oneOf('Node.js', node, namesAfter(this.#standIn('rules_nodejs', 'nodejs/private/versions.bzl'), 'NODE_BUILDS'));
    const compilers = namesAfter(this.#standIn('aspect_rules_ts', 'ts/private/versions.bzl'), 'TYPESCRIPT_INTEGRITY');
    oneOf('TypeScript', manifest['devDependencies']?.['typescript'], compilers);
    for (const { name, keywords } of calls(this.#tokens('MODULE.bazel'))) {
      const [, excluded = '', version] = /^(.+)@(.+)$/.exec(keywords.get('package') ?? '') ?? [];
      if (name === 'npm.npm_exclude_package_contents') expect(`MODULE.bazel, contents of ${excluded}`, version, manifest['dependencies']?.[excluded]);
    }
    return problems;
  }

  #call(path: string, name: string): Call | undefined {
    return calls(this.#tokens(path)).find((call) => call.name === name);
  }

  #dependency(path: string, module: string): string | undefined {
    const declared = calls(this.#tokens(path)).filter((call) => call.name === 'bazel_dep');
    return declared.find((call) => call.keywords.get('name') === module)?.keywords.get('version');
  }

  #standIn(module: string, file: string): Token[] {
    return this.#tokens(`${REGISTRY}/${module}/${this.#api[module]?.version}/${file}`);
  }

  #tokens(path: string): Token[] {
    return tokenize(this.#files[path] ?? '');
  }
}

function wrongKeywords({ name, keywords, line }: Call, allowed: Allowed | undefined): string[] {
  if (allowed === undefined) return [];
  const given = [...keywords.keys()].filter((keyword) => !allowed.common.includes(keyword));
  return given.flatMap((keyword) => {
    if (!allowed.real.includes(keyword)) return [`${line}: ${name}(${keyword}) is not in the real module`];
    return allowed.standIn.includes(keyword) ? [] : [`${line}: ${name}(${keyword}) is not in the stand-in, which has ${allowed.standIn.join(', ')}`];
  });
}
