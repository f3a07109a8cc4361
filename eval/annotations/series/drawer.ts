import type { Drawer, SampleView } from '../../gallery/drawer.ts';
import { type Point, scatterPanels, thinning } from '../../gallery/scatter.ts';
import type { Series } from './schema.ts';

/** One frame is one point: its prediction over its target. */
export const drawer: Drawer<Series, Series> = {
  figure({ location, panels, names }) {
    const clouds = panels.map(({ title, views }) => ({
      title,
      candidate: views.flatMap((view) => pointsOf(view, 'candidate')),
      baseline: views.flatMap((view) => pointsOf(view, 'baseline')),
    }));
    const title = `Predicted against target on ${location}`;
    const step = thinning(clouds);
    const thinned = step === 1 ? '' : ` Of the points every ${ordinal(step)} is drawn.`;
    return {
      title,
      caption: `A point is a frame; on the broken line its prediction equals its target.${thinned}`,
      svg: scatterPanels({ title, panels: clouds, names, axes: { x: 'target', y: 'predicted, in the unit of the target' }, point: 'frame' }),
    };
  },
};

function pointsOf({ truth, ...predictions }: SampleView<Series, Series>, role: 'candidate' | 'baseline'): Point[] {
  return (predictions[role]?.values ?? []).map((y, frame) => ({ x: truth.values[frame] as number, y }));
}

function ordinal(n: number): string {
  const ending = n % 100 > 10 && n % 100 < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th');
  return `${n}${ending}`;
}
