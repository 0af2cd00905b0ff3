/** Puts text into the clipboard, where the browser lets pages do that. */
export function toClipboard(text: string, told: { done: () => void; failed: () => void }): void {
  // Missing where the page does not come from a disk or over TLS.
  if (navigator.clipboard === undefined) told.failed();
  else navigator.clipboard.writeText(text).then(told.done, told.failed);
}
