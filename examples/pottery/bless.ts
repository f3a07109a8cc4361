/** Writes the golden record of the baseline run: ./bazelw run //examples/pottery:bless */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { report } from '../../eval/contracts/report.ts';
import { canonicalJson } from '../../eval/io/canonical_json.ts';
import { goldenRecord } from './record.ts';

const root = process.env['BUILD_WORKSPACE_DIRECTORY'] ?? '.';
const built = report.parse(JSON.parse(readFileSync('examples/pottery/v2/report.json', 'utf8')));
writeFileSync(join(root, 'examples/pottery/golden/v2.json'), canonicalJson(goldenRecord(built)));
console.log(`wrote examples/pottery/golden/v2.json: ${built.recommendation}, ${built.deciding}`);
