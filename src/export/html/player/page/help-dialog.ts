import { KEYS } from '../keys.ts';
import { element } from './element.ts';

/** The keys, and what the page is. */
export function helpDialog(problems: readonly string[]): HTMLDialogElement {
  const rows = KEYS.flatMap(({ shown, help }) => [
    element('dt', { children: [element('kbd', { text: shown })] }),
    element('dd', { text: help }),
  ]);
  const close = element('button', { text: 'Close', attributes: { value: 'close' } });
  const dialog = element('dialog', {
    class: 'help',
    attributes: { 'aria-label': 'Help' },
    children: [
      element('h2', { text: 'Keys' }),
      element('dl', { children: rows }),
      element('p', {
        text: 'Text can be selected and copied; playing stops meanwhile. Printing gives the commands with their answers as text.',
      }),
      ...(problems.length === 0
        ? []
        : [
            element('h2', { text: 'Missing here' }),
            element('ul', { children: problems.map((line) => element('li', { text: line })) }),
          ]),
      element('form', { attributes: { method: 'dialog' }, children: [close] }),
    ],
  });
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  return dialog;
}
