import assert from 'node:assert/strict';
import { test } from 'node:test';
import { escapeMarkup } from './markup.ts';

for (const [text, escaped] of [
  ['a < b & "c" > \'d\'', 'a &lt; b &amp; &quot;c&quot; &gt; &#39;d&#39;'],
  ['</script>&amp;', '&lt;/script&gt;&amp;amp;'],
  ['one\ttwo\nthree', 'one\ttwo\nthree'],
  ['\u0000 \u001b[31m \ud800 \uffff', '\ufffd \ufffd[31m \ufffd \ufffd'],
  ['läuft 👩‍👧', 'läuft 👩‍👧'],
] as const) {
  test(`escapes ${JSON.stringify(text)}`, () => assert.equal(escapeMarkup(text), escaped));
}
