/** report.md: fits a job summary or one comment, and ends with the recommendation on a line of its own. */
import type { ReportDocument } from '../blocks.ts';
import { blocksMarkdown, factsMarkdown, parts, type Room } from './blocks.ts';
import { code, cut, prose } from './text.ts';

/** By this line a bot finds its earlier comment. */
export const marker = '<!-- rules_model_eval:report -->';

/** Job summaries and comments hold a little more. */
export const largestSize = 60_000;

/** The first of these that makes the page small enough. */
const rooms: readonly Room[] = [
  ...[1000, 200, 50, 20, 10].map((rows) => ({ rows, details: true })),
  ...[1000, 200, 50, 20, 10, 5, 2, 1].map((rows) => ({ rows, details: false })),
];

export function markdownPage(report: ReportDocument): string {
  let page = '';
  for (const room of rooms) {
    page = compose(report, room);
    if (Buffer.byteLength(page) < largestSize) return page;
  }
  return page;
}

function compose({ headline, why, notices, facts, statements, sections, deciding, recommendation }: ReportDocument, room: Room): string {
  const text = parts(
    `${marker}\n# ${prose(headline)}`,
    `**${prose(why)}.**`,
    quoted(notices.map((notice) => `**${prose(notice)}**`)),
    factsMarkdown(facts, room),
    quoted(cut(statements, room.rows).shown.map(prose)),
    ...sections.map(({ title, blocks }) => parts(`## ${prose(title)}`, blocksMarkdown(blocks, room))),
    // Two blanks break the line, so that both lines stay apart when rendered.
    `deciding criterion: ${code(deciding)}  \nrecommendation: "${recommendation}"`,
  );
  return `${text}\n`;
}

function quoted(lines: readonly string[]): string {
  return lines.map((line) => `> ${line}`).join('\n>\n');
}
