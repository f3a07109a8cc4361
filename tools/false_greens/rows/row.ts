/** A row of the catalogue: one way in which a tool let a bad model through, and how it ends here. */
import { InputError } from '../../../eval/errors/errors.ts';
import type { PipelineInput } from '../../../eval/pipeline/run.ts';
import { run as evaluate } from '../../../eval/pipeline/run.ts';

export interface FalseGreen {
  /** What went green, in one sentence. */
  readonly defect: string;
  /** What the same does here, in one sentence. */
  readonly here: string;
  /** `<verdict>: <deciding>`, or the codes of the errors that come before a verdict. */
  readonly ends: string;
  /** An honest evaluation that would go, changed by the defect alone. */
  readonly given: () => PipelineInput | Promise<PipelineInput>;
  /** The honest evaluation that looks most like it, where it is not the chapter's: it goes. */
  readonly twin?: () => PipelineInput | Promise<PipelineInput>;
}

export interface Chapter {
  readonly title: string;
  readonly about: string;
  /** Goes: what each row changes a part of. */
  readonly honest: () => PipelineInput | Promise<PipelineInput>;
  readonly rows: readonly FalseGreen[];
}

/** How an evaluation ends, in the words of `ends`. */
export async function endOf(given: PipelineInput): Promise<string> {
  try {
    const { decision } = await evaluate(given);
    return `${decision.verdict}: ${decision.deciding}`;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return [...new Set(error.problems.map(({ code }) => code))].sort().join(', ');
  }
}
