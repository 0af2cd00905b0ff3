import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { templateTextOf } from '../../../src/parse/template-texts.ts';
import { openPlatforms } from '../../../src/platforms/platforms.ts';
import { compileTemplate } from '../../../src/textfsm/compile-template.ts';

const given = {
  userFolder: mkdtempSync(join(tmpdir(), 'parsers-')),
  folders: [],
  platforms: openPlatforms(),
};

describe('the text of a template', () => {
  it('is that of the one that reads the command, under its name', () => {
    const found = templateTextOf({ platform: 'cisco_xe', command: 'sh ip int br' }, given);
    expect(found.name).toBe('cisco_ios/show_ip_interface_brief');
    expect(found.text).toContain('Value ');
  });

  it('says its language, and whether it is the person’s own', () => {
    const userFolder = mkdtempSync(join(tmpdir(), 'parsers-'));
    mkdirSync(join(userFolder, 'cisco_ios'));
    writeFileSync(join(userFolder, 'cisco_ios', 'show_mine.ttp'), 'a {{ a }}');
    const find = (command: string) =>
      templateTextOf({ platform: 'cisco_ios', command }, { ...given, userFolder });
    expect(find('show mine')).toMatchObject({ text: 'a {{ a }}', language: 'ttp', isOwn: true });
    expect(find('show version')).toMatchObject({ language: 'textfsm', isOwn: false });
  });

  it('is the beginning of one where there is none, named after what the command is always called', () => {
    const command = 'show frobnication detail Gi1/0/2 10.0.0.1 | include ../../x';
    const found = templateTextOf({ platform: '../evil', command }, given);
    expect(found).toMatchObject({ name: 'evil/show_frobnication_detail', from: 'nothing' });
    expect(() => compileTemplate(found.text, { file: 'x' })).not.toThrow();
  });
});
