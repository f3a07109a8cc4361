#!/usr/bin/env python3
"""Writes a synthetic COCO-shaped workload: gt.json and dt.json. Standard library only, fixed seed, same bytes every run.

  coco_workload.py bbox OUT_DIR [--images 5000] [--seed 20260101]
  coco_workload.py segm OUT_DIR [--images 500]  [--seed 20260102]

bbox: 7.2 objects an image on average, 80 classes with a long tail, 100 detections an image, about 1% crowd.
segm: the same scene model on 640x480, every object an ellipse stored as a compressed run-length string.
"""
import argparse, json, math, os, random

def rle_string(counts):
    """COCO run-length text: 5 bits a character from '0', sixth bit = more; from the third run on the difference to the run two places before."""
    out = []
    for i, c in enumerate(counts):
        x = c - counts[i - 2] if i > 2 else c
        more = True
        while more:
            b = x & 31; x >>= 5
            more = x != -1 if b & 16 else x != 0
            out.append(chr((b | 32 if more else b) + 48))
    return ''.join(out)

def ellipse_runs(cx, cy, rx, ry, w, h):
    """column-major runs of a filled ellipse, its area and its box"""
    counts, pos, area = [], 0, 0
    x0 = x1 = y0 = y1 = None
    for x in range(max(0, math.ceil(cx - rx)), min(w - 1, math.floor(cx + rx)) + 1):
        t = 1 - ((x - cx) / rx) ** 2
        if t < 0: continue
        s = ry * math.sqrt(t)
        a, b = max(0, math.ceil(cy - s)), min(h - 1, math.floor(cy + s))
        if b < a: continue
        start = x * h + a
        if counts and start == pos: counts[-1] += b - a + 1
        else: counts.append(start - pos); counts.append(b - a + 1)
        pos = x * h + b + 1; area += b - a + 1
        x0 = x if x0 is None else x0; x1 = x
        y0 = a if y0 is None else min(y0, a); y1 = b if y1 is None else max(y1, b)
    counts.append(w * h - pos) if pos < w * h or not counts else None
    return counts, area, None if x0 is None else [float(x0), float(y0), float(x1 - x0 + 1), float(y1 - y0 + 1)]

def main():
    p = argparse.ArgumentParser(); p.add_argument('kind', choices=['bbox', 'segm']); p.add_argument('out'); p.add_argument('--images', type=int); p.add_argument('--seed', type=int)
    a = p.parse_args(); segm = a.kind == 'segm'
    n = a.images or (500 if segm else 5000); rnd = random.Random(a.seed if a.seed is not None else (20260102 if segm else 20260101)); R = rnd.random
    W, H, K, D = 640, 480, 80, 100
    cats = [dict(id=i + 1, name=f'class {i + 1}') for i in range(K)]
    cum, t = [], 0.0
    for i in range(K): t += 1 / (i + 2) ** 0.9; cum.append(t)
    def klass():
        v = R() * t
        for i, c in enumerate(cum):
            if v < c: return i + 1
        return K
    def size(): s = math.exp(2.2 + 3.4 * R()); r = math.exp(1.4 * (R() - .5)); return min(s * r, W - 2), min(s / r, H - 2)
    def obj(image, c, x, y, w, h, extra):
        if segm:
            runs, area, box = ellipse_runs(x + w / 2, y + h / 2, max(w / 2, 1), max(h / 2, 1), W, H)
            if not area: return None
            return dict(image_id=image, category_id=c, segmentation=dict(size=[H, W], counts=rle_string(runs)), area=float(area), bbox=box, **extra)
        return dict(image_id=image, category_id=c, bbox=[round(x, 2), round(y, 2), round(w, 2), round(h, 2)], area=round(w * h, 4), **extra)
    gts, dts, images, gid = [], [], [], 0
    for i in range(1, n + 1):
        images.append(dict(id=i, width=W, height=H, file_name=f'{i:012d}.jpg')); mine = []
        while R() < 7.2 / 8.2 and len(mine) < 60:
            w, h = size(); x, y = R() * (W - w), R() * (H - h); c = klass(); gid += 1
            g = obj(i, c, x, y, w, h, dict(id=gid, iscrowd=int(R() < .01)))
            if g: gts.append(g); mine.append((c, x, y, w, h))
        k = 0
        while k < D:
            if mine and R() < .6:
                c, x, y, w, h = mine[int(R() * len(mine))]; j = .02 + .35 * R() * R()
                x, y, w, h = x + (R() - .5) * 2 * j * w, y + (R() - .5) * 2 * j * h, w * (1 + (R() - .5) * j), h * (1 + (R() - .5) * j)
                if R() < .15: c = klass()
                s = (1 - j) * (.35 + .65 * R())
            else: w, h = size(); x, y = R() * (W - w), R() * (H - h); c = klass(); s = R() ** 3 * .6
            d = obj(i, c, x, y, w, h, dict(score=round(s, 5)))
            if d is None: continue
            if segm: d.pop('bbox'); d.pop('area')
            else: d.pop('area')
            dts.append(d); k += 1
    os.makedirs(a.out, exist_ok=True)
    json.dump(dict(images=images, annotations=gts, categories=cats), open(os.path.join(a.out, 'gt.json'), 'w'))
    json.dump(dts, open(os.path.join(a.out, 'dt.json'), 'w'))
    print(f'{n} images, {len(gts)} objects, {len(dts)} detections')

main()
