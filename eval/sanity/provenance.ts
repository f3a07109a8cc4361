/** What a backend's weights are known by. */
import { listed } from '../io/words.ts';
import { defineCheck, measurement } from './check.ts';

/** A graph says where in a file its weights stand, not whose they are: only a pin tells when they are exchanged. */
export const unpinnedData = defineCheck({
  name: 'unpinned_data',
  measures: 'files of weights that no pin holds',
  finding: () => 'weights could be exchanged without anybody noticing',
  advice: 'Pin the files named: `data_sha256` of model_checkpoint or fold_checkpoints.',
  measure: ({ backends }) => {
    const files = backends.flatMap(({ identity: { name, unpinned = [] } }) => unpinned.map((file) => `${file} of ${name}`));
    return [measurement({}, files.length, backends.length, files.length === 0 ? 'no data file without a pin' : listed(files))];
  },
});
