/** A row of the catalogue: one way in which a tool let a bad model through, and how it ends here. */
import { InputError } from '../../../eval/errors/errors.ts';
import { run as evaluate, type PipelineInput } from '../../../eval/pipeline/run.ts';

type Given = () => PipelineInput | Promise<PipelineInput>;
/** A step outside of an evaluation; what it gives stands beside `go` in the words of `ends`. */
type Act = () => string | Promise<string>;

interface Told {
  /** What went green, in one sentence. */
  readonly defect: string;
  /** What the same does here, in one sentence. */
  readonly here: string;
  /** `<verdict>: <deciding>`, or the codes of the errors that come before a verdict. */
  readonly ends: string;
}

/** An honest evaluation that would go, changed by the defect alone; or a step after it (a promotion), which would succeed. */
export type FalseGreen = Told &
  (
    | {
        readonly given: Given;
        /** The honest evaluation that looks most like it, where it is not the chapter's: it goes. */
        readonly twin?: Given;
      }
    | { readonly act: Act; readonly twin?: Act }
  );

export interface Chapter {
  readonly title: string;
  readonly about: string;
  /** Goes: what each row changes a part of. */
  readonly honest: Given | { readonly act: Act };
  readonly rows: readonly FalseGreen[];
}

/** How the defect ends, in the words of `ends`. */
export function endOf(row: FalseGreen): Promise<string> {
  return 'act' in row ? endOfAct(row.act) : endOfEvaluation(row.given);
}

/** How the honest twin of a row ends; undefined where it is the chapter's. */
export async function endOfTwin(row: FalseGreen): Promise<string | undefined> {
  if (row.twin === undefined) return undefined;
  return 'act' in row ? endOfAct(row.twin as Act) : endOfEvaluation(row.twin as Given);
}

export function endOfHonest({ honest }: Chapter): Promise<string> {
  return 'act' in honest ? endOfAct(honest.act) : endOfEvaluation(honest);
}

function endOfEvaluation(given: Given): Promise<string> {
  return endOfAct(async () => {
    const { decision } = await evaluate(await given());
    return `${decision.verdict}: ${decision.deciding}`;
  });
}

async function endOfAct(act: Act): Promise<string> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return [...new Set(error.problems.map(({ code }) => code))].sort().join(', ');
  }
}
