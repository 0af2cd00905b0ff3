import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  atLab,
  inPane,
  inRepl,
  inStatus,
  LAB,
  paneOf,
  replText,
  titled,
} from '../helpers/lab-person.ts';
import type { Person } from '../helpers/person.ts';
import { makeTempHome } from '../helpers/temp-home.ts';
import { foreignSequences } from '../helpers/terminal-sequences.ts';

/** A tall screen, so that the REPL has room for what is looked at. */
const TALL = { cols: 120, rows: 60 };

describe('cells', () => {
  it('are JavaScript and TypeScript with top-level await, and what is declared stays', async () => {
    const person = await atLab(TALL);
    await runs(person, 'const n: number = 20; n + 1', 'Out[1]: 21');
    await runs(person, "await Promise.resolve('later')", "Out[2]: 'later'");
    await runs(person, 'const n = 5', 'In [4]:');
    await runs(person, 'n * 2', 'Out[4]: 10');
  });

  it('remember inputs and outputs as In, Out and _', async () => {
    const person = await atLab(TALL);
    await runs(person, '6 * 7', 'Out[1]: 42');
    await runs(person, '_ + 1', 'Out[2]: 43');
    await runs(person, '[In[1], Out[1], _, __]', "Out[3]: [ '6 * 7', 42, 43, 42 ]");
  });

  it('go on over several lines until they are complete', async () => {
    const person = await atLab(TALL);
    person.types('function twice(a) {').presses('enter');
    await person.sees(inRepl(/In \[1\]: function twice\(a\) \{\n +\.\.\.:/));
    person.types('return a * 2').presses('enter').types('}').presses('enter');
    await person.sees(inRepl('In [2]:'));
    await runs(person, 'twice(21)', 'Out[2]: 42');
  });

  it('show errors with their place, and leave the REPL as it was', async () => {
    const person = await atLab(TALL);
    await runs(person, 'const kept = 1', 'In [2]:');
    await runs(person, 'nothing.here', /ReferenceError: nothing is not defined\n +at In\[2\]:1:1/);
    await runs(person, "throw new TypeError('mine')", /TypeError: mine\n +at In\[3\]:1:7/);
    await runs(person, 'let = )', 'SyntaxError');
    await runs(person, 'kept', /Out\[\d\]: 1/);
  });

  it('take a paste of several lines as one cell that runs when the person says so', async () => {
    const person = await atLab(TALL);
    person.pastes('a = 1\nb = 2\na + b\n');
    await person.sees(inRepl(/In \[1\]: a = 1\n +\.\.\.: b = 2\n +\.\.\.: a \+ b/));
    expect(replText(person.screen())).not.toContain('Out[1]');
    person.presses('enter');
    await person.sees(inRepl('Out[1]: 3'));
  });

  it('hold wide characters, and the cursor stands behind them', async () => {
    const person = await atLab(TALL);
    person.types("路由 = '漢字かな'");
    await person.sees(inRepl("路由 = '漢字かな'"));
    expect(person.cursor().x).toBe("In [1]: 路由 = '漢字かな'".length + 6);
    person.presses('enter');
    await person.sees(inRepl("Out[1]: '漢字かな'"));
    await runs(person, '路由.length', 'Out[2]: 4');
  });

  it('hold lines of 2,000 characters', async () => {
    const person = await atLab(TALL);
    await runs(person, `'${'x'.repeat(2_000)}'.length`, 'Out[1]: 2000');
    await runs(person, '1', 'Out[2]: 1');
  });

  it('run in order when they are typed ahead of one that takes its time', async () => {
    const person = await atLab(TALL);
    person.types(
      'go = undefined; await new Promise((done) => { go = done; setTimeout(done, 700) })',
    );
    person.presses('enter').types("'second'").presses('enter').types("'third'").presses('enter');
    await person.sees(/REPL .* 2 waiting/);
    await person.sees(inRepl(/'second'\nOut\[2\]: 'second'\nIn \[3\]: 'third'\nOut\[3\]: 'third'/));
  });
});

describe('Ctrl-C in the REPL', () => {
  it('ends a busy loop, and variables and sessions live on', async () => {
    const person = await atLab(TALL);
    await runs(person, 'kept = 7', 'Out[1]: 7');
    person.types('while (true) {}').presses('enter');
    await person.sees(/REPL .*running.*Ctrl-C/);
    person.presses('ctrl-c');
    await person.sees(inRepl('interrupted'));
    await runs(person, 'kept', 'Out[3]: 7');
    await person.sees(inStatus('4 open'));
  });

  it('stops a running device command on the router too, and the session answers the next one', async () => {
    const person = await atLab(TALL);
    person.types('@r1 ping 10.9.9.9 repeat 1000').presses('enter');
    await person.sees(inPane('r1', /Sending 1000/));
    await person.sees(titled('r1', /REPL is typing/));
    person.presses('ctrl-c');
    await person.sees(inRepl('interrupted'));
    await person.sees(inPane('r1', /Success rate is 0 percent[^\n]*\nr1#$/));
    await runs(person, '@r1 show clock', /Out\[2\]:[\s\S]*\d\d:\d\d:\d\d/);
    await person.sees(titled('r1', /privileged ●$/));
  });

  it('drops the line when nothing runs', async () => {
    const person = await atLab();
    person.types('half a li');
    await person.sees(inRepl('half a li'));
    person.presses('ctrl-c');
    await person.losesSightOf('half a li');
    await runs(person, '1', 'Out[1]: 1');
  });
});

describe('completion', () => {
  it('offers hosts and completes with Tab and Enter', async () => {
    const person = await atLab(TALL);
    person.types('@').presses('tab');
    for (const name of LAB) await person.sees(inRepl(new RegExp(`@ ${name} +cisco_ios`)));
    await person.sees(inRepl(/@ all +4 hosts/));
    person.presses('down', 'enter');
    await person.sees(inRepl(/In \[1\]: @r2/));
  });

  it('offers what a host can do', async () => {
    const person = await atLab(TALL);
    person.types('r1.').presses('tab');
    await person.sees(inRepl(/ƒ run +\(/));
    await person.sees(inRepl(/· platform +/));
    person.presses('escape');
    await person.losesSightOf(/· platform +/);
    person.types('plat').presses('tab');
    await person.sees(inRepl(/In \[1\]: r1\.platform/));
  });

  it('offers device commands behind a selector', async () => {
    const person = await atLab(TALL);
    person.types('@r1 show ip').presses('tab', 'tab');
    await person.sees(inRepl(/› interface +↵ brief[\s\S]*› ospf +/));
  });
});

describe('devices in the REPL', () => {
  it('answer on the live session: the command is seen in the pane, the value in the REPL', async () => {
    const person = await atLab(TALL);
    await runs(person, '@r1 show version', 'In [2]:');
    await person.sees(inPane('r1', /Configuration register is 0x2102\nr1#$/));
    await runs(person, '_.text.includes("uptime is")', 'Out[2]: true');
    expect(paneOf(person.screen(), 'r2')?.text).not.toContain('register');
  });

  it('are asked all at once with @all, and in turn with for … of all', async () => {
    const person = await atLab(TALL);
    await runs(person, 'x = @all show clock', 'In [2]:');
    for (const name of LAB) await person.sees(inPane(name, /show clock\n[\s\S]+UTC/));
    await runs(
      person,
      "for (const h of all) print(h.name, (await h.run('show version')).text.length > 99)",
      /r1 true\nr2 true\nr3 true\nr4 true/,
    );
  });

  it('say plainly what is wrong: no such host, a refused command, a question', async () => {
    const person = await atLab(TALL);
    await runs(person, '@r9 show version', "nothing matches 'r9': there are r1, r2, r3, r4");
    await runs(person, '@r1 show nonsense', "% Invalid input detected at '^' marker.");
    await runs(person, '@r1 reload', /r1 asks 'Proceed with reload\? \[confirm\]'.*in the pane/);
    await person.sees(inPane('r1', /\[confirm\]$/));
  });

  it('say how they are asked where a command is typed without a host', async () => {
    const person = await atLab(TALL);
    await runs(person, 'show version', /SyntaxError[\s\S]*to ask the devices: @all show version/);
    await runs(person, 'help', 't = @all show ip route');
  });

  it('say that a session is closed, and the others answer', async () => {
    const person = await atLab(TALL);
    person.presses('ctrl-]', '2').types('exit').presses('enter');
    await person.sees(titled('r2', /closed/));
    person.presses('ctrl-]', 'r');
    await runs(person, '@r1,r2 show clock', 'r2 is not connected: reconnect the session first');
    await person.sees(inPane('r1', /show clock\n[\s\S]+UTC/));
  });
});

describe('old answers', () => {
  it('are scrolled to with PageUp as far as there are any, and one PageDown moves again', async () => {
    const person = await atLab({ cols: 100, rows: 24 });
    for (const number of [1, 2, 3, 4, 5]) {
      await runs(person, `'answer ${number}'`, `Out[${number}]: 'answer ${number}'`);
    }
    expect(replText(person.screen())).not.toContain('In [1]');
    person.presses('pageup', 'pageup', 'pageup', 'pageup');
    const top = await person.sees(inRepl(/^In \[1\]: 'answer 1'/));
    const hidden = Number(/↑ (\d+) lines/.exec(top)?.[1]);
    expect(hidden).toBeLessThanOrEqual(10);
    person.presses('pagedown');
    await person.sees((screen) => !inRepl(/^In \[1\]/)(screen));
  });
});

describe('the history', () => {
  it('is kept across runs, newest first, without what sets a secret', async () => {
    const home = makeTempHome();
    onTestFinished(() => home.remove());
    const first = await atLab({ home });
    await runs(first, "'older'", "Out[1]: 'older'");
    await runs(first, "password = 'hunter2'", 'In [3]:');
    await runs(first, "'newer'", "Out[3]: 'newer'");
    first.presses('ctrl-]', 'q');
    await first.exits();

    const file = join(home.path, '.local/share/showrun/history.jsonl');
    expect(existsSync(file)).toBe(true);
    expect(readFileSync(file, 'utf8')).not.toContain('hunter2');

    const second = await atLab({ home });
    second.presses('up');
    await second.sees(inRepl("In [1]: 'newer'"));
    second.presses('up');
    await second.sees(inRepl("In [1]: password = '‹secret›'"));
    second.presses('up');
    await second.sees(inRepl("In [1]: 'older'"));
    second.presses('down', 'down', 'enter');
    await second.sees(inRepl("Out[1]: 'newer'"));
  });

  it('is searched with Ctrl-R', async () => {
    const person = await atLab();
    await runs(person, "'needle'.length", 'Out[1]: 6');
    await runs(person, "'straw'.length", 'Out[2]: 5');
    person.presses('ctrl-r').types('need');
    await person.sees(inRepl(/need.*'needle'\.length|'needle'\.length[\s\S]*need/));
    person.presses('enter');
    await person.sees((screen) => (replText(screen).match(/'needle'\.length/g) ?? []).length >= 1);
  });
});

describe('what the REPL prints', () => {
  it('never reaches the terminal as control sequences', async () => {
    const person = await atLab(TALL);
    await runs(
      person,
      String.raw`print('\x1b[2J\x1b]0;title\x07\x1b]52;c;aGk=\x07\x1b[31mred\x1b[0m\x9b5n end')`,
      'end',
    );
    await runs(person, String.raw`'\x1b]2;other\x07'`, 'In [3]:');
    expect(person.title).toBe('');
    expect(foreignSequences(person.rawOutput)).toEqual([]);
  });
});

/** Types a cell and waits for what is said of it. */
async function runs(person: Person, cell: string, answer: string | RegExp): Promise<void> {
  const before = replText(person.screen());
  person.types(cell).presses('enter');
  await person.sees(
    (screen) => replText(screen) !== before && inRepl(answer)(screen) && !/ running /.test(screen),
  );
}
