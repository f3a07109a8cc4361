/** Progress without loading a page again: the one script of the pages. Without it a link does the same. */
import { createHash } from 'node:crypto';
import { type Html, html, raw } from '../../report/html/html.ts';

// A part that holds the focus stays as it is: whoever reads or types there must not lose the place.
const script = `const parts=(of)=>[...of.querySelectorAll('[data-live]')];
const again=async()=>{
const answer=await fetch(location.href).catch(()=>null);
if(answer?.ok){
const next=parts(new DOMParser().parseFromString(await answer.text(),'text/html'));
if(next.length===0)return location.reload();
parts(document).forEach((part,i)=>{
if(next[i]&&part.innerHTML!==next[i].innerHTML&&!part.contains(document.activeElement))part.innerHTML=next[i].innerHTML;
});
}
setTimeout(again,3000);
};
setTimeout(again,3000);`;

/** What a policy must allow for it. */
export const livePolicy = `script-src 'sha256-${createHash('sha256').update(script).digest('base64')}'; connect-src 'self'`;

/** Asks for the page every three seconds and takes over what stands in elements with `data-live`, until there is none. */
export function liveUpdates(): Html {
  return html`<noscript><p><a href="">Load again</a> to see how far it is.</p></noscript><script>${raw(script)}</script>`;
}
