/** Everything a key after the prefix can do. */
export const COMMANDS = [
  'focus-left',
  'focus-down',
  'focus-up',
  'focus-right',
  'focus-next',
  'focus-previous',
  'focus-pane-1',
  'focus-pane-2',
  'focus-pane-3',
  'focus-pane-4',
  'focus-pane-5',
  'focus-pane-6',
  'focus-pane-7',
  'focus-pane-8',
  'focus-pane-9',
  'focus-repl',
  'zoom',
  'split-right',
  'split-down',
  'resize-left',
  'resize-down',
  'resize-up',
  'resize-right',
  'new-tab',
  'next-tab',
  'previous-tab',
  'open-host',
  'close-pane',
  'reconnect',
  'reopen',
  'scroll',
  'table',
  'raw',
  'palette',
  'help',
  'mouse-toggle',
  'redraw',
  'suspend',
  'quit',
  'send-prefix',
] as const;

export type CommandName = (typeof COMMANDS)[number];

export interface Binding {
  /** Key names as `parseKeyName` takes them. */
  readonly keys: readonly string[];
  readonly command: CommandName;
  readonly title: string;
  readonly group: 'Move' | 'Panes' | 'Sessions' | 'Look' | 'Program';
}

export const DEFAULT_PREFIX = 'ctrl-]';

/** The keys after the prefix, in the order help shows them. */
export const BINDINGS: readonly Binding[] = [
  {
    keys: ['h', 'left'],
    command: 'focus-left',
    title: 'Go to the pane on the left',
    group: 'Move',
  },
  { keys: ['j', 'down'], command: 'focus-down', title: 'Go to the pane below', group: 'Move' },
  { keys: ['k', 'up'], command: 'focus-up', title: 'Go to the pane above', group: 'Move' },
  {
    keys: ['l', 'right'],
    command: 'focus-right',
    title: 'Go to the pane on the right',
    group: 'Move',
  },
  { keys: ['tab'], command: 'focus-next', title: 'Go to the next pane', group: 'Move' },
  { keys: ['shift-tab'], command: 'focus-previous', title: 'Go to the pane before', group: 'Move' },
  { keys: ['1'], command: 'focus-pane-1', title: 'Go to pane 1', group: 'Move' },
  { keys: ['2'], command: 'focus-pane-2', title: 'Go to pane 2', group: 'Move' },
  { keys: ['3'], command: 'focus-pane-3', title: 'Go to pane 3', group: 'Move' },
  { keys: ['4'], command: 'focus-pane-4', title: 'Go to pane 4', group: 'Move' },
  { keys: ['5'], command: 'focus-pane-5', title: 'Go to pane 5', group: 'Move' },
  { keys: ['6'], command: 'focus-pane-6', title: 'Go to pane 6', group: 'Move' },
  { keys: ['7'], command: 'focus-pane-7', title: 'Go to pane 7', group: 'Move' },
  { keys: ['8'], command: 'focus-pane-8', title: 'Go to pane 8', group: 'Move' },
  { keys: ['9'], command: 'focus-pane-9', title: 'Go to pane 9', group: 'Move' },
  { keys: ['r'], command: 'focus-repl', title: 'Go to the REPL', group: 'Move' },
  { keys: ['z'], command: 'zoom', title: 'Zoom the pane, or back', group: 'Panes' },
  { keys: ['%'], command: 'split-right', title: 'Split to the right', group: 'Panes' },
  { keys: ['"'], command: 'split-down', title: 'Split downwards', group: 'Panes' },
  { keys: ['H'], command: 'resize-left', title: 'Move the edge left', group: 'Panes' },
  { keys: ['J'], command: 'resize-down', title: 'Move the edge down', group: 'Panes' },
  { keys: ['K'], command: 'resize-up', title: 'Move the edge up', group: 'Panes' },
  { keys: ['L'], command: 'resize-right', title: 'Move the edge right', group: 'Panes' },
  { keys: ['x'], command: 'close-pane', title: 'Close the pane', group: 'Panes' },
  { keys: ['u'], command: 'reopen', title: 'Open the last closed pane again', group: 'Panes' },
  { keys: ['t'], command: 'new-tab', title: 'Open an empty tab', group: 'Panes' },
  { keys: ['n'], command: 'next-tab', title: 'Go to the next tab', group: 'Panes' },
  { keys: ['p'], command: 'previous-tab', title: 'Go to the tab before', group: 'Panes' },
  { keys: ['o'], command: 'open-host', title: 'Open a host', group: 'Sessions' },
  { keys: ['R'], command: 'reconnect', title: 'Connect the session again', group: 'Sessions' },
  { keys: ['['], command: 'scroll', title: 'Scroll back', group: 'Look' },
  { keys: ['T'], command: 'table', title: 'Show the last command as a table', group: 'Look' },
  { keys: ['v'], command: 'raw', title: 'Show the raw text', group: 'Look' },
  { keys: [':'], command: 'palette', title: 'Find a command', group: 'Program' },
  { keys: ['?'], command: 'help', title: 'Show these keys', group: 'Program' },
  {
    keys: ['m'],
    command: 'mouse-toggle',
    title: 'Give the mouse to the terminal, or back',
    group: 'Program',
  },
  { keys: ['ctrl-l'], command: 'redraw', title: 'Draw the screen anew', group: 'Program' },
  { keys: ['ctrl-z'], command: 'suspend', title: 'Suspend showrun', group: 'Program' },
  { keys: ['q'], command: 'quit', title: 'Quit', group: 'Program' },
  {
    keys: ['ctrl-]'],
    command: 'send-prefix',
    title: 'Send this key to the device',
    group: 'Program',
  },
];
