import { onTestFailed, onTestFinished } from 'vitest';
import { Person, type PersonOptions } from './person.ts';

/** A `Person` for one test: ended with it, and their last screen is shown when the test fails. */
export async function atKeyboard(options: PersonOptions): Promise<Person> {
  const person = await Person.start(options);
  onTestFailed(() => {
    process.stderr.write(`The screen when the test failed:\n${person.framedScreen()}\n`);
  });
  onTestFinished(() => person.close());
  return person;
}
