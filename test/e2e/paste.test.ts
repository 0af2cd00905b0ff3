import { describe, expect, it } from 'vitest';
import { atLab, goesTo, inPane, inStatus, paneOf, titled } from '../helpers/lab-person.ts';
import { foreignSequences } from '../helpers/terminal-sequences.ts';

describe('a paste into a router', () => {
  it('of one line goes as it is and waits for Return', async () => {
    const person = await atLab();
    await goesTo(person, 1);
    person.pastes('show clock');
    await person.sees(inPane('r1', /r1#show clock$/));
    person.presses('enter');
    await person.sees(inPane('r1', /UTC/));
  });

  it('of several lines is shown first, and Escape sends none of it', async () => {
    const person = await atLab();
    await goesTo(person, 1);
    person.pastes('configure terminal\nhostname other\nend\n');
    await person.sees('Paste 3 lines into r1?');
    await person.sees('hostname other');
    person.presses('escape');
    await person.losesSightOf('Paste 3 lines');
    expect(paneOf(person.screen(), 'r1')?.text).toBe('\nr1#');
  });

  it('of several lines goes line by line, each at the prompt, when confirmed', async () => {
    const person = await atLab();
    await goesTo(person, 2);
    person.pastes('configure terminal\ninterface Loopback9\ndescription pasted\nend');
    await person.sees('Paste 4 lines into r2?');
    person.presses('enter');
    await person.sees(inStatus('r2: 4 of 4 lines pasted'));
    await person.sees(inPane('r2', /\(config-if\)#description pasted\nr2\(config-if\)#end\nr2#$/));
    await person.sees(titled('r2', /privileged ●$/));
  });

  it('stops at the first line the router refuses, and says which', async () => {
    const person = await atLab();
    await goesTo(person, 1);
    person.pastes('configure terminal\nno such thing\nhostname never');
    await person.sees('Paste 3 lines into r1?');
    person.presses('enter');
    await person.sees(inStatus(/r1 refused line 2 of 3, 'no such thing': % Invalid input/));
    expect(paneOf(person.screen(), 'r1')?.text).not.toContain('hostname never');
    await person.sees(titled('r1', /configuration ●$/));
  });

  it('is stopped by Ctrl-C, and says how far it came', async () => {
    const person = await atLab();
    await goesTo(person, 1);
    person.pastes(Array.from({ length: 400 }, () => 'show clock').join('\n'));
    await person.sees('Paste 400 lines into r1?');
    person.presses('enter');
    await person.sees(inStatus(/r1: pasting, \d+ of 400 lines · Ctrl-C stops/));
    person.presses('ctrl-c');
    await person.sees(inStatus(/r1: the paste stopped after \d+ of 400 lines/));
    person.types('show users').presses('enter');
    await person.sees(inPane('r1', /show users\n[\s\S]*r1#$/));
  });

  it('carries no control characters to the router or the terminal', async () => {
    const person = await atLab();
    await goesTo(person, 1);
    person.pastes('show \x1b[31mclock\x1b]0;title\x07\x03\nshow users');
    await person.sees('Paste 2 lines into r1?');
    person.presses('enter');
    await person.sees(inStatus(/r1 refused line 1 of 2/));
    expect(paneOf(person.screen(), 'r1')?.text).toContain('r1#show [31mclock]0;title');
    expect(paneOf(person.screen(), 'r1')?.text).not.toContain('show users');
    expect(person.title).toBe('');
    expect(foreignSequences(person.rawOutput)).toEqual([]);
  });

  it('that holds the end of a paste is still a paste: shown first, not run', async () => {
    const person = await atLab();
    await goesTo(person, 1);
    person.pastes('show clock\x1b[201~\nshow users\n');
    await person.sees(/Paste 2 lines into r1\?/);
    person.presses('escape');
    await person.losesSightOf('into r1?');
    expect(paneOf(person.screen(), 'r1')?.text).toBe('\nr1#');
  });
});
