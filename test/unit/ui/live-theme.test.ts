import { mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { liveTheme } from '../../../src/ui/live-theme.ts';
import { loadTheme, themeNames } from '../../../src/ui/theme.ts';

describe('a theme that changes', () => {
  it('is another one for everybody who holds it', () => {
    const [dark, ansi] = [loadTheme('dark', undefined), loadTheme('ansi', undefined)];
    const live = liveTheme(dark);
    const { theme } = live;
    expect(theme).toEqual(dark);
    live.become(ansi);
    expect(theme).toEqual(ansi);
    expect(dark).toEqual(loadTheme('dark', undefined));
  });

  it('has a name among the files of the person and of the program', () => {
    const folder = mkdtempSync(join(tmpdir(), 'showrun-themes-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    writeFileSync(join(folder, 'mine.json'), '{"title": "Mine", "styles": {}}');
    expect(themeNames(folder)).toEqual(expect.arrayContaining(['ansi', 'dark', 'mine']));
    expect(themeNames(join(folder, 'none'))).not.toContain('mine');
    expect(() => loadTheme('mien', folder)).toThrow(/no theme 'mien'/);
  });

  it('is no path', () => {
    const folder = mkdtempSync(join(tmpdir(), 'showrun-themes-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    writeFileSync(join(folder, 'x.json'), '{"title": "X", "styles": {}}');
    expect(() => loadTheme('../x', join(folder, 'themes'))).toThrow(/no theme/);
    expect(() => loadTheme('', folder)).toThrow(/no theme/);
  });
});
