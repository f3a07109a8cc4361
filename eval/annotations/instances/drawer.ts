/** Boxes over a photo: what is true, what was found, and in the difference what was missed, found, made up and found again. */
import { type Colour, casing, colours, type Drawing, paint, type Rgba, type Size } from '../../gallery/draw.ts';
import type { Drawer, SampleView } from '../../gallery/drawer.ts';
import { framed } from '../../gallery/swatch.ts';
import { type Frame, outcomesOf, outcomesText, shownFrom, type Verdict } from './outcomes.ts';
import { type Box, boxAt, type InstancesPrediction, type InstancesTruth } from './schema.ts';

/** Dashes tell what colour alone would: a long dash is missed, a short one was found again. */
const styles: Readonly<Record<Verdict, { readonly colour: Colour; readonly dash: number }>> = {
  found: { colour: colours.agreed, dash: 0 },
  missed: { colour: colours.missed, dash: 12 },
  extra: { colour: colours.extra, dash: 0 },
  doubled: { colour: colours.extra, dash: 4 },
};

const thickness = 2;

export const drawer: Drawer<InstancesTruth, InstancesPrediction> = {
  brush: () => ({
    sizeOf: ({ truth: { height, width } }) => ({ height, width }),
    draw({ truth, candidate, baseline }, size) {
      const boxes = (prediction: InstancesPrediction | null): Frame[] => shown(prediction).map((box) => ({ box, verdict: 'found' }));
      const objects = truth.objects.map(({ box }): Frame => ({ box, verdict: 'found' }));
      const layer = (frames: readonly Frame[], colour?: Colour): Drawing => drawFrames(frames, truth, size, colour);
      return {
        truth: layer(objects, colours.truth),
        candidate: layer(boxes(candidate), colours.candidate),
        baseline: layer(boxes(baseline), colours.baseline),
        difference: layer(outcomesOf(truth, candidate)),
      };
    },
    about: ({ truth, candidate }) => outcomesText(outcomesOf(truth, candidate)),
    legend: (names) => [
      ['truth', swatch('found', colours.truth)],
      [`${names.candidate}, scores from ${shownFrom}`, swatch('found', colours.candidate)],
      ...(names.baseline === null ? [] : [[`${names.baseline}, scores from ${shownFrom}`, swatch('found', colours.baseline)] as const]),
      [`found by ${names.candidate}`, swatch('found')],
      [`missed by ${names.candidate}`, swatch('missed')],
      [`wrong in ${names.candidate}`, swatch('extra')],
      [`found again by ${names.candidate}`, swatch('doubled')],
    ],
  }),
};

/** Boxes of the detections that are drawn: with a hundred of them nothing could be seen. */
function shown(prediction: SampleView<InstancesTruth, InstancesPrediction>['candidate']): Box[] {
  if (prediction === null || prediction === undefined) return [];
  return [...prediction.scores].flatMap((score, d) => (score >= shownFrom ? [boxAt(prediction.boxes, d)] : []));
}

/** Frames of boxes on a picture that may have been made smaller. The last one lies on top. */
function drawFrames(frames: readonly Frame[], from: Size, size: Size, colour?: Colour): Drawing {
  const placed = frames.map(({ box: [left, top, width, height], verdict }) => {
    const [x, y] = [size.width / from.width, size.height / from.height];
    return {
      verdict,
      left: Math.round(left * x),
      top: Math.round(top * y),
      right: Math.round((left + width) * x),
      bottom: Math.round((top + height) * y),
    };
  });
  return paint(size, (x, y) => {
    let drawn: Rgba | undefined;
    for (const { verdict, left, top, right, bottom } of placed) {
      // How far inside the frame's outer edge; negative outside.
      const depth = Math.min(x - left, right - 1 - x, y - top, bottom - 1 - y);
      if (depth < -1 || depth >= thickness) continue;
      const { colour: own, dash } = styles[verdict];
      if (depth < 0) drawn ??= casing;
      else drawn = dash > 0 && Math.floor((x + y) / dash) % 2 === 1 ? casing : [...(colour ?? own), 255];
    }
    return drawn;
  });
}

function swatch(verdict: Verdict, colour?: Colour): Drawing {
  const { width, height } = framed;
  return drawFrames([{ box: [2, 2, width - 4, height - 4], verdict }], framed, { width, height }, colour);
}
