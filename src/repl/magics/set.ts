import type { Magic } from '../kernel/magic.ts';
import type { SettingFact } from '../link/setting-requests.ts';
import { tableOfRows } from '../magic-parts/table-of-rows.ts';

const set: Magic = {
  usage: '%set [NAME [VALUE|default]]',
  summary: 'the settings, or another value for one; kept for later runs',
  examples: ['%set', '%set editor vi', '%set theme default'],
  async complete(typed, { program }) {
    const { settings } = await program.ask('settings', {});
    const [name, isBehindName] = [typed.trimStart().split(/\s/)[0], /^\s*\S+\s/.test(typed)];
    if (!isBehindName) return settings.map((setting) => setting.name);
    if (name === 'theme') return (await program.ask('themes', {})).names;
    const { values = [] } = settings.find((setting) => setting.name === name) ?? {};
    return [...values, 'default'];
  },
  async run({ words }, { program, print }) {
    const [name, ...rest] = words;
    if (rest.length > 0 && name !== undefined) {
      const value = rest.join(' ');
      const fact = await program.ask('set', {
        name,
        value: value === 'default' ? undefined : value,
      });
      const when = fact.applies === 'at once' ? '' : ', from the next start on';
      print(`${fact.name} is ${fact.value || 'not set'}${when}`);
      return;
    }
    const { settings } = await program.ask('settings', {});
    if (name === undefined) return tableOfRows(COLUMNS, settings.map(rowOf));
    // An unknown one is refused in the program's own words, with the nearest.
    const known = settings.find((setting) => setting.name === name);
    return known === undefined
      ? await program.ask('set', { name, value: undefined })
      : tableOfRows(COLUMNS, [rowOf(known)]);
  },
};

export default set;

const COLUMNS = ['setting', 'value', 'can be', 'for', 'applies'] as const;

function rowOf({ name, value, values, summary, applies }: SettingFact) {
  return {
    setting: name,
    value,
    'can be': values?.join(' ') ?? 'any',
    for: summary,
    applies,
  };
}
