import { onTestFailed, onTestFinished } from 'vitest';
import { Person, type PersonOptions } from './person.ts';

/** A `Person` for one test: ended with it, and their last screen is shown when the test fails. */
export async function atKeyboard(options: PersonOptions): Promise<Person> {
  const person = await Person.start(options);
  let lastScreen = '';
  // Failure is told after the end of the test, when the program is gone and so is what it showed.
  onTestFailed(() => {
    process.stderr.write(`The screen when the test failed:\n${lastScreen}\n`);
  });
  onTestFinished(async () => {
    lastScreen = person.framedScreen();
    await person.close();
  });
  return person;
}
