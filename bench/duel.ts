/** A benchmark against a peer: the same tasks on both sides. */
export interface Duel {
  readonly name: string;
  /** Row of the table. */
  readonly title: string;
  /** The Python file of the peer, without `.py`; it has a function `peer(input)` that gives a function of a task's number. */
  readonly peer: string;
  /** Python modules that it needs. */
  readonly modules: readonly string[];
  /** Our time is to be below this share of the peer's. */
  readonly target: number;
  readonly rounds: number;
  /** Inputs, for both sides; undefined when what it needs was not given. */
  setup(options: SetupOptions): Setup | undefined;
  /** Our side: setup's input, as JSON, to a function that does a task and says what came out. */
  ours(input: string): Promise<Task> | Task;
}

export interface SetupOptions {
  readonly seed: number;
  /** Folder with models of others and photos; the repository has none. */
  readonly shared: string | undefined;
}

export interface Setup {
  readonly tasks: number;
  /** Given to both sides, as JSON. */
  readonly input: unknown;
}

export type Task = (task: number) => Promise<unknown> | unknown;
