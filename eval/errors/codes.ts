/**
 * Every error a person can meet: its code, and what to do then. Ranges: EV1 corpora, EV2 criteria, EV3 checkpoints and backends, EV4
 * predictions, EV5 files between stages, EV6 external metrics, EV7 promotion, EV8 files from
 * elsewhere and for elsewhere, EV9 usage. docs/errors.md says what each means.
 */
import { cliCodes } from './cli_codes.ts';
import { corpusCodes } from './corpus_codes.ts';
import { dataCodes } from './data_codes.ts';
import { externalMetricsCodes } from './external_metrics_codes.ts';
import { modelCodes } from './model_codes.ts';
import { policyCodes } from './policy_codes.ts';
import { promotionCodes } from './promotion_codes.ts';
import { serviceCodes } from './service_codes.ts';
import { stageCodes } from './stage_codes.ts';

export const codes = {
  ...corpusCodes,
  ...policyCodes,
  ...modelCodes,
  ...stageCodes,
  ...externalMetricsCodes,
  ...promotionCodes,
  ...dataCodes,
  ...cliCodes,
  ...serviceCodes,
} as const;

export type Code = keyof typeof codes;
