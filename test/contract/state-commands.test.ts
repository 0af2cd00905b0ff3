import { describe, expect, it } from 'vitest';
import { Library } from '../../src/parse/library.ts';
import { lineageOf } from '../../src/parse/lineage.ts';
import { openPlatforms } from '../../src/platforms/platforms.ts';
import { STATE_COMMANDS, stateCommands } from '../../src/repl/snapshots/state-commands.ts';

const library = new Library();
const platforms = openPlatforms({ userFolder: '/nonexistent', onProblem: () => undefined });

describe.each(Object.entries(STATE_COMMANDS))('the state of %s', (platform, commands) => {
  it.each(commands)('is compared by rows: %s', (command) => {
    const template = library.find(lineageOf(platforms, platform), command);
    expect(template?.leftOver).toEqual([]);
  });
});

it('is known of platforms that are like another', () => {
  expect(stateCommands(lineageOf(platforms, 'cisco_iosxe'))).toEqual(STATE_COMMANDS['cisco_ios']);
  expect(stateCommands(['nobody_knows'])).toEqual([]);
});
