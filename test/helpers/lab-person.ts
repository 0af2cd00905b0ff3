import type { Person, PersonOptions } from './person.ts';
import { atShowrun } from './showrun-program.ts';

/** The routers of the built-in lab. */
export const LAB = ['r1', 'r2', 'r3', 'r4'] as const;

/** A person in front of showrun with its lab open: every router shows its prompt, the REPL has the focus. */
export async function atLab(options: Partial<PersonOptions> = {}): Promise<Person> {
  const person = await atShowrun([], options);
  await seesPrompts(person);
  return person;
}

/** Waits until every router of the lab shows its prompt and its title has no more to learn. */
export async function seesPrompts(person: Person): Promise<void> {
  await person.sees((screen) =>
    LAB.every((name) => {
      const pane = paneOf(screen, name);
      return pane?.text.endsWith(`${name}#`) && /privileged/.test(pane.title);
    }),
  );
}

/** What a pane shows. */
export interface SeenPane {
  /** Its number and the rest of its title, without the line it stands on: `1 r1 · Cisco IOS · privileged ●`. */
  readonly title: string;
  readonly isFocused: boolean;
  /** Its rows without trailing blanks; blank rows at the end are left out. */
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly cols: number;
  readonly rows: number;
}

/** The pane of a session as it is seen on the screen; undefined when it is not there. */
export function paneOf(screen: string, session: string): SeenPane | undefined {
  const rows = screen.split('\n').map((row) => [...row]);
  for (const [y, row] of rows.entries()) {
    const own = titlesIn(row).find(({ text }) => new RegExp(`^[─━] \\d+ ${session} `).test(text));
    if (own === undefined) continue;
    const { x, text: title } = own;
    const cols = title.length;
    const below = rows.slice(y + 1);
    const end = below.findIndex((next) =>
      titlesIn(next).some((other) => other.x <= x && x < other.x + other.text.length),
    );
    const inside = below.slice(0, end < 0 ? -1 : end);
    return {
      title: title.replace(/[─━]+/g, ' ').replace(/ +/g, ' ').trim(),
      isFocused: title.startsWith('━'),
      text: inside
        .map((next) =>
          next
            .slice(x, x + cols)
            .join('')
            .trimEnd(),
        )
        .join('\n')
        .trimEnd(),
      x,
      y,
      cols,
      rows: inside.length,
    };
  }
  return undefined;
}

/** The titles that stand in a row, of panes and of the REPL, with the lines they stand on. */
function titlesIn(row: readonly string[]): { readonly x: number; readonly text: string }[] {
  const found = row.join('').matchAll(/(?<=^|│)[─━] (?:\d+|REPL) [^│]*/g);
  return [...found].map(({ index, 0: text }) => ({ x: index, text }));
}

/** A claim about a pane's text, for `person.sees`. */
export function inPane(session: string, sight: string | RegExp): (screen: string) => boolean {
  const seen = (screen: string): boolean => {
    const text = paneOf(screen, session)?.text ?? '';
    return typeof sight === 'string' ? text.includes(sight) : sight.test(text);
  };
  return named(seen, `${String(sight)} in the pane of ${session}`);
}

/** A claim about a pane's title, for `person.sees`. */
export function titled(session: string, sight: RegExp): (screen: string) => boolean {
  const seen = (screen: string): boolean => sight.test(paneOf(screen, session)?.title ?? '');
  return named(seen, `${sight} in the title of ${session}`);
}

/** That a pane has the focus, for `person.sees`. */
export function focused(session: string): (screen: string) => boolean {
  return named((screen) => paneOf(screen, session)?.isFocused === true, `the focus on ${session}`);
}

/** What the REPL shows: its rows below its title, without blank ones at the end. */
export function replText(screen: string): string {
  const rows = drawn(screen).split('\n');
  const title = rows.findLastIndex((row) => /^[─━] REPL /.test(row));
  return title < 0
    ? ''
    : rows
        .slice(title + 1, -1)
        .join('\n')
        .trimEnd();
}

/** A claim about the REPL's text, for `person.sees`. */
export function inRepl(sight: string | RegExp): (screen: string) => boolean {
  const seen = (screen: string): boolean => {
    const text = replText(screen);
    return typeof sight === 'string' ? text.includes(sight) : sight.test(text);
  };
  return named(seen, `${String(sight)} in the REPL`);
}

/** A screen to compare with a drawn one: rows without the blanks at their ends. */
export function drawn(screen: string): string {
  return screen.replace(/ +$/gm, '');
}

/** The last row of the screen. */
export function statusLine(screen: string): string {
  return screen.split('\n').at(-1)?.trim() ?? '';
}

/** A claim about the last row, for `person.sees`. */
export function inStatus(sight: string | RegExp): (screen: string) => boolean {
  const seen = (screen: string): boolean => {
    const row = statusLine(screen);
    return typeof sight === 'string' ? row.includes(sight) : sight.test(row);
  };
  return named(seen, `${String(sight)} in the status line`);
}

// A wait that fails prints the claim; its own words are better than its source.
function named<T extends (screen: string) => boolean>(claim: T, words: string): T {
  claim.toString = () => words;
  return claim;
}

/** Gives the focus to a pane by its number, and waits until it has it. */
export async function goesTo(person: Person, number: number): Promise<void> {
  person.presses('ctrl-]', String(number));
  await person.sees(
    named(
      (screen) => new RegExp(`(?:^|│)━ ${number} `, 'm').test(screen),
      `the focus on pane ${number}`,
    ),
  );
}
