/** rembg's models, by what they are shown and how their map is read. Facts: rembg/sessions of danielgatis/rembg. */
import type { Activation } from '../detr/families.ts';

export interface Family {
  /** Height and width of the input in pixels; the picture is stretched to it with Pillow's Lanczos. */
  readonly size: readonly [height: number, width: number];
  /** Of red, green and blue, each divided by the picture's largest value: subtracted, and divided by. */
  readonly mean: readonly [number, number, number];
  readonly deviation: readonly [number, number, number];
  /** What is done to the map before it is stretched to its own extremes. */
  readonly activation: Activation;
}

const imageNet = { mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225], activation: 'none' } as const;
const small = { ...imageNet, size: [320, 320] } as const;
const large = { ...imageNet, size: [1024, 1024] } as const;

export const families = {
  u2net: small,
  u2netp: small,
  u2net_human_seg: small,
  silueta: small,
  'isnet-general-use': { ...large, mean: [0.5, 0.5, 0.5], deviation: [1, 1, 1] },
  'isnet-anime': { ...large, deviation: [1, 1, 1] },
  /** Every `birefnet-…` of rembg: they give logits. */
  birefnet: { ...large, activation: 'sigmoid' },
  /** BRIA RMBG 2.0. */
  'bria-rmbg': large,
} as const satisfies Record<string, Family>;
export type FamilyName = keyof typeof families;
export const familyNames = Object.keys(families) as [FamilyName, ...FamilyName[]];
