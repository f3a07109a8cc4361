/** Every kind of artefact. Where two have the same number, the first one's counts. */

import { anyFile } from './any_file.ts';
import { champion } from './champion.ts';
import { evalReports } from './eval_report.ts';
import type { Reader } from './found.ts';
import { labelledTraces } from './labelled_traces.ts';
import { shadowSummary } from './shadow_summary.ts';

export const readers: readonly Reader[] = [evalReports, shadowSummary, labelledTraces, champion, anyFile];
