import type { AgainView } from '../../../state/again-view.ts';

type Hint = readonly [string, string];

/** What the keys do now, for the last line of the screen and for the list of them. */
export function againHints(again: AgainView): readonly Hint[] {
  switch (again.keys) {
    case 'edit':
      return [
        ['Enter', 'takes the line'],
        ['Esc', 'as it was recorded'],
      ];
    case 'confirm':
      return [
        ['y', 'sends it'],
        ['n', 'does not'],
      ];
    case 'wait':
      return [
        ['Ctrl-C', 'stop waiting'],
        ['↑↓', 'scroll'],
      ];
    case 'choose':
      return isDone(again) ? DONE : CHOOSE;
  }
}

/** Whether every step has been dealt with. */
export function isDone({ next, steps }: AgainView): boolean {
  return next >= steps.length;
}

const LOOK: readonly Hint[] = [
  ['↑↓', 'scroll'],
  ['[ ]', 'answer before, next'],
];

const CHOOSE: readonly Hint[] = [
  ['Enter', 'sends it'],
  ['e', 'edit'],
  ['s', 'skip'],
  ['b', 'back'],
  ['r', 'run the rest'],
  ...LOOK,
  ['q', 'end'],
];

const DONE: readonly Hint[] = [['b', 'back'], ...LOOK, ['q', 'end']];
