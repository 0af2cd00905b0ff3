import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { atLab, goesTo, inPane, inStatus } from '../helpers/lab-person.ts';
import type { Person, PersonOptions } from '../helpers/person.ts';
import { makeTempHome } from '../helpers/temp-home.ts';

describe('the parser doctor', () => {
  it('makes a template for a command that has none, and the table is there', async () => {
    const person = await atDoctor();
    await person.sees('3 rows · 3/3 lines');
    person.presses('ctrl-u', 'ctrl-k').pastes('Value SIZE (\\d+)\n');
    await person.sees(/no Value|expected|SIZE/);
    person.presses('ctrl-end', 'up', 'ctrl-a', 'ctrl-k');
    person.types('  ^History is enabled, history size is ${SIZE}\\. -> Record');
    await person.sees('1 row · 1/3 lines');
    await person.sees(/▌Length: /);
    person.presses('ctrl-s');
    await person.sees(inStatus(/saved as .*show_terminal\.textfsm/));
    person.presses('escape');
    await person.sees(/1 row · 1\/3 lines · cisco_ios\/show_terminal/);
    const folder = join(person.home.path, '.config/showrun/parsers/cisco_ios');
    expect(readFileSync(join(folder, 'show_terminal.textfsm'), 'utf8')).toContain('Value SIZE');
    expect(readFileSync(join(folder, 'show_terminal.raw'), 'utf8')).toContain('Length: ');
    person.presses('u');
    await person.sees('left over: 1 of 2');
    person.presses('n');
    await person.sees('left over: 2 of 2');
  });

  it('is not left with edits unsaved without a question, nor are files written over', async () => {
    const person = await atDoctor();
    person.types('# mine').presses('enter');
    await person.sees('not saved');
    person.presses('escape');
    await person.sees('Leave the parser doctor?');
    person.presses('escape');
    await person.losesSightOf('Leave the parser doctor?');
    person.presses('ctrl-s');
    await person.sees(inStatus('saved as'));
    person.types('# more').presses('enter', 'ctrl-s');
    await person.sees('Write over these files?');
    person.presses('escape');
    await person.losesSightOf('Write over these files?');
    const file = join(person.home.path, '.config/showrun/parsers/cisco_ios/show_terminal.textfsm');
    expect(existsSync(file)).toBe(true);
    expect(readFileSync(file, 'utf8')).not.toContain('more');
    person.presses('escape');
    await person.sees('Leave the parser doctor?');
    person.presses('enter');
    await person.losesSightOf('show_terminal.textfsm');
  });

  it('is offered where a template fails, with the reason, and opens at its line', async () => {
    const home = makeTempHome();
    const folder = join(home.path, '.config/showrun/parsers/cisco_ios');
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      join(folder, 'show_terminal.textfsm'),
      'Value A (\\d+)\n\nStart\n  ^${B} -> Record\n',
    );
    const person = await atDoctor({ home });
    await person.sees(/▌ {2}\^\$\{B\}/);
    await person.sees('line 4: ');
  });

  it('mends a TTP template as such, macros of the person’s own included', async () => {
    const home = makeTempHome();
    const folder = join(home.path, '.config/showrun/parsers/cisco_ios');
    mkdirSync(folder, { recursive: true });
    const macro = '<macro lang="js">\nfunction f(size) { return `of ${size}`; }\n</macro>';
    const file = join(folder, 'show_terminal.ttp');
    writeFileSync(file, `${macro}\n<group name="h">\nHistory {{ no | nosuch }}\n</group>\n`);
    const person = await atDoctor({ home }, 'ttp');
    await person.sees('there is no function nosuch');
    await person.sees('line 5: ');
    person.presses('ctrl-end', 'up', 'up', 'ctrl-a', 'ctrl-k');
    person.types('History is enabled, history size is {{ size | macro("f") | strip(".") }}');
    await person.sees('1 row · 1/3 lines');
    await person.sees(/story size is .*strip\("\."\) }} +×1/);
    person.presses('ctrl-t');
    await person.sees(/of \d+/);
    person.presses('ctrl-s');
    await person.sees('Write over these files?');
    person.presses('enter');
    await person.sees(inStatus(/saved as .*show_terminal\.ttp/));
    expect(readFileSync(file, 'utf8')).toContain('strip(".")');
    expect(existsSync(join(folder, 'show_terminal.textfsm'))).toBe(false);
  });

  it('stops a template that runs away, and the program goes on', async () => {
    const person = await atDoctor();
    person.presses('ctrl-end', 'up', 'ctrl-a', 'ctrl-k').types('  ^(.|\\S|.)*!$$ -> Record');
    await person.sees(/too slow at input line \d/, { withinMs: 20_000 });
    person.presses('ctrl-u', 'ctrl-k').types('  ^${NAME} -> Record');
    await person.sees('3 rows · 3/3 lines');
  });
});

/** A person with the doctor open over a command that no template reads. */
async function atDoctor(
  options: Partial<PersonOptions> = {},
  language: 'textfsm' | 'ttp' = 'textfsm',
): Promise<Person> {
  const person = await atLab(options);
  await goesTo(person, 1);
  person.types('show terminal').presses('enter');
  await person.sees(inPane('r1', /Length: [\s\S]*r1#$/));
  person.presses('ctrl-]', 'T');
  await person.sees(inStatus('d opens the parser doctor'));
  person.presses('d');
  await person.sees(`parser doctor · cisco_ios/show_terminal.${language}`);
  return person;
}
