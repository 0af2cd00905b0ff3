import type { Person } from '../helpers/person.ts';

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
    name: 'first-light',
    title: 'showrun',
    args: [],
    cols: 120,
    rows: 36,
    async play(person) {
      await seesAllPrompts(person);
    },
  },
];

async function seesAllPrompts(person: Person): Promise<void> {
  for (const name of ['r1', 'r2', 'r3', 'r4']) await person.sees(new RegExp(`\\b${name}[#>]`));
}
