import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { LiveSettings } from '../../../src/cli/live-settings.ts';
import { DEFAULTS, SETTING_ABOUT, SETTING_NAMES, valuesOf } from '../../../src/cli/setting-list.ts';
import { loadSettings } from '../../../src/cli/settings.ts';
import { ShowrunError } from '../../../src/core/errors.ts';

describe('settings that change while the program runs', () => {
  it('are kept in config.json, for this person alone, and count at once', async () => {
    const { folder, settings, changed } = open();
    await settings.set('editor', 'vi');
    expect(settings.value.editor).toBe('vi');
    expect(changed).toEqual(['editor']);
    expect((await loadSettings(folder)).settings).toEqual({ ...DEFAULTS, editor: 'vi' });
    expect(statSync(join(folder, 'config.json')).mode & 0o777).toBe(0o600);
  });

  it('leave alone what else the file says, also what another window has set meanwhile', async () => {
    const { folder, settings } = open();
    writeFileSync(join(folder, 'config.json'), '{"mouse": "off", "of mine": [1]}');
    await settings.set('history', 'off');
    expect(JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8'))).toEqual({
      mouse: 'off',
      'of mine': [1],
      history: 'off',
    });
  });

  it('go back to what counts without them', async () => {
    const { folder, settings } = open();
    await settings.set('mouse', 'off');
    await settings.set('mouse', undefined);
    expect(settings.value.mouse).toBe('on');
    expect(JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8'))).toEqual({});
  });

  it('refuse a name nobody knows, and say the nearest', async () => {
    const { settings, changed } = open();
    expect(await refusal(settings.set('editr', 'vi'))).toBe(
      "there is no setting 'editr': did you mean editor?",
    );
    expect(await refusal(settings.set('xyzzyx', 'vi'))).toContain('there are theme, mouse');
    expect(await refusal(settings.set('__proto__', 'vi'))).toContain('there is no setting');
    expect(changed).toEqual([]);
  });

  it('refuse a value that cannot be, and keep what was', async () => {
    const { folder, settings, changed } = open();
    expect(await refusal(settings.set('editor', 'ed'))).toBe(
      "editor cannot be 'ed': it is emacs or vi",
    );
    expect(settings.value.editor).toBe('emacs');
    expect(readdirSync(folder)).toEqual([]);
    expect(changed).toEqual([]);
  });

  it('refuse what whoever opens them knows to be of no use', async () => {
    const { settings } = open((name, value) => {
      if (name === 'theme' && value !== 'dark') throw new ShowrunError('bad-file', 'no such theme');
    });
    expect(await refusal(settings.set('theme', 'x'))).toContain('no such theme');
    expect(settings.value.theme).toBe('dark');
  });

  it('set a damaged file aside before they write', async () => {
    const { folder, settings } = open();
    writeFileSync(join(folder, 'config.json'), '{"mouse"');
    await settings.set('mouse', 'off');
    expect(readdirSync(folder).map((name) => name.replace(/-.*/, ''))).toEqual([
      'config.json',
      'config.json.corrupt',
    ]);
    expect((await loadSettings(folder)).settings.mouse).toBe('off');
  });

  it('say of each what it is for, and which values it takes', () => {
    for (const name of SETTING_NAMES) {
      expect(SETTING_ABOUT[name].summary).not.toBe('');
      const values = valuesOf(name);
      if (values !== undefined) expect(values).toContain(DEFAULTS[name]);
    }
    expect(valuesOf('editor')).toEqual(['emacs', 'vi']);
    expect(valuesOf('theme')).toBeUndefined();
  });
});

function open(check?: (name: string, value: string) => void) {
  const folder = mkdtempSync(join(tmpdir(), 'showrun-settings-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const settings = new LiveSettings({ folder, settings: DEFAULTS, ...(check && { check }) });
  const changed: string[] = [];
  settings.changed.on((name) => changed.push(name));
  return { folder, settings, changed };
}

async function refusal(work: Promise<void>): Promise<string> {
  const thrown = await work.catch((error: unknown) => error);
  return thrown instanceof ShowrunError ? thrown.line : String(thrown);
}
