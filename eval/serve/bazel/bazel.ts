/** Runs Bazel in the workspace of the service. */
import { join } from 'node:path';
import { errorIn } from '../jobs/errors.ts';
import { runGroup } from '../jobs/program.ts';
import { JobFailure, type Running } from '../jobs/queue.ts';
import { afterLine, notBegun, shareOf } from './progress.ts';

interface Ran {
  readonly exitCode: number | null;
  /** The end of what was printed: enough to say why. */
  readonly output: string;
}

export interface Bazel {
  /**
   * Builds targets, and tells how far it is.
   * @throws JobFailure with the first error that a stage printed
   */
  build(targets: readonly string[], running: Running): Promise<void>;
  /** Builds targets that are no evaluation, and returns the paths of their files that have this name. */
  files(targets: readonly string[], name: string, running: Running): Promise<string[]>;
  /** Runs a command of Bazel to its end, whatever that is. An aborted signal interrupts it as Ctrl-C does. */
  run(command: readonly string[], signal: AbortSignal): Promise<Ran>;
}

const plain = ['--color=no', '--curses=no', '--show_progress_rate_limit=1', '--noshow_loading_progress', '--noannounce_rc'];
const keptLines = 5000;

/**
 * @param program Bazel with its first arguments
 * @param flags of every command
 */
export function bazelIn(folder: string, program: readonly string[], flags: readonly string[], seconds: number): Bazel {
  const run = async ([command = '', ...args]: readonly string[], signal: AbortSignal, tell = (_line: string): void => {}): Promise<Ran> => {
    const printed: string[] = [];
    const onLine = (line: string): void => {
      printed.push(line);
      if (printed.length > keptLines) printed.shift();
      tell(line);
    };
    const words = [...program, command, ...flags, ...args];
    const { exitCode } = await runGroup({ words, folder, seconds, endBy: 'SIGINT', signal, name: 'Bazel', stderr: 'pipe', onLine });
    return { exitCode, output: printed.join('\n') };
  };
  const build = async (targets: readonly string[], running: Running): Promise<void> => {
    let state = notBegun;
    const { exitCode, output } = await run(['build', ...plain, '--', ...targets], running.signal, (line) => {
      const before = state;
      state = afterLine(state, line);
      if (state !== before) running.progress(shareOf(state), state.stage);
    });
    if (exitCode === 0) return;
    const { code, message } = errorIn(output, exitCode);
    throw new JobFailure(code, message);
  };
  return {
    run: (command, signal) => run(command, signal),
    build,
    async files(targets, name, running) {
      await build(targets, running);
      const words = ['cquery', '--output=files', '--ui_event_filters=-info,-warning', '--noshow_progress', targets.join(' + ')];
      const { exitCode, output } = await run(words, running.signal);
      const files = output.split('\n').filter((path) => path.endsWith(`/${name}`));
      if (exitCode !== 0 || files.length === 0) throw new JobFailure('EV9230', `Bazel does not say where ${name} is`);
      return files.map((path) => join(folder, path));
    },
  };
}
