/** Digits of COCO's own file names. */
const digits = 12;

/** The sample of an image id: ids in text order are ids in the order of numbers, in which COCO's tools take equal scores. */
export function cocoSampleId(imageId: number): string {
  return String(imageId).padStart(digits, '0');
}
