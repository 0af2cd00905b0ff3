import type { Person } from '../helpers/person.ts';
import { nightRecording } from './night-recording.ts';

/** One picture: how the program is started, what a person does, and what the window's title says. */
export interface Scene {
  /** The file's name in `docs/`, without `.svg`. */
  readonly name: string;
  readonly title: string;
  readonly args: readonly string[];
  readonly cols: number;
  readonly rows: number;
  /** Brings the program to the moment worth a picture; what it waits for last is what the picture shows. */
  play(person: Person): Promise<void>;
}

export const scenes: readonly Scene[] = [
  {
    name: 'showrun',
    title: 'showrun',
    args: [],
    cols: 172,
    rows: 46,
    async play(person) {
      await seesAllPrompts(person);
      await command(person, '1', 'show ip ospf neighbor');
      await command(person, '2', 'ping 4.4.4.4');
      await command(person, '3', 'traceroute 1.1.1.1');
      await command(person, '4', 'configure terminal');
      await person.sees('r4(config)#');
      await person.sees('configuration');
      await person.presses('ctrl-]');
      await person.types('r');
      await person.types('@r1,r2 show ip interface brief');
      await person.presses('enter');
      await person.sees(/Loopback0 +2\.2\.2\.2 +up[\s\S]*In \[2\]/);
    },
  },
  {
    name: 'table',
    title: 'a table over several devices',
    args: [],
    cols: 120,
    rows: 34,
    async play(person) {
      await seesAllPrompts(person);
      await person.types('@all show ip route');
      await person.presses('enter');
      await person.sees('In [2]');
      await person.losesSightOf('running');
      await person.presses('ctrl-]');
      await person.types('T');
      await person.sees('cisco_ios/show_ip_route');
      await person.types('/O 10.');
      await person.presses('enter');
      await person.sees('filter: O 10.');
    },
  },
  {
    name: 'repl',
    title: 'one REPL over every device',
    args: [],
    cols: 150,
    rows: 46,
    async play(person) {
      await seesAllPrompts(person);
      person.presses('ctrl-]', 'z');
      await cell(
        person,
        1,
        '@all show ip interface brief |> where status != up |> select host, interface, status',
      );
      await cell(person, 2, '%snapshot before show ip route; show ip ospf neighbor');
      await cell(person, 3, "await r1.config(['interface GigabitEthernet0/0', 'shutdown'])");
      await cell(person, 4, '%diff before');
      await cell(
        person,
        5,
        "for (const h of all) print(h.name, (await h.run('show ip route')).where('protocol == O').length, 'OSPF routes')",
      );
      person.types('@all show ip ospf neighbor |> gr');
      person.presses('tab');
      await person.sees('group');
    },
  },
  {
    name: 'replay',
    title: 'last night, again',
    get args() {
      return ['replay', nightRecording(), '--at', '#7'];
    },
    cols: 146,
    rows: 36,
    async play(person) {
      await person.sees('shutdown');
      await person.types('/');
      await person.sees('Search the recording');
      await person.types('ADJCHG');
      await person.presses('enter');
      await person.sees('1 of 2');
      await person.presses('n');
      await person.sees('2 of 2');
    },
  },
  {
    name: 'keys',
    title: 'the keys',
    args: [],
    cols: 120,
    rows: 34,
    async play(person) {
      await seesAllPrompts(person);
      await person.presses('ctrl-]');
      await person.types('?');
      await person.sees('Keys after Ctrl-]');
    },
  },
];

async function seesAllPrompts(person: Person): Promise<void> {
  for (const name of ['r1', 'r2', 'r3', 'r4']) await person.sees(new RegExp(`\\b${name}[#>]`));
}

/** Runs a cell and waits for the next one. */
async function cell(person: Person, number: number, source: string): Promise<void> {
  person.types(source).presses('enter');
  await person.sees(`In [${number + 1}]`);
  await person.losesSightOf('running');
}

/** Types a command into a pane and waits until it has been answered. */
async function command(person: Person, pane: string, text: string): Promise<void> {
  await person.presses('ctrl-]');
  await person.types(pane);
  await person.types(text);
  await person.presses('enter');
  await person.sees(`r${pane}#${text}`);
}
