/** What vi keys there are, for the documents and for the test that holds them true. */
export interface ViKeyAbout {
  /** As they are typed in normal mode; `x` stands for any character. */
  readonly keys: readonly string[];
  readonly does: string;
}

export const VI_KEYS: readonly ViKeyAbout[] = [
  {
    keys: ['h', 'l', 'j', 'k'],
    does: 'left, right, line below, line above; beyond the last line the history',
  },
  { keys: ['w', 'W', 'b', 'B', 'e', 'E', 'ge'], does: 'words' },
  {
    keys: ['0', '^', '$', 'gg', 'G', '3G'],
    does: 'ends of the line and of the input, a line by its number',
  },
  { keys: ['fx', 'Fx', 'tx', 'Tx', ';', ','], does: 'to a character of the line, and again' },
  { keys: ['%'], does: 'the partner of a bracket' },
  {
    keys: ['dw', 'd2w', 'cw', 'yw', 'dd', 'cc', 'yy', 'dj'],
    does: 'delete, change, copy over any motion; doubled: lines',
  },
  {
    keys: ['diw', 'daw', 'ci"', "ci'", 'ci`', 'di(', 'da[', 'di{', 'dib', 'diB'],
    does: 'text objects',
  },
  {
    keys: ['>>', '<<', 'guw', 'gUw', 'g~w'],
    does: 'indentation, small letters, capitals, the other case',
  },
  { keys: ['x', 'X', 's', 'S', 'D', 'C', 'Y'], does: 'the usual short forms' },
  {
    keys: ['rx', 'R', '~', 'J'],
    does: 'replace one character, overwrite, turn the case, join lines',
  },
  { keys: ['p', 'P', '3p'], does: 'put in what was cut or copied' },
  { keys: ['u', 'ctrl-r', '.'], does: 'undo, redo, the last change again' },
  { keys: ['i', 'a', 'I', 'A', 'o', 'O'], does: 'insert' },
  { keys: ['v', 'V'], does: 'select, then an operator' },
  { keys: ['/'], does: 'search the history' },
];
