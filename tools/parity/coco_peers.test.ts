/** Random scenes against other evaluators of COCO's files, each in its own process. PEERS names a Python that has them all. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { cocoSettings, prepareCoco } from '../../eval/annotations/instances/coco/evaluate.ts';
import { cellsOf, cocoNumbers, readNumber } from '../../eval/annotations/instances/coco/numbers.ts';
import { cocoOverlaps, readCocoFiles } from '../../eval/annotations/instances/testing/coco_files.ts';
import { prepareTide } from '../../eval/annotations/instances/tide.ts';
import { randomStream, type Xoshiro128 } from '../../eval/stats/random.ts';

const python = process.env['PEERS'] ?? '';
const skip = python === '' && 'PEERS names no Python';
const shared = process.env['SHARED'];
const peers = ['pycocotools', 'faster_coco_eval', 'hotcoco', 'ultrafast_pycocotools', 'vernier'];

/** Tied scores, equal boxes, areas at the edges of size classes, crowds, ids with gaps, classes without objects or detections. */
function randomFiles(random: Xoshiro128, folder: string): void {
  const below = (limit: number): number => random.below(limit);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const images = Array.from({ length: 1 + below(12) }, (_, i) => ({ id: 3 + 7 * i, width: 640, height: 480, file_name: `${i}.jpg` }));
  const categories = [2, 5, 11, 40].map((id) => ({ id, name: `class ${id}` }));
  const side = (): number => pick([8, 16, 32, 33, 64, 96, 97, 150]) + pick([0, 0, 0.25]);
  const box = (): number[] => [below(400), below(300), side(), side()];
  const annotations = images.flatMap(({ id: image_id }) =>
    Array.from({ length: below(8) }, () => {
      const bbox = box();
      return { image_id, category_id: pick([2, 5, 11]), bbox, area: (bbox[2] as number) * (bbox[3] as number), iscrowd: Number(below(9) === 0) };
    }),
  );
  const near = (bbox: readonly number[]): number[] => bbox.map((value, k) => Math.max(1, value + pick([0, 0, 1, 2, -2, 5, -7]) * (k < 2 ? 1 : 0.5)));
  const results = Array.from({ length: below(60) }, () => {
    const from = annotations.length > 0 && below(4) > 0 ? pick(annotations) : undefined;
    const own = { image_id: from?.image_id ?? pick(images).id, category_id: below(5) === 0 ? pick([2, 5, 11, 40]) : (from?.category_id ?? 2) };
    return { ...own, bbox: from === undefined ? box() : near(from.bbox), score: (1 + below(20)) / 20 };
  });
  results.push({ image_id: images[0]?.id as number, category_id: 2, bbox: box(), score: 0.5 });
  writeFileSync(join(folder, 'gt.json'), JSON.stringify({ images, categories, annotations: annotations.map((row, i) => ({ ...row, id: i + 1 })) }));
  writeFileSync(join(folder, 'dt.json'), JSON.stringify(results));
}

function ourNumbers(folder: string): number[] {
  const file = (location: string) => ({ bytes: readFileSync(join(folder, location)), location });
  const { scene, overlaps } = cocoOverlaps(readCocoFiles({ truth: file('gt.json'), results: file('dt.json') }), 'box', {
    floor: 0.5,
    classes: 'same',
  });
  const cells = cellsOf(cocoNumbers);
  const measured = prepareCoco(scene, overlaps, cells)(new Float64Array(scene.images).fill(1));
  return cocoNumbers.map((number) => {
    const value = readNumber(number, cells, measured, cocoSettings);
    return typeof value === 'number' ? value : -1;
  });
}

for (const peer of peers) {
  test(`${peer}: the twelve numbers of 12 random scenes (seed 21)`, { skip }, () => {
    const random = randomStream(21, 'scenes');
    const folder = mkdtempSync(join(tmpdir(), 'peers-'));
    try {
      for (let round = 0; round < 12; round++) {
        randomFiles(random, folder);
        const { status, stdout, stderr } = spawnSync(python, [join('bench', 'coco_peer.py'), peer, 'bbox', folder, '1'], { encoding: 'utf8' });
        assert.equal(status, 0, stderr);
        const theirs: number[] = JSON.parse(stdout).stats;
        for (const [i, value] of ourNumbers(folder).entries()) {
          assert.ok(
            Math.abs(value - (theirs[i] as number)) <= 1e-9,
            `round ${round}, ${cocoNumbers[i]?.id}: got ${value}, ${peer} gives ${theirs[i]}`,
          );
        }
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}

const tide = `
import contextlib, io, json, sys
from hotcoco import COCO, COCOeval
with contextlib.redirect_stdout(io.StringIO()):
    truth = COCO(sys.argv[1] + "/gt.json")
    run = COCOeval(truth, truth.load_res(sys.argv[1] + "/dt.json"), "bbox")
    run.run()
    errors = run.tide_errors()
print(json.dumps({"counts": errors["counts"], "costs": errors["delta_ap"], "ap": errors["ap_base"]}))
`;

test('hotcoco: what each kind of error costs, on 100 pictures of val2014', {
  skip: skip || (shared === undefined && 'SHARED names no folder'),
}, () => {
  const source = join(shared ?? '', 'vectors/coco/val2014-100');
  const folder = mkdtempSync(join(tmpdir(), 'peers-'));
  try {
    writeFileSync(join(folder, 'gt.json'), readFileSync(join(source, 'gt.json')));
    writeFileSync(join(folder, 'dt.json'), readFileSync(join(source, 'dt-bbox.json')));
    const { status, stdout, stderr } = spawnSync(python, ['-c', tide, folder], { encoding: 'utf8' });
    assert.equal(status, 0, stderr);
    const theirs = JSON.parse(stdout);
    const file = (location: string) => ({ bytes: readFileSync(join(folder, location)), location });
    const observed = cocoOverlaps(readCocoFiles({ truth: file('gt.json'), results: file('dt.json') }), 'box', { floor: 0.1, classes: 'all' });
    const { ap50, errors } = prepareTide(observed, 100)(new Float64Array(observed.scene.images).fill(1));
    assert.ok(Math.abs((ap50 ?? 0) - theirs.ap) <= 1e-9);
    const names = { Cls: 'class', Loc: 'location', Both: 'both', Dupe: 'duplicate', Bkg: 'background', Miss: 'missed' } as const;
    for (const [theirName, name] of Object.entries(names)) {
      assert.equal(errors[name].count, theirs.counts[theirName], name);
      assert.ok(
        Math.abs(errors[name].cost - theirs.costs[theirName]) <= 1e-9,
        `${name}: got ${errors[name].cost}, hotcoco gives ${theirs.costs[theirName]}`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
