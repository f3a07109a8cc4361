/** Numbers that came from outside: what they are, what they rest on, and who answers for them. */
import { interval } from '../../report/phrases/numbers.ts';
import { aboutEvidence, countsText, evidenceValue, originText } from '../evidence.ts';
import type { View } from '../view.ts';
import { bullets, code, cut, left, prose, right, sections, table } from './text.ts';

export function evidenceSections(view: View, most: number): string[] {
  return view.metrics.evidence.map((evidence) => {
    const { name, rows, remarks, inputs } = evidence;
    const { shown, pointer } = cut(rows, most);
    const noted = cut(remarks, most);
    const columns = [...left('metric', 'about', 'value'), ...right('n', 'counts', 'interval'), ...left('origin')];
    const cells = shown.map((row) => [
      prose(view.title(row.metric)),
      row.role,
      prose(evidenceValue(row)),
      String(row.n),
      countsText(row),
      interval(view.evidenceRow(name, row)?.interval ?? null),
      `${row.origin === 'override' ? '**override** ' : ''}${prose(originText(row))}`,
    ]);
    return sections(
      `## Evidence ${prose(name)}`,
      `${prose(aboutEvidence(evidence))}. Nothing of it was measured by this evaluation.`,
      table(columns, cells),
      pointer,
      bullets([...noted.shown.map(prose), noted.pointer]),
      bullets(cut(inputs, most).shown.map(({ role, sha256 }) => `${prose(role)}: ${code(sha256)}`)),
    );
  });
}
