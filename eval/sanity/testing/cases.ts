/** All cases, by the file of their checks. */
import type { Case } from './case.ts';
import { agreementCases } from './cases/agreement.ts';
import { blankClassCases } from './cases/blank_class.ts';
import { boxesCases } from './cases/boxes.ts';
import { masksCases } from './cases/masks.ts';
import { picturesCases } from './cases/pictures.ts';
import { provenanceCases } from './cases/provenance.ts';
import { varietyCases } from './cases/variety.ts';

export const cases: readonly Case[] = [
  ...agreementCases,
  ...blankClassCases,
  ...boxesCases,
  ...masksCases,
  ...picturesCases,
  ...provenanceCases,
  ...varietyCases,
];
