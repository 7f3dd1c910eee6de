/**
 * Makes the function that shows on a button whether what it began still runs, and meanwhile the one beside it,
 * which cancels that.
 */
export function createBusy(
  button: HTMLElement,
  cancelButton: HTMLElement,
): (isBusy: boolean) => void {
  return (isBusy) => {
    // What has the focus is not taken away from under it.
    if (!isBusy && document.activeElement === cancelButton) button.focus();
    button.ariaBusy = String(isBusy);
    cancelButton.hidden = !isBusy;
  };
}
