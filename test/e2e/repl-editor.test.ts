import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { atLab, inPane, inRepl, replText } from '../helpers/lab-person.ts';
import type { Person } from '../helpers/person.ts';
import { makeTempHome, type TempHome } from '../helpers/temp-home.ts';

/** A tall screen, so that the REPL has room for what is looked at. */
const TALL = { cols: 120, rows: 60 };

describe('the editor of the REPL', () => {
  it('suggests the rest of an earlier input, and Right takes it', async () => {
    const person = await atLab(TALL);
    person.types('kept = 40 + 2').presses('enter');
    await person.sees(inRepl('Out[1]: 42'));
    person.types('kep');
    await person.sees(inRepl('In [2]: kept = 40 + 2'));
    const { x, y } = person.cursor();
    expect(x).toBe('In [2]: kep'.length);
    expect(person.cell(x, y).fg).not.toEqual(person.cell(x - 1, y).fg);
    person.presses('right', 'enter');
    await person.sees(inRepl('Out[2]: 42'));
  });

  it('colours what is typed, and marks a host there is none of', async () => {
    const person = await atLab(TALL);
    person.types("const a = 'text'");
    await person.sees(inRepl("const a = 'text'"));
    const { x, y } = person.cursor();
    const colours = [0, 6, 10].map((at) => person.cell('In [1]: '.length + at, y).fg);
    expect(new Set(colours).size).toBe(3);
    expect(person.cell(x - 1, y).isUnderline).toBe(false);
    person.presses('ctrl-c').types('@r9 show version');
    await person.sees(inRepl('@r9 show version'));
    expect(person.cell('In [1]: '.length + 1, person.cursor().y).isUnderline).toBe(true);
  });

  it('tells without colours, too, what is chosen, unknown and wrong', async () => {
    const person = await atLab({ ...TALL, env: { NO_COLOR: '1' } });
    person.types('@r9 show (]');
    await person.sees(inRepl('@r9 show (]'));
    const { y } = person.cursor();
    expect(person.cell('In [1]: @r'.length, y).isUnderline).toBe(true);
    person.presses('ctrl-u').types('f(]');
    await person.sees(inRepl('In [1]: f(]'));
    expect(person.cell('In [1]: f('.length, y).isInverse).toBe(true);
    person.presses('ctrl-u').types('@').presses('tab', 'down');
    await person.sees(inRepl(/@ r2/));
    const chosen = person
      .screen()
      .split('\n')
      .findIndex((row) => /^ *@ r2/.test(row));
    expect(person.cell('In [1]: @ '.length, chosen).isInverse).toBe(true);
  });

  it('marks the partner of a bracket', async () => {
    const person = await atLab(TALL);
    person.types('f(a, [1])');
    await person.sees(inRepl('f(a, [1])'));
    const { y } = person.cursor();
    const at = (text: string) => 'In [1]: '.length + 'f(a, [1])'.indexOf(text);
    expect(person.cell(at('('), y).isBold).toBe(true);
    expect(person.cell(at(')'), y).isBold).toBe(true);
    expect(person.cell(at('['), y).isBold).toBe(false);
  });

  it('has vi keys when they are set, and says which mode one is in', async () => {
    const person = await atLab(TALL);
    person.types('%set editor vi').presses('enter');
    await person.sees(/REPL · insert/);
    person.types('one two three').presses('escape');
    await person.sees(/REPL · normal/);
    person.types('0dw');
    await person.sees(inRepl(/In \[2\]: two three$/));
    person.types('A + 1').presses('escape').types('u');
    await person.sees(inRepl(/In \[2\]: two three$/));
    person.types('ccprint(7)').presses('enter');
    await person.sees(inRepl(/In \[2\]: print\(7\)\n7/));
    await person.sees(/REPL · insert/);
  });

  it('puts the cursor where one clicks', async () => {
    const person = await atLab(TALL);
    person.types('abcdef');
    await person.sees(inRepl('In [1]: abcdef'));
    const { y } = person.cursor();
    person.clicks('In [1]: abc'.length, y).types('X');
    await person.sees(inRepl('In [1]: abcXdef'));
  });

  it('cleans a pasted transcript, runs none of it, and undoes it in one step', async () => {
    const person = await atLab(TALL);
    person.types('x').pastes('In [3]: const a = 1\r\n   ...: a + 1\n');
    await person.sees(inRepl(/In \[1\]: xconst a = 1\n +\.\.\.: a \+ 1/));
    person.presses('ctrl-_');
    await person.sees(inRepl(/In \[1\]: x$/));
  });

  it('keeps up with a paste of 5,000 lines', async () => {
    const person = await atLab(TALL);
    const lines = Array.from({ length: 5_000 }, (_, i) => `value${i} = { number: ${i} };`);
    person.pastes(lines.join('\n'));
    await person.sees(inRepl('value4999'), { withinMs: 20_000 });
    person.types('// end');
    await person.sees(inRepl('value4999 = { number: 4999 };// end'));
    person.presses('ctrl-home');
    await person.sees(inRepl('In [1]: value0 = { number: 0 };'));
  });
});

describe('completion in the REPL', () => {
  it('offers words of device commands by the platform, with how they go on', async () => {
    const person = await atLab(TALL);
    person.types('@r1 sh ip int').presses('tab');
    await person.sees(inRepl(/In \[1\]: @r1 sh ip interface$/));
    person.presses('tab');
    await person.sees(inRepl(/In \[1\]: @r1 sh ip interface brief$/));
  });

  it('takes an abbreviation for a whole command', async () => {
    const person = await atLab(TALL);
    person.types('@r1 siib').presses('tab');
    await person.sees(inRepl(/In \[1\]: @r1 show ip interface brief$/));
  });

  it('offers stages, and columns of the command before them', async () => {
    const person = await atLab(TALL);
    person.types('@all show ip interface brief |> whe').presses('tab');
    await person.sees(inRepl(/brief \|> where$/));
    person.presses('tab');
    await person.sees(inRepl(/# interface +column/));
    person.types('stat').presses('tab');
    await person.sees(inRepl(/\|> where status/));
  });

  it('offers columns of a value, and what stands in them', async () => {
    const person = await atLab(TALL);
    person.types('t = @r1 show ip interface brief').presses('enter');
    await person.sees(inRepl(/5 rows[^\n]*\nIn \[2\]:$/));
    person.types('t |> where sta').presses('tab');
    await person.sees(inRepl(/t \|> where status$/));
    person.types(' = ').presses('tab');
    await person.sees(inRepl(/= up/));
  });

  it('offers magics with what they do, and files', async () => {
    const person = await atLab({ ...TALL, cwd: process.cwd() });
    person.types('%us').presses('tab');
    await person.sees(inRepl(/In \[1\]: %use$/));
    person.presses('ctrl-u').types('!cat pack').presses('tab');
    await person.sees(inRepl(/- package\.json/));
  });

  it('says where one is in a long list', async () => {
    const person = await atLab(TALL);
    person.types('r1.').presses('tab');
    await person.sees(inRepl(/ 1\/\d+/));
    person.presses('up');
    await person.sees((screen) => /(\d+)\/\1\b/.test(replText(screen)));
  });
});

describe("the person's own editor", () => {
  it('gets the input and the terminal; what it leaves is the input', async () => {
    const home = makeTempHome();
    const editor = script(home, 'tr a-z A-Z < "$1" > "$1.new"; mv "$1.new" "$1"');
    const person = await atLab({ ...TALL, home, env: { EDITOR: editor } });
    person.types('print(`one').presses('alt-enter').types('two`)');
    await person.sees(inRepl('two`)'));
    person.presses('ctrl-x', 'ctrl-e');
    await person.sees(inRepl(/In \[1\]: PRINT\(`ONE\n +\.\.\.: TWO`\)/));
    person.presses('ctrl-_');
    await person.sees(inRepl(/In \[1\]: print\(`one/));
    await person.close();
    home.remove();
  });

  it('has the whole screen and every key while sessions go on', async () => {
    const home = makeTempHome();
    const editor = script(
      home,
      'echo "what now?"; read answer; echo "$answer" > "$1"; echo done; read again',
    );
    const person = await atLab({ ...TALL, home, env: { VISUAL: editor } });
    person.presses('ctrl-x', 'ctrl-e');
    await person.sees('what now?');
    expect(person.screen()).not.toContain('REPL');
    expect(person.modes().mouse).toBe('none');
    person.types('6 * 7').presses('enter');
    await person.sees('done');
    person.presses('ctrl-c');
    // The shell ended by its signal; the program has not.
    await person.sees(inRepl(/ended with SIGINT/));
    await person.sees(inPane('r1', 'r1#'));
    await runs(person, '1 + 1', 'Out[1]: 2');
    await person.close();
    home.remove();
  });

  it('that is not there is named, and nothing is lost', async () => {
    const person = await atLab({ ...TALL, env: { EDITOR: 'no-such-editor' } });
    person.types('kept');
    await person.sees(inRepl('kept'));
    person.presses('ctrl-x', 'ctrl-e');
    await person.sees(inRepl("there is no editor 'no-such-editor': set $VISUAL or $EDITOR"));
    await person.sees(inRepl(/In \[1\]: kept$/));
    expect(person.modes().isBracketedPaste).toBe(true);
  });
});

function script(home: TempHome, text: string): string {
  const file = join(home.path, 'my-editor');
  writeFileSync(file, `#!/bin/sh\n${text}\n`);
  chmodSync(file, 0o755);
  return file;
}

async function runs(person: Person, line: string, shows: string): Promise<void> {
  person.types(line).presses('enter');
  await person.sees(inRepl(shows));
}
