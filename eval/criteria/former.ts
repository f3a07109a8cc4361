/** Keys of criteria files that have another name now. The former name is read for one version, and `lint` tells it. */
import type { FormerKey, YamlCodes } from '../io/yaml.ts';

const former: readonly FormerKey[] = [{ path: ['measure', 'evidence'], now: 'external_metrics' }];

export const criteriaYaml = { syntax: 'EV2001', shape: 'EV2002', former } as const satisfies YamlCodes;
