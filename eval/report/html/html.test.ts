import assert from 'node:assert/strict';
import { test } from 'node:test';
import { html, raw } from './html.ts';

test('values are escaped in text and in attributes', () => {
  assert.equal(html`<p title="${`"'`}">${'<b> & </b>'}</p>`.text, '<p title="&quot;&#39;">&lt;b&gt; &amp; &lt;/b&gt;</p>');
});

test('HTML stays HTML, lists are joined, nothing leaves nothing', () => {
  assert.equal(html`${[html`<i>a</i>`, 'b<', 3]}${null}${undefined}${false}${raw('<hr>')}`.text, '<i>a</i>b&lt;3<hr>');
});
