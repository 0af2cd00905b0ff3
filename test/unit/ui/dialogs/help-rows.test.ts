import { expect, it } from 'vitest';
import { type HelpGroup, helpRows } from '../../../../src/ui/dialogs/help-rows.ts';
import { loadTheme } from '../../../../src/ui/theme.ts';

const theme = loadTheme('dark', undefined);

function group(title: string, count: number): HelpGroup {
  const entries = Array.from({ length: count }, (_, at) => ({
    keys: 'x',
    title: `${title} ${at}`,
  }));
  return { title, entries };
}

function lines(groups: readonly HelpGroup[], cols: number): string[] {
  return helpRows(groups, theme, cols).map((row) => row.map(({ text }) => text).join(''));
}

it('has columns as even as its groups allow, in their order', () => {
  const groups = [group('Move', 10), group('Panes', 12), group('Sessions', 13), group('Look', 3)];
  const shown = lines([...groups, group('Program', 7)], 100);
  // With titles and blanks Move and Panes have 26 rows, the others 29.
  expect(shown).toHaveLength(29);
  expect(shown[0]).toMatch(/^Move +Sessions$/);
});

it('is one column where there is no room for two', () => {
  const shown = lines([group('Move', 2), group('Panes', 2)], 60);
  expect(shown.map((line) => line.trim())).toEqual([
    'Move',
    'x  Move 0',
    'x  Move 1',
    '',
    'Panes',
    'x  Panes 0',
    'x  Panes 1',
    '',
  ]);
});
