/** What the names of label files say. */
import type { ImportInput } from '../importer.ts';

interface LabelFile {
  readonly key: string;
  readonly source: string;
  /** Its file name, or with the source in front where several sources have a clip of that name. */
  readonly clip: string;
  readonly form: string;
}

/** Label files that are named `<source>/<clip>.<form>`. Problems: EV1410 one that is not, with what is expected */
export function* labelFiles({ labels, problems }: ImportInput, forms: readonly string[], expected: string): Generator<LabelFile> {
  const named = labels.keys.flatMap((key) => {
    const [, source, clip, form] = /(?:^|\/)([^/]+)\/([^/]+)\.([a-z]+)$/.exec(key) ?? [];
    return source === undefined || clip === undefined || form === undefined ? [] : [{ key, source, clip, form }];
  });
  const sources = new Map([...Map.groupBy(named, ({ clip }) => clip)].map(([clip, of]) => [clip, new Set(of.map(({ source }) => source)).size]));
  const byKey = new Map(named.map((file) => [file.key, file]));
  for (const key of labels.keys) {
    const file = byKey.get(labels.use(key));
    if (file === undefined || !forms.includes(file.form))
      problems.add({ code: 'EV1410', location: key, message: 'the file is not named after its source and clip', expected });
    else yield { ...file, clip: sources.get(file.clip) === 1 ? file.clip : `${file.source}/${file.clip}` };
  }
}
