/** EV1: corpora, pictures and masks. */
import type { ErrorCode } from './error_code.ts';

export const corpusCodes = {
  EV1001: {
    title: 'a picture cannot be decoded',
    cause: 'The file is damaged or was cut short. A decoder that only warns is believed: half a picture is never measured.',
    cure: 'Fetch the file again, or exclude the sample with its reason.',
  },
  EV1002: {
    title: 'a picture is too large',
    cause: 'It has more than 2^28 pixels.',
    cure: 'Shrink the picture, or exclude the sample with its reason.',
  },
  EV1003: {
    title: 'a picture in a format that is not read',
    cause: 'JPEG, PNG, WebP, TIFF and AVIF files with one picture in grey or colours of 8 or 16 bits are read; the first bytes decide, not the name.',
    cure: 'Convert the file, HEIC for example to PNG, and use the converted one everywhere.',
  },
  EV1004: {
    title: 'a picture that is not declared',
    cause: 'The corpus names a picture that the target does not list among its files.',
    cure: 'Add the picture to `images` of the corpus.',
  },
  EV1005: {
    title: 'a picture is not the one of the corpus',
    cause: 'The file changed after the corpus was indexed.',
    cure: 'Index the corpus again: another picture is another sample.',
  },
  EV1006: {
    title: 'a picture has not the size that the corpus says',
    cause: 'The size was read without the EXIF orientation, or the corpus was written by other means.',
    cure: 'Index the corpus again with these rules.',
  },
  EV1010: {
    title: 'a source of a corpus is not text of its format',
    cause: 'The JSON, NDJSON or YAML file was cut short or edited.',
    cure: 'Correct the text at the place named, or export it again.',
  },
  EV1011: {
    title: 'a source of a corpus does not have the form that its importer reads',
    cause: 'A key is missing, unknown (in our own formats) or of another type, or the export is of another kind.',
    cure: 'See the page on corpora for the form; correct the value at the place named.',
  },
  EV1012: {
    title: 'a source names a path outside the corpus',
    cause: 'The path is absolute, empty, or climbs out with "..": it would mean something else on another machine.',
    cure: 'Write the path relative to the folder of the corpus.',
  },
  EV1013: {
    title: 'a picture, mask or label file is not among the declared files',
    cause: 'It was deleted or renamed, or the glob in the BUILD file does not match it.',
    cure: 'Put the file back, or add it to `images`, `masks` or `labels`; a corpus never shrinks unnoticed.',
  },
  EV1015: {
    title: 'a name fits several declared files',
    cause: 'Files in different folders share a name or a file stem, and nothing says which one is meant.',
    cure: 'Write more of the path, declare only the wanted folder, or rename one of the files.',
  },
  EV1016: {
    title: 'an id is given twice',
    cause: 'Two rows, pictures or samples have one name; which of them counts would depend on their order.',
    cure: 'Give each its own id, or remove the copy.',
  },
  EV1017: {
    title: 'ground truth and picture differ in size',
    cause: 'The picture was resized after it was annotated, or annotated before its EXIF orientation was applied.',
    cure: 'Annotate the picture as it is displayed; ground truth is never stretched to fit.',
  },
  EV1018: {
    title: 'a picture changed after it was annotated',
    cause: 'The SHA-256 in the source is not that of the declared file.',
    cure: 'Bring the annotated picture back, or annotate the new one and export again.',
  },
  EV1019: {
    title: 'a picture has no ground truth',
    cause: 'Its mask, label file or annotation is missing. That is not the same as "nothing is there".',
    cure: 'Add the ground truth, or set missing_truth = "exclude" to leave such pictures out, counted and listed.',
  },
  EV1020: {
    title: 'a corpus has no samples',
    cause: 'Every row was excluded, or the source is empty. A gate must not go green on nothing.',
    cure: 'Look at the reasons of the exclusions; declare pictures with ground truth.',
  },
  EV1021: {
    title: 'a corpus is not the version that is pinned',
    cause: 'Pictures, truth, slices, groups, notes or exclusions changed since dataset_version was written.',
    cure: 'Look at what changed; if it is meant, put the digest that was got into dataset_version.',
  },
  EV1022: {
    title: 'ground truth is only a box',
    cause: 'The dataset was made for detection: a box says nothing about the mask inside it.',
    cure: 'Export the segmentation, or leave the picture out.',
  },
  EV1023: {
    title: 'a line of a label file is malformed',
    cause: 'It is not a class index and the corners of an outline as shares of width and height.',
    cure: 'Export the labels again in YOLO segmentation format, normalised to 0..1.',
  },
  EV1024: {
    title: 'a source refers to something that is not defined',
    cause: 'A class index, category, image id or class name that no list holds: files of two exports were mixed, or a name is misspelt.',
    cure: 'Correct the reference, or use files of one export.',
  },
  EV1025: {
    title: 'the lineage of a picture runs in a circle',
    cause: 'Following derived_from leads back to the picture itself.',
    cure: 'Correct derived_from: a picture is made from an earlier one.',
  },
  EV1026: {
    title: 'an outline lies outside of its picture',
    cause:
      'A point of a ground-truth outline lies more than a pixel beyond the edge: outlines of another picture, of a picture before it was cropped or resized, or in other units.',
    cure: 'Draw the outline on the picture as it is displayed, in the units that the format asks for; clip it at the edge where it is only a little too large.',
  },
  EV1027: {
    title: 'outlines in shares where pixels are read',
    cause: 'All points of a picture lie between 0 and 1: they were written as shares of width and height, in a format that wants pixels.',
    cure: 'Multiply x by the width and y by the height of the picture, or export again in pixels.',
  },
  EV1028: {
    title: 'values of a mask file that nothing declares',
    cause: 'The mask is a label map (classes, instances, colours) or has soft edges. Read with a usual threshold it would be empty or whole.',
    cure: 'Say with mask_values what its values mean; see the page on corpora.',
  },
  EV1029: {
    title: 'a declared part that no mask shows',
    cause:
      'Its value in mask_values is not the one in the files, or the corpus has no such object. Truth that is empty everywhere cannot miss anything.',
    cure: 'Correct the value. Where the corpus really has none, put the value into `background`.',
  },
  EV1030: {
    title: 'masks of one corpus with different values for the foreground',
    cause: 'Each mask is black and one other value, but not the same one in all: they are label maps with one class a picture, or of two exports.',
    cure: 'Say with mask_values what the values mean: a map of parts, or "nonzero" where all of them are foreground.',
  },
  EV1041: {
    title: 'a pack that is no tar archive',
    cause: 'The file is compressed, was cut, or is of another format.',
    cure: 'Write it again as a plain tar archive (ustar, pax or GNU), which holds pictures that are compressed already.',
  },
  EV1042: {
    title: 'a pack whose files cannot be told apart, or that has none',
    cause: 'Two files of the archive have one name, a name leads out of the archive, or there is no picture in it.',
    cure: 'Give every picture of a corpus a name of its own; JPEG, PNG, WebP, TIFF and AVIF are read.',
  },
  EV1101: {
    title: 'a taxonomy is not YAML as it is read here',
    cause: 'A syntax error, a key written twice, an alias, or more than one document.',
    cure: 'Correct the text at the place named; write every value out.',
  },
  EV1102: {
    title: 'a taxonomy does not have the form that it must have',
    cause: 'An unknown key, a missing one, a value of another type, or a class defined twice.',
    cure: 'See the page on taxonomies for the keys and their types.',
  },
  EV1201: {
    title: 'the size of a mask is not usable',
    cause: 'Height or width is zero, negative or no whole number, or the mask has more than 2^29 - 1 pixels.',
    cure: 'Correct the size, which is [height, width], or store the picture in smaller pieces.',
  },
  EV1202: {
    title: 'the run lengths of a mask are malformed',
    cause: 'The text was cut short, escaped twice or edited, or holds a negative length.',
    cure: "Write the mask again, as COCO's compressed run-length text or list of run lengths.",
  },
  EV1203: {
    title: 'the run lengths of a mask do not cover it',
    cause: 'The size belongs to another picture, height and width are swapped, or the text was cut short.',
    cure: 'Give the size [height, width] that the run lengths were made for.',
  },
  EV1204: {
    title: 'an outline is not a polygon',
    cause: 'It has fewer than three points, an odd number of values, or coordinates that are not pixels of a picture.',
    cure: 'Give x1, y1, x2, y2, … in pixels for three or more points.',
  },
  EV1401: {
    title: 'a table of features is malformed',
    cause: 'A row has cells too many or too few, an open quote, or no source or clip; or the file is empty.',
    cure: 'Write the table again: comma-separated with a header line and double quotes, or one flat JSON object a line.',
  },
  EV1402: {
    title: 'a column of a table of features is missing or ambiguous',
    cause: 'A name in the options is misspelt, two columns share a name, or one column is to be two things at once.',
    cure: 'Name the columns as the table does; a target is no feature.',
  },
  EV1403: {
    title: 'a number of a table of features is missing or not finite',
    cause: 'The extractor gave NaN or infinity, the cell is empty, or it holds text. A dropped row would flatter the model.',
    cure: 'Extract the features again; leave the whole clip out where that is impossible.',
  },
  EV1404: {
    title: 'a frame is given twice',
    cause: 'Two extractions were put into one table, or two clips share a name.',
    cure: 'Keep one row a frame, and give each clip its own name.',
  },
  EV1405: {
    title: 'frames of a clip are missing',
    cause: 'The extraction stopped, or rows were dropped because of their values.',
    cure: 'Extract the clip again: all its frames, numbered without gaps, from the same first number as in the other clips.',
  },
  EV1406: {
    title: 'a clip belongs to two sources',
    cause: 'A name was used again, or a row was copied. With sources mixed up a fold tests on what it was trained on.',
    cure: 'Give each clip its own name, and each of its frames the same source.',
  },
  EV1407: {
    title: 'a clip has two values in one slice column',
    cause: 'The column describes frames, or rows were mixed up.',
    cure: 'Declare columns that are equal in all frames of a clip.',
  },
  EV1408: {
    title: 'caches of one corpus have different features',
    cause: 'They were made by different versions of the extractor: some are stale.',
    cure: 'Extract all clips again with one version.',
  },
  EV1409: {
    title: 'a cache contradicts itself',
    cause: 'Numbers of frames, names or the pooled score do not fit together: it was cut short or edited.',
    cure: 'Extract the clip again.',
  },
  EV1410: {
    title: 'a cache that is not named after its source and clip',
    cause: 'The file does not lie in a folder named after the source, or is no JSON file.',
    cure: 'Declare files `<source>/<clip>.json` only.',
  },
  EV1301: {
    title: 'points of an outline that have no usable unit',
    cause: 'They are neither shares of width and height nor per cent, or could be both: a point lies beyond the picture, or they are pixels.',
    cure: 'Write shares from 0 to 1, all points of an outline in one unit.',
  },
  EV1302: {
    title: 'two annotations of one sample, and nothing says which one counts',
    cause: 'They have the same time, or none; the newest of several counts.',
    cure: 'Give each its `created_at`, or set the review state of the ones that do not count.',
  },
  EV1303: {
    title: 'a label was drawn for another use than the corpus declares',
    cause: 'Its `gt_kind` names another role: a rough band is declared strong, or an exact outline weak.',
    cure: 'Declare the region under the role that it was drawn for, or draw it again.',
  },
  EV1304: {
    title: 'a declared region that nobody annotated',
    cause: 'The name is misspelt, or the file is that of another set of labels.',
    cure: 'Correct the name or the field, or remove the region: a metric without any truth measures nothing.',
  },
} as const satisfies Record<string, ErrorCode>;
