import { Person, type PersonOptions } from '../helpers/person.ts';
import { showrunCommand } from '../helpers/showrun-program.ts';

export { showrunMissing } from '../helpers/showrun-program.ts';

/** Starts the built program as `npm start` does. */
export function startShowrun(
  args: readonly string[],
  options: Partial<PersonOptions> = {},
): Promise<Person> {
  return Person.start({ cols: 200, rows: 50, ...showrunCommand(args), ...options });
}
