import { describe, expect, it } from 'vitest';
import { modeOf } from '../../src/platforms/mode-of.ts';
import { openPlatforms } from '../../src/platforms/platforms.ts';
import { answerTo, isAsked, isRefused, modes, of } from '../helpers/platform-facts.ts';

// What device owners have tripped over, one by one, under the numbers of the list of device quirks. These are facts of the devices; the files must know them.

describe('Cisco IOS', () => {
  it('Q1: cuts a long name in its configuration prompt', () => {
    expect(modes('cisco_ios', ['a-very-long-router-n(config)#'])).toEqual(['configuration']);
  });

  it('Q2: asks a new box for the initial dialog, and is told no', () => {
    const { answers } = of('cisco_ios').login;
    const dialog = 'Would you like to enter the initial configuration dialog? [yes/no]: ';
    expect(answerTo(dialog, answers)).toBe('no\r');
    expect(answerTo('Press RETURN to get started!', answers)).toBe('\r');
  });
});

describe('Cisco IOS XR', () => {
  it('Q3: has prompts with names of more than 31 characters', () => {
    const prompt = `RP/0/RP0/CPU0:${'r'.repeat(40)}(config)#`;
    expect(modes('cisco_xr', [prompt])).toEqual(['configuration']);
  });

  it('Q4 Q6: drops changes when it is left, and says no to overwriting the changes of others', () => {
    const { safeAnswers } = of('cisco_xr');
    const leaving =
      'Uncommitted changes found, commit them before exiting(yes/no/cancel)? [cancel]:';
    expect(answerTo(leaving, safeAnswers)).toBe('no');
    const others =
      'One or more commits have occurred from other configuration sessions since this session started';
    expect(answerTo(others, safeAnswers)).toBe('no');
  });

  it('Q5: leaves a commit that asks to the person', () => {
    const question = 'Do you wish to proceed with this commit anyway? [no]: ';
    expect(isAsked('cisco_xr', question)).toBe(true);
    expect(answerTo(question, of('cisco_xr').safeAnswers)).toBeUndefined();
  });

  it('Q7: says that a commit has failed', () => {
    expect(isRefused('cisco_xr', '% Failed to commit one or more configuration items')).toBe(true);
  });

  it('looks the same in exclusive configuration', () => {
    expect(of('cisco_xr').looksLike.get('exclusive')).toBe('configuration');
  });
});

describe('Cisco ASA', () => {
  it('Q8: is not sent its width, which is a line of its configuration', () => {
    const { onOpen, width } = of('cisco_asa');
    expect([...onOpen, ...width].join('\n')).not.toContain('width');
  });

  it('Q10: has the context in its prompt', () => {
    const prompts = ['fw/ctx# ', 'fw/ctx(config)# ', 'fw/pri/act> '];
    expect(modes('cisco_asa', prompts)).toEqual(['privileged', 'configuration', 'exec']);
    expect(modeOf(of('cisco_asa'), 'fw/ctx# ')?.host).toBe('fw/ctx');
  });
});

describe('Cisco NX-OS', () => {
  it('shows sessions and tcl in prompts that are not configuration', () => {
    const prompts = ['n9k(config-s)# ', 'n9k(config-s-if)# ', 'n9k(config-tcl)# ', 'n9k-tcl# '];
    expect(modes('cisco_nxos', prompts)).toEqual(['session', 'session', 'tcl', 'tcl']);
  });
});

describe('Cisco wireless controllers', () => {
  it('Q13: keep paging off for everybody, so it is not turned off unasked', () => {
    const { onOpen, globalPaging } = of('cisco_wlc');
    expect(onOpen).toEqual([]);
    expect(globalPaging).toEqual({ off: ['config paging disable'], on: ['config paging enable'] });
  });

  it('save after a yes', () => {
    const question = 'Are you sure you want to save? (y/n) ';
    expect(answerTo(question, of('cisco_wlc').safeAnswers)).toBe('y');
  });

  it('ask for a user inside SSH', () => {
    const { username, password } = of('cisco_wlc').login;
    expect(username.some((pattern) => pattern.test('User: '))).toBe(true);
    expect(username.some((pattern) => pattern.test('login as: '))).toBe(true);
    expect(password.some((pattern) => pattern.test('Password: '))).toBe(true);
  });
});

describe('Cisco FTD', () => {
  it('Q14: has a bare prompt and no configuration mode', () => {
    expect(modes('cisco_ftd', ['> ', 'admin@fw:~$ ', 'root@fw:~# ', 'firepower# '])).toEqual([
      'exec',
      'shell',
      'root',
      'diagnostic',
    ]);
    expect(of('cisco_ftd').prompts.some(({ mode }) => mode === 'configuration')).toBe(false);
  });
});

describe('Cisco TelePresence', () => {
  it('Q49: has no prompt but the last line of an answer', () => {
    expect(modes('cisco_tp', ['OK', 'ERROR', 'Command not recognized.'])).not.toContain(undefined);
  });
});

describe('Arista EOS', () => {
  it('Q40: has a shell the person may enter, and a way back', () => {
    expect(modes('arista_eos', ['[admin@leaf1 ~]$ '])).toEqual(['shell']);
    const back = of('arista_eos').moves.find(({ from }) => from === 'shell');
    expect(back).toMatchObject({ to: 'privileged', send: ['exit'] });
  });

  it('cuts a session’s name in its prompt', () => {
    const prompts = ['leaf1(config-s-abcdef)#', 'leaf1(config)#'];
    expect(modes('arista_eos', prompts)).toEqual(['session', 'configuration']);
  });
});

describe('Check Point Gaia', () => {
  it('Q45: turns paging off for one login', () => {
    expect(of('checkpoint_gaia').onOpen).toEqual(['set clienv rows 0']);
  });
});

describe('NetScaler', () => {
  it('Q50: ends answers with a line that is no part of them', () => {
    expect(of('netscaler').clutter?.some((pattern) => pattern.test(' Done'))).toBe(true);
  });
});

describe('a save that asks', () => {
  it.each([
    ['cisco_ios', 'Destination filename [startup-config]? ', ''],
    ['cisco_s300', 'Overwrite file [startup-config].... (Y/N)[N] ?', 'Y'],
    ['cisco_s200', 'Overwrite file [startup-config].... (Y/N)[N] ?', 'Y'],
    ['cisco_wlc', 'Are you sure you want to save? (y/n) ', 'y'],
    ['asterfusion_asternos', 'Save the configuration? [y/n]: ', 'y'],
    ['broadcom_icos', 'Are you sure you want to save? (y/n) ', 'y'],
  ])('on %s asks %j and is told %j', (name, question, answer) => {
    expect(isAsked(name, question)).toBe(true);
    expect(answerTo(question, of(name).safeAnswers)).toBe(answer);
  });
});

describe('a question that could lose something', () => {
  it.each(['Proceed with reload? [confirm]', 'Delete flash:/config.text? [confirm]'])(
    '%j is never answered',
    (question) => {
      const answered = openPlatforms()
        .all()
        .filter(({ safeAnswers }) => answerTo(question, safeAnswers) !== undefined)
        .map(({ name }) => name);
      expect(answered).toEqual([]);
    },
  );
});
