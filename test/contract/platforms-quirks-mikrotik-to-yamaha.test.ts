import { describe, expect, it } from 'vitest';
import { modeOf } from '../../src/platforms/mode-of.ts';
import { answerTo, isClutter, isRefused, modes, of } from '../helpers/platform-facts.ts';

// What device owners have tripped over, one by one, under the numbers of the list of device quirks. These are facts of the devices; the files must know them.
const hosts = (name: string, prompts: readonly string[]) =>
  prompts.map((prompt) => modeOf(of(name), prompt)?.host);

describe('MikroTik RouterOS', () => {
  it('has names with blanks, menus and the safe mode in its prompt', () => {
    const prompts = [
      '[admin@Roof top] > ',
      '[admin@Roof top] /ip/address> ',
      '[admin@Roof top] <SAFE> ',
    ];
    expect(modes('mikrotik_routeros', prompts)).toEqual(['exec', 'exec', 'exec']);
    expect(hosts('mikrotik_routeros', prompts)).toEqual(['Roof top', 'Roof top', 'Roof top']);
  });

  it('asks before its first prompt whether to show the license, and is told no', () => {
    const { answers } = of('mikrotik_routeros').login;
    expect(answerTo('Do you want to see the software license? [Y/n]: ', answers)).toBe('n');
    expect(answerTo('Please press "Enter" to continue!', answers)).toBe('\r');
  });

  it('shows the rest of a long answer, and ends a display that goes on for ever', () => {
    const { pagers } = of('mikrotik_routeros');
    expect(answerTo('-- [Q quit|D dump|down]', pagers)).toBe('D');
    expect(answerTo('-- [Q quit|D dump|C-z pause]', pagers)).toBe('q');
  });

  it('keeps changes as they are made: there is nothing to save', () => {
    expect(of('mikrotik_routeros').config.save).toEqual([]);
  });
});

describe('Nokia SR OS', () => {
  it('Q34 Q36: has the user in the prompt of the MD-CLI, and not in the classic one', () => {
    const prompts = ['A:admin@r1# ', '*A:r1# ', '*A:r1>config>router$ '];
    expect(modes('nokia_sros', prompts)).toEqual(['exec', 'classic', 'classic-configuration']);
    expect(hosts('nokia_sros', prompts)).toEqual(['r1', 'r1', 'r1']);
  });

  it('Q35: must stop completing on blanks before anything with blanks is sent', () => {
    expect(of('nokia_sros').onOpen[0]).toBe('environment command-completion space false');
  });

  it('Q34: turns paging off in either command line, without a width where there is none', () => {
    expect(of('nokia_sros').onOpen).toEqual(
      expect.arrayContaining(['environment more false', 'environment no more']),
    );
    expect(of('nokia_sros_classic').onOpen).toEqual(['environment no more']);
    expect(of('nokia_sros_classic').width).toEqual([]);
  });

  it('Q37: never throws changes away by leaving', () => {
    const { safeAnswers } = of('nokia_sros');
    expect(answerTo('Discard uncommitted changes? [y,n] ', safeAnswers)).toBe('n');
  });

  it('has the first line of its prompt around every answer', () => {
    const lines = ['[/]', '(ex)[/configure]', '!*(gl)[/configure router "Base"]'];
    expect(lines.filter((line) => !isClutter('nokia_sros', line))).toEqual([]);
  });
});

describe('Nokia SR Linux', () => {
  it('Q38: has a first line of the prompt that is no prompt, and part of no answer', () => {
    const line = '--{ * candidate private private-admin }--[ network-instance default ]--';
    expect(modes('nokia_srl', [line])).toEqual([undefined]);
    expect(isClutter('nokia_srl', line)).toBe(true);
    expect(of('nokia_srl').looksLike.get('configuration')).toBe('exec');
  });

  it('Q38: loses its toolbar and its completion on blanks first', () => {
    expect(of('nokia_srl').onOpen).toEqual([
      'environment complete-on-space false',
      'environment cli-engine type basic',
    ]);
  });

  it('Q39: stays in the candidate after a commit', () => {
    expect(of('nokia_srl').config.commit).toEqual(['commit stay']);
  });
});

describe('Palo Alto PAN-OS', () => {
  it('Q30: shows the state of a pair in its prompt', () => {
    const prompts = ['admin@fw(active)> ', 'admin@fw(non-functional)> ', 'admin@fw(passive)# '];
    expect(modes('paloalto_panos', prompts)).toEqual(['exec', 'exec', 'configuration']);
    expect(new Set(hosts('paloalto_panos', prompts))).toEqual(new Set(['fw']));
  });

  it('Q31: saves by committing, and says when it could not', () => {
    expect(of('paloalto_panos').config).toMatchObject({ save: [], commit: ['commit'] });
    expect(isRefused('paloalto_panos', 'Commit failed')).toBe(true);
    expect(isRefused('paloalto_panos', 'Configuration committed successfully')).toBe(false);
  });
});

describe('VyOS and EdgeOS', () => {
  it('Q42: tell the configuration from the shell by the path in the prompt', () => {
    const prompts = ['vyos@r1:~$ ', 'vyos@r1# ', 'root@r1:~# '];
    for (const name of ['vyos', 'vyatta_vyos', 'ubiquiti_edgerouter']) {
      expect(modes(name, prompts)).toEqual(['exec', 'configuration', 'exec']);
    }
  });

  it('Q42: cannot be left with changes; dropping them is asked for', () => {
    expect(isRefused('vyos', 'Cannot exit: configuration modified.')).toBe(true);
    expect(of('vyos').config).toMatchObject({ exit: ['exit'], abort: ['discard'] });
    expect(isClutter('vyos', '[edit interfaces]')).toBe(true);
  });
});

describe('Sophos Firewall', () => {
  it('begins in a menu, from which 4 is the console', () => {
    expect(modes('sophos_sfos', ['    Select Menu Number [0-7]: '])).toEqual(['menu']);
    expect(of('sophos_sfos').moves).toContainEqual(
      expect.objectContaining({ from: 'menu', to: 'exec', send: ['4'] }),
    );
  });
});

describe('Teldat', () => {
  it('Q48: has processes for modes, left with Ctrl-P', () => {
    expect(modes('teldat_cit', ['h *', 'h +', 'h Config>', 'h Config$'])).toEqual([
      'exec',
      'monitor',
      'configuration',
      'running',
    ]);
    const back = of('teldat_cit').moves.filter(({ to }) => to === 'exec');
    expect(back.map(({ send }) => send)).toEqual([['\x10'], ['\x10'], ['\x10']]);
    const leaving = 'Do you wish to end telnet connection (Yes/No)? ';
    expect(answerTo(leaving, of('teldat_cit').safeAnswers)).toBe('yes');
  });
});

describe('terminal servers', () => {
  it('Q46: are sent nothing', () => {
    const { onOpen, onClose, login, probes } = of('generic_termserver');
    expect({ onOpen, onClose, probes, wake: login.wake }).toEqual({
      onOpen: [],
      onClose: [],
      probes: [],
      wake: '',
    });
  });
});

describe('Yamaha', () => {
  it('Q52: asks to save when administrator mode is left, and is told no', () => {
    const { safeAnswers, moves } = of('yamaha');
    expect(answerTo('Save new configuration ? (Y/N)', safeAnswers)).toBe('N');
    expect(moves).toContainEqual(
      expect.objectContaining({ to: 'configuration', send: ['administrator'], asks: 'password' }),
    );
  });
});

describe('Ubiquiti EdgeSwitch', () => {
  it('saves after a yes, under each of its names', () => {
    for (const name of ['ubiquiti_edge', 'ubiquiti_edgeswitch', 'ubiquiti_unifiswitch']) {
      expect(of(name).config.save).toEqual(['write memory']);
      expect(answerTo('Are you sure you want to save? (y/n) ', of(name).safeAnswers)).toBe('y');
    }
  });
});
