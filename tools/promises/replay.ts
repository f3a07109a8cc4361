/** Runs each stage's action again, by hand, under another time zone, locale, folder and argument order: equal bytes. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { byText } from '../../eval/io/order.ts';
import type { Workspace } from './bazel.ts';
import { promise } from './checks.ts';

interface Action {
  readonly mnemonic: string;
  readonly program: string;
  readonly parameters: readonly string[];
  readonly outputs: readonly string[];
}

interface ActionGraph {
  readonly actions: readonly {
    readonly mnemonic: string;
    readonly arguments: readonly string[];
    readonly outputIds: readonly number[];
    readonly environmentVariables?: readonly { readonly key: string; readonly value: string }[];
    readonly executionInfo?: readonly { readonly key: string; readonly value: string }[];
  }[];
  readonly artifacts: readonly { readonly id: number; readonly pathFragmentId: number }[];
  readonly pathFragments: readonly { readonly id: number; readonly label: string; readonly parentId?: number }[];
}

const surroundings = { LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', TZ: 'Pacific/Apia' };

/** Replays every action of an evaluation once. */
export function checkEqualBytes(workspace: Workspace, target: string): void {
  const graph = JSON.parse(
    // With parameter files taken apart: their lines stand among the arguments.
    workspace.bazel('aquery', '--output=jsonproto', '--include_param_files', `mnemonic("Eval.*", deps(${target}))`),
  ) as ActionGraph;
  const execroot = workspace.bazel('info', 'execution_root').trim();
  const closed = graph.actions.filter((a) => a.executionInfo?.some((e) => e.key === 'block-network'));
  promise('every action of a stage declares that it needs no network', closed.length, graph.actions.length);

  // A label begins with two of them.
  const absolute = graph.actions.flatMap((a) => a.arguments.filter((word) => /(^|=)\/(?!\/)/.test(word)));
  promise('no action of a stage is told an absolute path', absolute, []);
  const variables = graph.actions.flatMap((a) => (a.environmentVariables ?? []).map(({ key, value }) => `${key}=${value}`));
  promise("or has a variable of the machine's environment", [...new Set(variables)], ['BAZEL_BINDIR=.']);

  const scratch = mkdtempSync(join(dirname(workspace.folder), 'replay-'));
  const elsewhere = join(scratch, 'another folder');
  mkdirSync(elsewhere);
  for (const entry of readdirSync(execroot)) symlinkSync(join(execroot, entry), join(elsewhere, entry));
  const seen = new Map<string, { actions: number; unequal: string[] }>();
  for (const action of readActions(graph)) {
    const stage = seen.get(action.mnemonic) ?? { actions: 0, unequal: [] };
    stage.actions++;
    stage.unequal.push(...replay(action, elsewhere, join(scratch, 'out')));
    seen.set(action.mnemonic, stage);
  }
  for (const [mnemonic, stage] of [...seen].sort(([a], [b]) => byText(a, b))) {
    promise(`${mnemonic}: ${stage.actions} actions give equal bytes in other surroundings`, stage.unequal, []);
  }
  rmSync(scratch, { recursive: true, force: true });
}

function readActions(graph: ActionGraph): Action[] {
  const fragments = new Map(graph.pathFragments.map((f) => [f.id, f]));
  const artifacts = new Map(graph.artifacts.map((a) => [a.id, a.pathFragmentId]));
  const path = (id: number): string => {
    const fragment = fragments.get(id);
    if (fragment === undefined) throw new Error(`no path fragment ${id}`);
    return fragment.parentId === undefined ? fragment.label : `${path(fragment.parentId)}/${fragment.label}`;
  };
  return graph.actions.map((action) => ({
    mnemonic: action.mnemonic,
    program: action.arguments[0] ?? '',
    parameters: action.arguments.slice(1),
    outputs: action.outputIds.map((id) => path(artifacts.get(id) ?? -1)),
  }));
}

/** The pairs of flag and value in the opposite order: what is given in a list must not depend on its order. */
function reversedPairs(parameters: readonly string[]): string[] {
  const pairs: string[][] = [];
  for (let i = 0; i < parameters.length; i += 2) pairs.push([parameters[i] ?? '', parameters[i + 1] ?? '']);
  return pairs.reverse().flat();
}

/** Names of outputs whose bytes differ. */
function replay(action: Action, execroot: string, out: string): string[] {
  rmSync(out, { recursive: true, force: true });
  const moved = new Map(action.outputs.map((path) => [path, join(out, path)]));
  const redirect = (word: string): string => {
    for (const [from, to] of moved) if (word === from || word.endsWith(`=${from}`)) return word.replace(from, to);
    return word;
  };
  mkdirSync(out, { recursive: true });
  for (const path of moved.values()) mkdirSync(dirname(path), { recursive: true });
  const parameters = join(out, 'parameters');
  writeFileSync(parameters, `${reversedPairs(action.parameters).map(redirect).join('\n')}\n`);
  const run = spawnSync(join(execroot, action.program), [`@${parameters}`], {
    cwd: execroot,
    encoding: 'utf8',
    env: { ...surroundings, BAZEL_BINDIR: '.', PATH: process.env['PATH'] },
  });
  if (run.status !== 0) return [`${action.outputs[0]} ended with ${run.status}: ${run.stderr}`];
  return [...moved].filter(([from, to]) => fingerprint(join(execroot, from)) !== fingerprint(to)).map(([from]) => from);
}

function fingerprint(path: string): string {
  const hash = createHash('sha256');
  const add = (at: string): void => {
    if (statSync(at).isDirectory()) {
      for (const name of readdirSync(at).sort()) {
        hash.update(name);
        add(join(at, name));
      }
    } else hash.update(readFileSync(at));
  };
  add(path);
  return hash.digest('hex');
}
