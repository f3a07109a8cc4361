/** Several things at once, each as soon as those before it are done. */

export interface Task {
  /** What it needs and makes; what no task makes is there from the beginning. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

/**
 * Runs every task, at most `jobs` at once. After a failure nothing new is begun, and what runs is waited for.
 *
 * @param perform rejects where the task failed
 * @returns the tasks' errors, in the order of the tasks; empty where all of them ran
 * @throws Error for tasks that wait for each other
 */
export async function schedule<T extends Task>(tasks: readonly T[], jobs: number, perform: (task: T) => Promise<void>): Promise<unknown[]> {
  const missing = new Set(tasks.flatMap((task) => task.outputs));
  const waiting = new Set(tasks);
  const running = new Map<T, Promise<void>>();
  const errors = new Map<T, unknown>();
  while (waiting.size > 0 || running.size > 0) {
    if (errors.size > 0) waiting.clear();
    for (const task of waiting) {
      if (running.size >= jobs) break;
      if (task.inputs.some((input) => missing.has(input))) continue;
      waiting.delete(task);
      const run = perform(task)
        .then(() => {
          for (const output of task.outputs) missing.delete(output);
        })
        .catch((error: unknown) => {
          errors.set(task, error);
        })
        .finally(() => running.delete(task));
      running.set(task, run);
    }
    if (running.size > 0) await Promise.race(running.values());
    else if (waiting.size > 0) throw new Error('steps wait for each other');
  }
  return tasks.filter((task) => errors.has(task)).map((task) => errors.get(task));
}
