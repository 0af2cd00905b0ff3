import { describe, expect, it } from 'vitest';
import { modeOf } from '../../src/platforms/mode-of.ts';
import { answerTo, isAsked, isClutter, isRefused, modes, of } from '../helpers/platform-facts.ts';

// What device owners have tripped over, one by one, under the numbers of the list of device quirks. These are facts of the devices; the files must know them.

describe('Junos', () => {
  it('Q15: may begin in a shell, which cli leaves', () => {
    expect(modes('juniper_junos', ['% ', 'admin@mx1% ', 'root@mx1% '])).toEqual([
      'shell',
      'shell',
      'root',
    ]);
    const { homeMode, moves } = of('juniper_junos');
    expect(homeMode).toBe('exec');
    for (const from of ['shell', 'root']) {
      expect(moves).toContainEqual({ from, to: 'exec', send: ['cli'], asks: undefined });
    }
  });

  it('Q16: stands in a context that is no part of an answer', () => {
    for (const line of ['{master:0}', '{master}[edit interfaces ge-0/0/0]', '[edit]']) {
      expect(isClutter('juniper_junos', line), line).toBe(true);
    }
    expect(isClutter('juniper_junos', '{')).toBe(false);
  });

  it('Q17: leaves it to the person whether changes are dropped', () => {
    const question = 'Exit with uncommitted changes? [yes,no] (yes) ';
    expect(isAsked('juniper_junos', question)).toBe(true);
    expect(answerTo(question, of('juniper_junos').safeAnswers)).toBeUndefined();
  });

  it('looks the same in every kind of configuration', () => {
    expect([...of('juniper_junos').looksLike]).toEqual([
      ['exclusive', 'configuration'],
      ['private', 'configuration'],
    ]);
  });

  it('says syntax error in a log without refusing anything', () => {
    expect(isRefused('juniper_junos', 'Nov 20 10:00:00  mx1 mgd[12]: syntax error')).toBe(false);
    expect(isRefused('juniper_junos', 'syntax error, expecting <command>.')).toBe(true);
  });
});

describe('Huawei VRP', () => {
  it('Q18: has views in angle and square brackets, with changes, and in a pair', () => {
    const prompts = ['<ce1>', 'HRP_M<fw1>', '[ce1]', '[~ce1]', '[*ce1-10GE1/0/1]', 'HRP_S[fw1]'];
    const [user, system] = ['exec', 'configuration'];
    expect(modes('huawei_vrp', prompts)).toEqual([user, user, system, system, system, system]);
    expect(modeOf(of('huawei_vrp'), 'HRP_M<fw1>')?.host).toBe('fw1');
  });

  it.each(['huawei_vrp', 'huawei_vrpv8', 'hp_comware'])(
    'Q19: shows a version in brackets, no prompt of %s',
    (name) => {
      expect(modes(name, ['[V200R009C00SPC500]'])).toEqual([undefined]);
    },
  );

  it('wants a new password: not now; of risks it asks the person', () => {
    const { answers } = of('huawei_vrp').login;
    expect(answerTo('Change now? [Y/N]:', answers)).toBe('N\r');
    const risks = 'There are security risks in the configuration file. Continue? [y/n]:';
    expect(answerTo(risks, answers)).toBeUndefined();
    expect(isAsked('huawei_vrp', risks)).toBe(true);
  });

  it('drops or commits nothing by itself when left with changes', () => {
    const question =
      'Uncommitted configurations found. Are you sure to commit them before exiting? [Y(yes)/N(no)/C(cancel)]:';
    expect(isAsked('huawei_vrpv8', question)).toBe(true);
    expect(answerTo(question, of('huawei_vrpv8').safeAnswers)).toBeUndefined();
  });
});

describe('Huawei SmartAX', () => {
  it('asks for words left out; Enter runs the command as it stands', () => {
    const { safeAnswers } = of('huawei_smartax');
    expect(answerTo('{ <cr>|frameid/slotid<S><Length 1-15> }:', safeAnswers)).toBe('');
    expect(answerTo('{ vlanid<U><1,4093> }:', safeAnswers)).toBeUndefined();
  });

  it('Q21: has a machine mode without alarms and pages', () => {
    expect(of('huawei_smartaxmmi').onOpen).toContain('mmi-mode enable');
    expect(of('huawei_smartax').onOpen).toEqual(['undo smart', 'scroll']);
  });
});

describe('HP ProCurve', () => {
  it('wants a key before it goes on', () => {
    expect(answerTo('Press any key to continue', of('hp_procurve').login.answers)).toBe(' ');
  });

  it('Q23 Q25: asks a user’s name on the way up, where its paging is turned off', () => {
    const { homeMode, moves, onOpen } = of('hp_procurve');
    expect(moves.find(({ to }) => to === 'privileged')?.asks).toBe('login');
    expect([homeMode, onOpen]).toEqual(['privileged', ['no page']]);
  });

  it('Q24: is left without saving what nobody asked to save', () => {
    const { safeAnswers } = of('hp_procurve');
    expect(answerTo('Do you want to log out (y/n)? ', safeAnswers)).toBe('y');
    const save = 'Do you want to save the current configuration (y/n)? ';
    expect(answerTo(save, safeAnswers)).toBe('n');
  });
});

describe('FortiOS', () => {
  it('Q26 Q27 Q28: has one setting of paging for everybody, so it is not turned off unasked', () => {
    const { onOpen, globalPaging } = of('fortinet');
    expect(onOpen).toEqual([]);
    expect(globalPaging.on).toEqual(['config system console', 'set output more', 'end']);
  });

  it('shows tables and virtual domains in its prompt, whose name stays the host’s', () => {
    const prompts = ['fw1 # ', 'fw1 $ ', 'fw1 (global) # ', 'fw1 (port1) # '];
    expect(prompts.map((prompt) => modeOf(of('fortinet'), prompt)?.host)).toEqual(
      prompts.map(() => 'fw1'),
    );
  });

  it('Q29: may show a banner to be accepted, and want old key exchanges only', () => {
    const { login, legacy } = of('fortinet');
    expect(answerTo("(Press 'a' to accept):", login.answers)).toBe('a');
    expect(legacy.kex).toEqual([
      'diffie-hellman-group14-sha1',
      'diffie-hellman-group-exchange-sha1',
      'diffie-hellman-group-exchange-sha256',
      'diffie-hellman-group1-sha1',
    ]);
  });
});

describe('ExtremeXOS', () => {
  it('Q41: counts in its prompt and marks what is not saved', () => {
    const prompts = ['x440.1 # ', '* x440.12 # ', '* Slot-1 x440.123 > '];
    expect(prompts.map((prompt) => modeOf(of('extreme_exos'), prompt))).toEqual([
      { mode: 'privileged', host: 'x440' },
      { mode: 'privileged', host: 'x440' },
      { mode: 'exec', host: 'x440' },
    ]);
  });

  it('keeps asking the person', () => {
    expect(of('extreme_exos').onOpen).toEqual(['disable clipaging']);
  });
});

describe('F5', () => {
  it('Q43: may begin in bash, which tmsh leaves', () => {
    expect(modes('f5_tmsh', ['[root@lb1:Active:Standalone] config # '])).toEqual(['shell']);
    const { homeMode, moves } = of('f5_tmsh');
    expect(homeMode).toBe('exec');
    expect(moves.find(({ from }) => from === 'shell')?.send).toEqual(['tmsh']);
  });
});

describe('Eltex ESR', () => {
  it('Q47: goes back unless a commit is confirmed', () => {
    const { config } = of('eltex_esr');
    expect(config.commitConfirm.at(-1)).toBe('commit');
    expect(config.confirm.at(-1)).toBe('confirm');
  });

  it.each([
    "Can't commit configuration",
    'Nothing to confirm in configuration',
    "Can't find backup of previous configuration!",
  ])('says %j', (line) => {
    expect(isRefused('eltex_esr', line)).toBe(true);
  });
});

describe('D-Link', () => {
  it('Q51: turns paging off for everybody, so it is not turned off unasked', () => {
    const { onOpen, globalPaging } = of('dlink_ds');
    expect(onOpen).toEqual([]);
    expect(globalPaging).toEqual({ off: ['disable clipaging'], on: ['enable clipaging'] });
  });

  it('shows the rights of the user behind the name', () => {
    const prompts = ['DES:admin#', 'DES:5#', 'DES:user#', 'DES:oper#', 'DES:3#'];
    const [high, low] = ['privileged', 'exec'];
    expect(modes('dlink_ds', prompts)).toEqual([high, high, low, low, low]);
  });
});

describe('a login inside the session', () => {
  it.each([
    ['dell_powerconnect', 'User Name:'],
    ['fiberstore_fsos', 'Username:'],
    ['ericsson_mltn63', 'User: '],
    ['ericsson_mltn66', 'login: '],
    ['extreme_ers', 'Username: '],
    ['dlink_ds', 'UserName:'],
  ])('on %s begins with %j', (name, line) => {
    expect(of(name).login.username.some((pattern) => pattern.test(line))).toBe(true);
  });

  it('on an ERS begins with Ctrl-Y', () => {
    const { answers } = of('extreme_ers').login;
    expect(answerTo('Enter Ctrl-Y to begin.', answers)).toBe('\x19');
    expect(answerTo('Press ENTER to continue', answers)).toBe('\r');
  });

  it('on a MINI-LINK fails when somebody else is there', () => {
    const { failed } = of('ericsson_mltn66').login;
    expect(failed.some((pattern) => pattern.test('busy'))).toBe(true);
    expect(failed.some((pattern) => pattern.test('Login incorrect'))).toBe(true);
  });
});

describe('a save that asks', () => {
  it.each([
    ['extreme_nos', 'This operation will modify your startup configuration [Y/N]: ', 'y'],
    ['extreme_slx', 'Do you want to continue? [y/n]:', 'y'],
    ['ericsson_ipos', 'Target file exists, overwrite? [yes/no]: ', 'yes'],
    ['hillstone_stoneos', 'Save configuration, are you sure? [y]/n: ', 'y'],
    ['huawei', 'Are you sure to continue?[Y/N]', 'y'],
    ['huawei_vrpv8', 'Are you sure to continue? [Y/N]:', 'y'],
    ['dell_os6', 'Are you sure you want to save? (y/n) ', 'y'],
    [
      'extreme_exos',
      'Do you want to save configuration to primary.cfg and overwrite it? (y/N) ',
      'y',
    ],
  ])('on %s asks %j and is told %j', (name, question, answer) => {
    expect(isAsked(name, question)).toBe(true);
    expect(answerTo(question, of(name).safeAnswers)).toBe(answer);
  });
});
