/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** What is wrong with the layout of a page. These functions run in the browser, so they are whole in themselves. */

/** Everything that is folded is looked at, too. */
export function openAll(): void {
  for (const details of document.querySelectorAll('details')) details.open = true;
}

/** What reaches beyond the right edge of the window, unless it scrolls on its own or is hidden from sight. */
export function cutOff(): string[] {
  const width = document.documentElement.clientWidth;
  const faults = document.documentElement.scrollWidth > width ? [`the page is ${document.documentElement.scrollWidth} wide`] : [];
  for (const element of document.body.querySelectorAll('*')) {
    const { right, width: own } = element.getBoundingClientRect();
    if (right <= width + 0.5 || own === 0) continue;
    if (element.closest('.scroll, nav, pre, .hidden-text, .skip, .hidden, svg') !== null) continue;
    faults.push(`<${element.tagName.toLowerCase()} class="${element.className}"> ends at ${right}: ${element.textContent?.slice(0, 40)}`);
  }
  return faults;
}

/** Labels of plots that lie over each other, and labels that leave their plot. */
export function labelFaults(): string[] {
  const faults: string[] = [];
  for (const plot of document.querySelectorAll('.plot svg')) {
    const frame = plot.parentElement?.getBoundingClientRect();
    const labels = [...plot.querySelectorAll('text')].map((text) => ({ text: text.textContent ?? '', box: text.getBoundingClientRect() }));
    for (const [i, { text, box }] of labels.entries()) {
      if (frame !== undefined && (box.left < frame.left || box.right > frame.right))
        faults.push(`"${text}" leaves ${plot.getAttribute('aria-label')}`);
      for (const other of labels.slice(i + 1)) {
        const apart =
          box.right <= other.box.left + 1 || other.box.right <= box.left + 1 || box.bottom <= other.box.top + 3 || other.box.bottom <= box.top + 3;
        if (!apart) faults.push(`"${text}" lies over "${other.text}" in ${plot.getAttribute('aria-label')}`);
      }
    }
  }
  return faults;
}
