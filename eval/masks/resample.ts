import { pixelCount, type Runs, RunsBuilder } from './run_length.ts';

/**
 * The mask on a grid of another size, nearest neighbour by pixel centres: pixel (y, x) takes the source pixel that its
 * centre falls in, row floor((y + 1/2) * sourceHeight / height) and column likewise. Integer arithmetic, canonical form.
 */
export function resampleNearest(runs: Runs, height: number, width: number): Runs {
  pixelCount(height, width);
  const source = runs;
  // First row whose source row is `row` or below it: (2y + 1) * sourceHeight >= 2 * height * row.
  const firstRow = (row: number): number => Math.max(0, Math.ceil((2 * height * row - source.height) / (2 * source.height)));
  const builder = new RunsBuilder();
  let [run, start] = [1, source.counts[0] as number];
  for (let x = 0; x < width; x++) {
    const top = Math.floor(((2 * x + 1) * source.width) / (2 * width)) * source.height;
    const bottom = top + source.height;
    while (run < source.counts.length && start + (source.counts[run] as number) <= top) {
      start += (source.counts[run] as number) + (source.counts[run + 1] ?? 0);
      run += 2;
    }
    // The next column may read the same source column, so the place of its first run is kept.
    let [inside, from] = [run, start];
    while (inside < source.counts.length && from < bottom) {
      const to = from + (source.counts[inside] as number);
      builder.append(x * height + firstRow(Math.max(from, top) - top), x * height + firstRow(Math.min(to, bottom) - top));
      from = to + (source.counts[inside + 1] ?? 0);
      inside += 2;
    }
  }
  return builder.finish(height, width);
}
