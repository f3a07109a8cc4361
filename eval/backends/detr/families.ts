/** The exports of detection transformers: what they are shown, and how what they give is read. */

export const resizes = ['pillow_bilinear', 'opencv_linear', 'torch_linear'] as const;
export type Resize = (typeof resizes)[number];
export const activations = ['none', 'sigmoid'] as const;
export type Activation = (typeof activations)[number];

/**
 * `chosen`: a second input takes the photo's width and height; outputs labels, boxes (corners in the photo's pixels) and scores.
 * `rows`: one output, each row a box (centre and size in shares of the photo), then score and class, or the scores of the classes.
 * `queries`: boxes (centre and size in shares) and the scores of all classes in two outputs, from which the best are to be taken.
 */
export type Ends = 'chosen' | 'rows' | 'queries';

export interface Family {
  readonly ends: Ends;
  /** The picture is stretched to the model's size, both ways freely. */
  readonly resize: Resize;
  /** Of red, green and blue in 0 to 1: subtracted, and divided by. */
  readonly mean: readonly [number, number, number];
  readonly deviation: readonly [number, number, number];
  /** What makes a score of what the model gives. */
  readonly activation: Activation;
}

const plain = { mean: [0, 0, 0], deviation: [1, 1, 1], activation: 'none' } as const;

export const families = {
  /** `tools/export_onnx.py` of RT-DETR and RT-DETRv2. */
  rtdetr: { ...plain, ends: 'chosen', resize: 'pillow_bilinear' },
  /** `tools/deployment/export_onnx.py` of D-FINE: RT-DETR's. */
  dfine: { ...plain, ends: 'chosen', resize: 'pillow_bilinear' },
  /** `RTDETR(…).export(format="onnx")` of Ultralytics. */
  rtdetr_ultralytics: { ...plain, ends: 'rows', resize: 'opencv_linear' },
  /** `RFDETR…().export()` of version 1.11, and RF-DETR of Hugging Face. */
  rfdetr: { ends: 'queries', resize: 'torch_linear', mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225], activation: 'sigmoid' },
} as const satisfies Record<string, Family>;
export type FamilyName = keyof typeof families;
export const familyNames = Object.keys(families) as [FamilyName, ...FamilyName[]];
