/** What a report can be written as for other programs. A new format is a file and a line here. */
import type { Exported, Files } from './exported.ts';
import { mlflow } from './mlflow.ts';
import { modelCard } from './model_card.ts';
import { wandb } from './wandb.ts';

export interface Format {
  /** What it is, and who reads it. */
  readonly about: string;
  readonly files: (exported: Exported) => Files;
}

export const formats: Readonly<Record<string, Format>> = {
  mlflow: { about: 'a run in a file store of MLflow (mlruns)', files: mlflow },
  wandb: { about: 'an offline run for `wandb sync`', files: wandb },
  'model-card': { about: 'a README.md with a model-index, as the Hugging Face Hub reads it', files: modelCard },
};
