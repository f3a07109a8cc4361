/** The text of a comment: the report, as far as it fits. */

/** Characters that a comment may have at GitHub; GitLab takes more. Source: the message of GitHub's API for a longer one. */
const LIMIT = 65_536;

/** By it the comment of an earlier run is found. Several gates of one request have one comment each. */
export function markerOf(gate: string): string {
  return `<!-- rules_model_eval: ${gate} -->`;
}

export interface Shown {
  readonly gate: string;
  /** Address of the run that judged. */
  readonly link: string;
  /** report.md; undefined: nothing could be judged. */
  readonly report: string | undefined;
}

/** @returns Markdown of at most 65,536 characters that begins with the marker and names the run */
export function bodyOf({ gate, link, report }: Shown): string {
  const head = `${markerOf(gate)}\n`;
  const foot = `\n\n\`${gate}\` · [run and whole report](${link})\n`;
  if (report === undefined) return `${head}# No verdict\n\nNothing could be judged: the log of the run says why.${foot}`;
  // Pictures are files of the report; a comment cannot show them.
  const lines = report.split('\n').filter((line) => !/^!\[[^\]]*\]\((?!https?:)/.test(line));
  const whole = lines.join('\n').trimEnd();
  if (head.length + whole.length + foot.length <= LIMIT) return `${head}${whole}${foot}`;
  const cut = `\n\nThe rest does not fit here.\n\n${lines.findLast((line) => line !== '') ?? ''}`;
  const room = LIMIT - head.length - cut.length - foot.length;
  return `${head}${whole.slice(0, whole.lastIndexOf('\n', room)).trimEnd()}${cut}${foot}`;
}
