import type { InputEvent, MouseAction } from './input-event.ts';

/** Says what one complete escape sequence is. */
export function classify(bytes: Uint8Array): InputEvent {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  if (text === '\x1b[200~') return { type: 'paste-start', bytes };
  // Without a start it is nobody's key either.
  if (text === '\x1b[201~') return { type: 'paste-end', bytes };
  if (text === '\x1b[I' || text === '\x1b[O') {
    return { type: 'focus', isFocused: text === '\x1b[I', bytes };
  }
  return mouseOf(text, bytes) ?? { type: isReply(text) ? 'reply' : 'sequence', bytes };
}

function isReply(text: string): boolean {
  if (REPLY.test(text)) return true;
  // A cursor position; but in row 1 with a column below 9 it has the shape of F3 with Shift, Alt, Ctrl held.
  return /^\x1b\[\d+;\d+R$/.test(text) && !/^\x1b\[1;[2-8]R$/.test(text);
}

/** Device attributes, modes, kitty's flags, status, window size; OSC, DCS and APC strings. */
const REPLY = /^\x1b(?:\[[?>][\d;:]*(?:\$?y|[cnuR])|\[[03]n|\[[4689];[\d;]*t|[\]P_].)/s;

function mouseOf(text: string, bytes: Uint8Array): InputEvent | undefined {
  const sgr = /^\x1b\[<(\d{1,5});(\d{1,5});(\d{1,5})([Mm])$/.exec(text);
  if (sgr !== null) {
    const [, code, column, row, final] = sgr;
    return mouse({
      code: Number(code),
      x: Number(column) - 1,
      y: Number(row) - 1,
      isRelease: final === 'm',
      bytes,
    });
  }
  if (!text.startsWith('\x1b[M') || text.length !== 6) return undefined;
  // The oldest form: each number is one byte above 32, and a release does not say of which button.
  const code = text.charCodeAt(3) - 32;
  const isRelease = (code & 3) === 3 && (code & (MOTION | WHEEL)) === 0;
  return mouse({
    code,
    x: text.charCodeAt(4) - 33,
    y: text.charCodeAt(5) - 33,
    isRelease,
    bytes,
  });
}

const SHIFT = 4;
const ALT = 8;
const CTRL = 16;
const MOTION = 32;
const WHEEL = 64;

function mouse(report: {
  code: number;
  x: number;
  y: number;
  isRelease: boolean;
  bytes: Uint8Array;
}): InputEvent {
  const { code, bytes } = report;
  return {
    type: 'mouse',
    action: actionOf(code, report.isRelease),
    button: (code & WHEEL) === 0 ? code & 3 : 3,
    x: Math.max(0, report.x),
    y: Math.max(0, report.y),
    shift: (code & SHIFT) !== 0,
    alt: (code & ALT) !== 0,
    ctrl: (code & CTRL) !== 0,
    bytes,
  };
}

function actionOf(code: number, isRelease: boolean): MouseAction {
  if ((code & WHEEL) !== 0) return WHEEL_ACTIONS[code & 3] ?? 'wheel-up';
  if ((code & MOTION) !== 0) return (code & 3) === 3 ? 'move' : 'drag';
  return isRelease ? 'release' : 'press';
}

const WHEEL_ACTIONS = ['wheel-up', 'wheel-down', 'wheel-left', 'wheel-right'] as const;
