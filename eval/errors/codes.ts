/**
 * Every error a person can meet, by code. Ranges: EV1 corpora, EV2 criteria, EV3 checkpoints and backends, EV4
 * predictions, EV5 files between stages, EV9 usage. docs/errors.md is made from this table.
 */
import { corpusCodes } from './corpus_codes.ts';
import { modelCodes } from './model_codes.ts';
import { policyCodes } from './policy_codes.ts';
import { stageCodes } from './stage_codes.ts';

export const codes = { ...corpusCodes, ...policyCodes, ...modelCodes, ...stageCodes } as const;

export type Code = keyof typeof codes;
