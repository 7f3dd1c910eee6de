/** Makes a part that scrolls a stop of the Tab key while there is something to scroll, and only then. */
export function watchScrolling(part: HTMLElement): void {
  const update = () => {
    const { scrollHeight, clientHeight, scrollWidth, clientWidth } = part;
    if (scrollHeight > clientHeight || scrollWidth > clientWidth) part.tabIndex = 0;
    else part.removeAttribute("tabindex");
  };
  new ResizeObserver(update).observe(part);
  new MutationObserver(update).observe(part, { childList: true, subtree: true });
}
