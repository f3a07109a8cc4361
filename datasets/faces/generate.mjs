// Makes the synthetic gold labels of faces and the predictions that go with them. All numbers come from seeded
// generators, so that the same seed gives the same bytes.
//
//   node datasets/faces/generate.mjs [folder] [seed]      (defaults: this file's folder, 20260212)
//
//   gold_labels.ndjson   12 samples of 3 sources, each with one deliberate situation: see SCENARIOS
//   predictions.ndjson   a middling model: one sample has no row, one row belongs to no sample
//   candidate.ndjson     a good model: every shape is off by less than a hundredth of the picture and a few per cent in
//                        size; it predicts the hair too
//   copy.ndjson          the labels themselves, written as predictions
//   annotator_b.ndjson   labels of a second annotator, who draws all regions of every sample

import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));
const OUT = resolve(process.argv[2] ?? HERE);
const SEED = Number(process.argv[3] ?? 20260212);
const G = 64; // native grid of the fixture's masks

const STRONG = ['nose', 'forehead', 'left_cheek', 'right_cheek', 'chin'];
const WEAK = ['under_eye_left', 'under_eye_right'];

const SCENARIOS = [
  { source: 'internal', name: 'small_jitter' },
  { source: 'internal', name: 'large_shift' },
  { source: 'internal', name: 'pred_lacks_chin' },
  { source: 'internal', name: 'pred_under_eye_thin_left_none_right' },
  { source: 'internal', name: 'gold_lacks_background' },
  { source: 'internal', name: 'no_prediction_row' },
  { source: 'lapa', name: 'gold_polygons_only' },
  { source: 'lapa', name: 'pred_modules_on_grid_32' },
  { source: 'lapa', name: 'gold_lacks_under_eyes' },
  { source: 'celebamaskhq', name: 'pred_modules_array_with_box' },
  { source: 'celebamaskhq', name: 'pred_skin_as_polygon_no_oval' },
  { source: 'celebamaskhq', name: 'gold_lacks_hair_pred_forehead_empty' },
];

// Seeded numbers (splitmix32). Gold labels and predictions share one stream, each further file has its own.
let state = SEED >>> 0;
function rnd() {
  state = (state + 0x9e3779b9) >>> 0;
  let z = state;
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
  return ((z ^ (z >>> 15)) >>> 0) / 4294967296;
}
const between = (lo, hi) => lo + (hi - lo) * rnd();
const r6 = (v) => Number(v.toFixed(6));

const blank = (g = G) => new Uint8Array(g * g);
function paint(test, g = G) {
  const m = blank(g);
  for (let y = 0; y < g; y += 1) for (let x = 0; x < g; x += 1) if (test((x + 0.5) / g, (y + 0.5) / g)) m[y * g + x] = 1;
  return m;
}
const ellipse = ({ cx, cy, rx, ry }) => (x, y) => ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 <= 1;
const count = (m) => m.reduce((n, v) => n + v, 0);
// Alternating run lengths, zeros first.
function runs(m) {
  const out = [];
  let value = 0;
  let length = 0;
  for (const v of m) {
    if (v === value) length += 1;
    else { out.push(length); value = v; length = 1; }
  }
  out.push(length);
  return out.join(',');
}
const ring = ({ cx, cy, rx, ry }, n = 14) => Array.from({ length: n }, (_, i) => {
  const a = (2 * Math.PI * i) / n;
  return { x: r6(cx + rx * Math.cos(a)), y: r6(cy + ry * Math.sin(a)) };
});
const payload = (m, g = G, extra = {}) => ({ grid_size: g, pixels: count(m), rle_norm: runs(m), ...extra });
const moved = (e, dx, dy, s) => ({ cx: e.cx + dx, cy: e.cy + dy, rx: e.rx * s, ry: e.ry * s });

function faceShapes() {
  const j = (a) => between(-a, a);
  const oval = { cx: 0.5 + j(0.02), cy: 0.53 + j(0.02), rx: 0.33 + j(0.02), ry: 0.42 + j(0.02) };
  const at = (x, y, rx, ry) => ({ cx: oval.cx + x + j(0.01), cy: oval.cy + y + j(0.01), rx: rx + j(0.008), ry: ry + j(0.008) });
  return {
    oval,
    hairline: oval.cy - 0.27 + j(0.02),
    nose: at(0, -0.01, 0.06, 0.13),
    forehead: at(0, -0.23, 0.2, 0.08),
    left_cheek: at(-0.17, 0.08, 0.09, 0.1),
    right_cheek: at(0.17, 0.08, 0.09, 0.1),
    chin: at(0, 0.3, 0.13, 0.08),
    under_eye_left: at(-0.13, -0.05, 0.075, 0.03),
    under_eye_right: at(0.13, -0.05, 0.075, 0.03),
  };
}

const goldRows = [];
const predRows = [];
const faces = [];

SCENARIOS.forEach(({ source, name }, index) => {
  const sampleHash = createHash('sha256').update(`${SEED}|${source}|${index}`).digest('hex').slice(0, 20);
  const f = faceShapes();
  const inOval = ellipse(f.oval);
  const hair = paint((x, y) => y < f.hairline && ellipse({ ...f.oval, rx: f.oval.rx * 1.15, ry: f.oval.ry * 1.12 })(x, y));
  const oval = paint(inOval);
  const skin = paint((x, y) => inOval(x, y) && y >= f.hairline);
  const background = blank().map((_, i) => (oval[i] || hair[i] ? 0 : 1));
  const polygonsOnly = name === 'gold_polygons_only';
  faces.push({ sampleHash, source, index, shapes: f });

  const labels = {};
  const modules = {};
  for (const id of [...STRONG, ...WEAK]) {
    if (name === 'gold_lacks_under_eyes' && WEAK.includes(id)) continue;
    if (polygonsOnly) labels[id] = { type: 'polygon', points_norm: ring(f[id]), polygons_norm: [ring(f[id])] };
    else modules[id] = payload(paint(ellipse(f[id])), G, { gt_kind: STRONG.includes(id) ? 'strong' : 'weak' });
  }
  if (polygonsOnly) {
    labels.face_oval = { type: 'polygon', points_norm: ring(f.oval, 24), polygons_norm: [ring(f.oval, 24)] };
    labels.skin = { type: 'polygon', points_norm: ring(f.oval, 24), polygons_norm: [ring(f.oval, 24)] };
    labels.hair = { type: 'polygon', points_norm: [{ x: 0.1, y: 0 }, { x: 0.9, y: 0 }, { x: 0.8, y: r6(f.hairline) }, { x: 0.2, y: r6(f.hairline) }], polygons_norm: [[{ x: 0.1, y: 0 }, { x: 0.9, y: 0 }, { x: 0.8, y: r6(f.hairline) }, { x: 0.2, y: r6(f.hairline) }]] };
    labels.background = {
      type: 'polygon',
      points_norm: [{ x: 0, y: 0 }, { x: 0.1, y: 0 }, { x: 0.1, y: 1 }, { x: 0, y: 1 }],
      polygons_norm: [
        [{ x: 0, y: 0 }, { x: 0.1, y: 0 }, { x: 0.1, y: 1 }, { x: 0, y: 1 }],
        [{ x: 0.9, y: 0 }, { x: 1, y: 0 }, { x: 1, y: 1 }, { x: 0.9, y: 1 }],
      ],
    };
  }
  const present = (list) => list.filter((id) => modules[id] || labels[id]);
  goldRows.push({
    schema_version: 'aurora.gold_labels.v2',
    sample_hash: sampleHash,
    source,
    image_path: null,
    qa_status: 'approved',
    grid_size: G,
    labels,
    face_oval_mask: polygonsOnly ? null : payload(oval),
    skin_mask: polygonsOnly ? null : payload(skin),
    hair_mask: polygonsOnly || name === 'gold_lacks_hair_pred_forehead_empty' ? null : payload(hair),
    background_mask: polygonsOnly || name === 'gold_lacks_background' ? null : payload(background),
    module_masks: modules,
    module_gt: {
      strong_modules: STRONG, weak_modules: WEAK,
      strong_modules_present: present(STRONG), weak_modules_present: present(WEAK),
    },
    annotator_id: `ann_${createHash('sha256').update(`annotator-${index % 3}`).digest('hex').slice(0, 12)}`,
    annotation_id: String(1000 + index),
    created_at: `2026-02-12T01:${String(index).padStart(2, '0')}:00.000Z`,
    is_double_annotated: false,
    qc_status: 'QC_PASS', qc_warn_count: 0, qc_fail_count: 0, qc_flags: [],
    forehead_hair_overlap_rate: null,
    meta: { tool: 'synthetic', scenario: name },
  });

  if (name === 'no_prediction_row') return;

  // The shapes, imperfectly.
  const k = name === 'small_jitter' ? 0.4 : name === 'large_shift' ? 2.4 : 1;
  const shift = () => [between(-0.02, 0.02) * k, between(-0.02, 0.02) * k, 1 + between(-0.08, 0.08) * k];
  const p = {};
  for (const id of ['oval', ...STRONG, ...WEAK]) p[id] = moved(f[id], ...shift());
  if (name === 'pred_under_eye_thin_left_none_right') p.under_eye_left = { ...f.under_eye_left, rx: f.under_eye_left.rx * 0.4, ry: f.under_eye_left.ry * 0.5 };

  // A few deliberate spills: out of the face, and up into the hair.
  if (name === 'large_shift') {
    p.under_eye_left = moved(f.under_eye_left, -0.17, 0, 1);
    p.left_cheek = moved(p.left_cheek, -0.08, 0, 1);
  }
  if (name === 'pred_modules_on_grid_32') p.under_eye_right = moved(f.under_eye_right, 0.16, 0, 1.1);
  if (name === 'pred_modules_array_with_box') p.under_eye_right = { ...f.under_eye_right, cy: f.hairline };

  const predHairline = f.hairline + between(-0.03, 0.03);
  const row = {
    sample_hash: sampleHash,
    source,
    pred_skin_mask_rle_norm: runs(paint((x, y) => ellipse(p.oval)(x, y) && y >= predHairline)),
    pred_oval_mask_rle_norm: runs(paint(ellipse(p.oval))),
    module_masks: {},
    modules_count: 7,
    module_pixels_map: {},
    quality_grade: index % 4 === 3 ? 'degraded' : 'pass',
  };
  for (const id of [...STRONG, ...WEAK]) {
    if (name === 'pred_lacks_chin' && id === 'chin') continue;
    if (name === 'pred_under_eye_thin_left_none_right' && id === 'under_eye_right') continue;
    if (name === 'gold_lacks_hair_pred_forehead_empty' && id === 'forehead') { row.module_masks[id] = payload(blank()); continue; }
    if (name === 'pred_modules_on_grid_32') {
      const m = paint(ellipse(p[id]), 32);
      row.module_masks[id] = { mask_grid: 32, mask_rle_norm: runs(m) };
      row.module_pixels_map[id] = count(m);
      continue;
    }
    const m = paint(ellipse(p[id]));
    row.module_masks[id] = payload(m);
    row.module_pixels_map[id] = count(m);
  }
  if (name === 'pred_modules_array_with_box') {
    row.modules = Object.entries(row.module_masks).map(([id, m]) => ({ module_id: id, mask_grid: G, mask_rle_norm: m.rle_norm }));
    const nose = row.modules.find((m) => m.module_id === 'nose');
    delete nose.mask_rle_norm;
    nose.box = { x: r6(p.nose.cx - p.nose.rx), y: r6(p.nose.cy - p.nose.ry), w: r6(2 * p.nose.rx), h: r6(2 * p.nose.ry) };
    delete row.module_masks;
  }
  if (name === 'pred_skin_as_polygon_no_oval') {
    delete row.pred_skin_mask_rle_norm;
    delete row.pred_oval_mask_rle_norm;
    row.pred_skin_points_norm = ring(p.oval, 20);
  }
  row.modules_count = Object.keys(row.module_masks ?? {}).length || row.modules?.length || 0;
  predRows.push(row);
});

predRows.push({
  sample_hash: createHash('sha256').update(`${SEED}|stranger`).digest('hex').slice(0, 20),
  source: 'internal',
  pred_skin_mask_rle_norm: runs(paint(ellipse({ cx: 0.5, cy: 0.5, rx: 0.2, ry: 0.2 }))),
  module_masks: {}, modules_count: 0, module_pixels_map: {}, quality_grade: 'pass',
});

// A shape that is off by `least` to `most` in every direction: never right by chance.
function wobbled(shapes, least, most) {
  const off = () => (rnd() < 0.5 ? -1 : 1) * between(least, most);
  const ellipses = Object.entries(shapes).filter(([id]) => id !== 'hairline');
  return { ...Object.fromEntries(ellipses.map(([id, e]) => [id, moved(e, off(), off(), 1 + 3 * off())])), hairline: shapes.hairline + off() };
}

function paintedFace(shapes) {
  const hair = paint((x, y) => y < shapes.hairline && ellipse({ ...shapes.oval, rx: shapes.oval.rx * 1.15, ry: shapes.oval.ry * 1.12 })(x, y));
  const oval = paint(ellipse(shapes.oval));
  return {
    oval,
    skin: paint((x, y) => ellipse(shapes.oval)(x, y) && y >= shapes.hairline),
    hair,
    background: blank().map((_, i) => (oval[i] || hair[i] ? 0 : 1)),
    modules: Object.fromEntries([...STRONG, ...WEAK].map((id) => [id, paint(ellipse(shapes[id]))])),
  };
}

state = (SEED + 1) >>> 0;
const candidateRows = faces.map(({ sampleHash, source, shapes }) => {
  const face = paintedFace(wobbled(shapes, 0.005, 0.009));
  return {
    sample_hash: sampleHash,
    source,
    pred_skin_mask_rle_norm: runs(face.skin),
    pred_oval_mask_rle_norm: runs(face.oval),
    pred_hair_mask_rle_norm: runs(face.hair),
    module_masks: Object.fromEntries(Object.entries(face.modules).map(([id, m]) => [id, payload(m)])),
    modules_count: 7,
    module_pixels_map: Object.fromEntries(Object.entries(face.modules).map(([id, m]) => [id, count(m)])),
    quality_grade: 'pass',
    confidence: r6(between(0.7, 0.99)),
  };
});

state = (SEED + 2) >>> 0;
const secondRows = faces.map(({ sampleHash, source, index, shapes }) => {
  const face = paintedFace(wobbled(shapes, 0.003, 0.006));
  const modules = Object.entries(face.modules).map(([id, m]) => [id, payload(m, G, { gt_kind: STRONG.includes(id) ? 'strong' : 'weak' })]);
  return {
    schema_version: 'aurora.gold_labels.v2',
    sample_hash: sampleHash,
    source,
    image_path: null,
    qa_status: 'approved',
    grid_size: G,
    labels: {},
    face_oval_mask: payload(face.oval),
    skin_mask: payload(face.skin),
    hair_mask: payload(face.hair),
    background_mask: payload(face.background),
    module_masks: Object.fromEntries(modules),
    annotator_id: `ann_${createHash('sha256').update('second annotator').digest('hex').slice(0, 12)}`,
    annotation_id: String(2000 + index),
    created_at: `2026-02-13T01:${String(index).padStart(2, '0')}:00.000Z`,
    is_double_annotated: true,
    qc_status: 'QC_PASS', qc_warn_count: 0, qc_fail_count: 0, qc_flags: [],
    meta: { tool: 'synthetic' },
  };
});

// What leaks when a review pack is exported with its labels: other field names, the same masks.
const copyRows = goldRows.map((row) => ({
  sample_hash: row.sample_hash,
  source: row.source,
  ...(row.skin_mask ? { pred_skin_mask_rle_norm: row.skin_mask.rle_norm } : { pred_skin_points_norm: row.labels.skin.points_norm }),
  ...(row.face_oval_mask ? { pred_oval_mask_rle_norm: row.face_oval_mask.rle_norm } : { pred_oval_points_norm: row.labels.face_oval.points_norm }),
  module_masks: {
    ...row.module_masks,
    ...Object.fromEntries(Object.entries(row.labels).filter(([id]) => [...STRONG, ...WEAK].includes(id)).map(([id, { polygons_norm }]) => [id, { polygons_norm }])),
  },
  quality_grade: 'pass',
}));

mkdirSync(OUT, { recursive: true });
const lines = (rows) => `${rows.map((r) => JSON.stringify(r)).join('\n')}\n`;
const files = { gold_labels: goldRows, predictions: predRows, candidate: candidateRows, copy: copyRows, annotator_b: secondRows };
for (const [name, rows] of Object.entries(files)) writeFileSync(join(OUT, `${name}.ndjson`), lines(rows));
