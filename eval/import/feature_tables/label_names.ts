/** What the name of a label file says. */

export interface LabelName {
  readonly source: string;
  /** Its file name, or with the source in front where several sources have a clip of that name. */
  readonly clip: string;
  readonly form: string;
}

/** Of files named `<source>/<clip>.<form>`; others are left out. */
export function labelNames(keys: readonly string[]): ReadonlyMap<string, LabelName> {
  const named = keys.flatMap((key) => {
    const [, source, clip, form] = /(?:^|\/)([^/]+)\/([^/]+)\.([a-z]+)$/.exec(key) ?? [];
    return source === undefined || clip === undefined || form === undefined ? [] : [{ key, source, clip, form }];
  });
  const sources = new Map([...Map.groupBy(named, ({ clip }) => clip)].map(([clip, of]) => [clip, new Set(of.map(({ source }) => source)).size]));
  return new Map(named.map(({ key, source, clip, form }) => [key, { source, clip: sources.get(clip) === 1 ? clip : `${source}/${clip}`, form }]));
}
