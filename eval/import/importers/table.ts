/** Every importer by name. A new one is a file in this folder and a line here. */
import type { Importer } from '../importer.ts';
import { coco } from './coco.ts';
import { cocoInstances } from './coco_instances.ts';
import { cropRuns } from './crop_run.ts';
import { featureTable } from './feature_table.ts';
import { goldLabel } from './gold_label.ts';
import { huggingface } from './huggingface.ts';
import { image } from './image.ts';
import { regionFiles } from './region_files.ts';
import { samples } from './samples.ts';
import { textLines } from './text_lines.ts';
import { ultralytics } from './ultralytics.ts';

export const importers = {
  image,
  ultralytics,
  coco,
  huggingface,
  region_files: regionFiles,
  coco_instances: cocoInstances,
  crop_run: cropRuns,
  gold_label: goldLabel,
  feature_table: featureTable,
  text_lines: textLines,
  samples,
} as const satisfies Record<string, Importer>;

export type ImporterName = keyof typeof importers;
