import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Library } from '../../../src/parse/library.ts';
import { readTemplateIndex } from '../../../src/parse/template-index.ts';
import { TextParser } from '../../../src/parse/text-parser.ts';
import {
  INDEX,
  type IndexFolder,
  makeIndexFolder,
  NAMES,
  PORTS,
  SPEEDS,
  TEMPLATES,
} from '../../helpers/index-folder.ts';

let folder: IndexFolder;
beforeAll(() => {
  folder = makeIndexFolder(INDEX, TEMPLATES);
});
afterAll(() => folder.remove());

function find(command: string, platform = 'acme_os') {
  return readTemplateIndex(INDEX, 'index').find({ platform, command });
}

describe('an index of templates', () => {
  it('finds the first row that fits, with optional tails typed in part', () => {
    for (const command of ['show ports', 'sh por', 'sho port']) {
      expect(find(command)?.templates).toEqual(['acme_show_ports.template']);
    }
    expect(find('sh po')).toBeUndefined();
    expect(find('show ports', 'nobody')).toBeUndefined();
    expect(find('show plain', 'other_os_v2')?.templates).toHaveLength(2);
  });

  it('says what of the command is left over', () => {
    expect(find('show ports detail')?.rest).toBe(' detail');
    expect(find('show ports')?.rest).toBe('');
  });

  it('does not give every command that begins with a d to the row for dir', () => {
    expect(find('display current-configuration')).toBeUndefined();
    expect(find('d')?.templates).toEqual(['acme_dir.template']);
  });

  it('leaves out rows with commas in their expressions, as the reference does, and names them', () => {
    expect(readTemplateIndex(INDEX, 'index').problems).toEqual(['index:8: 5 cells, not 4']);
    expect(find('show broken')).toBeUndefined();
  });

  it('needs a header with a column called Template', () => {
    expect(() => readTemplateIndex('a, b\n', 'some/index')).toThrow('some/index: no column');
    expect(() => readTemplateIndex('', 'some/index')).toThrow('some/index: no column');
  });

  it('passes over a row whose expression is none', () => {
    const index = readTemplateIndex(
      'Template, Platform, Command\na, x, sh(ow\nb, x, show',
      'index',
    );
    expect(index.find({ platform: 'x', command: 'show' })?.templates).toEqual(['b']);
  });
});

describe('a folder with an index', () => {
  it('is used as it is, also from where a checkout keeps it', () => {
    const parser = new TextParser({ folders: [folder.path] });
    const table = parser.parse({ platform: 'acme_os', command: 'sh ports', text: PORTS });
    expect(table?.columns).toEqual(['port', 'state']);
    expect(table?.rows).toHaveLength(3);
    expect(table?.origin?.template).toBe('acme_show_ports.template');
  });

  it('joins several templates by the keys of the first', () => {
    const parser = new TextParser({ folders: [folder.path] });
    const text = `${PORTS}\n${NAMES}`;
    const table = parser.parse({ platform: 'acme_os', command: 'show all', text });
    expect(table?.columns).toEqual(['port', 'state', 'name', 'tags']);
    expect(table?.rows).toEqual([
      ['1', 'up', 'the first', ['b']],
      ['2', 'down', 'the second', ['a']],
      ['3', 'up', '', ''],
    ]);
    expect(table?.origin).toMatchObject({ linesMatched: 6, linesTotal: 6, unmatched: [] });
  });

  it('counts a line as known that any of the joined templates knows', () => {
    const parser = new TextParser({ folders: [folder.path] });
    const text = `${PORTS}\n${SPEEDS}\nodd`;
    const table = parser.parse({ platform: 'acme_os', command: 'show plain', text });
    expect(table?.rows[2]).toEqual(['3', 'up', '100']);
    expect(table?.origin?.unmatched).toEqual([{ line: 6, text: 'odd' }]);
  });

  it('lists its commands beside ours', () => {
    const library = new Library([folder.path]);
    expect(library.commands(['acme_os'])).toEqual(['dir', 'show all', 'show plain', 'show ports']);
    expect(library.platforms()).toEqual(['acme_os']);
  });
});
