/** What a person saw on a device, with the commands in it. `\n` between lines; the last line is a prompt. */
export interface SampleSession {
  readonly platform: string;
  readonly host: string;
  readonly commands: readonly string[];
  readonly refused?: readonly string[];
  readonly text: string;
}

/** Sessions as people keep them, written for these tests: lines in their answers look like prompts and commands here and there. */
export const sampleSessions: readonly SampleSession[] = [
  {
    platform: 'cisco_ios',
    host: 'edge1',
    commands: [
      'enable',
      'sh ver',
      'show run | section interface',
      'conf t',
      'int lo7',
      'description to core#2 (spare)',
      'end',
      'sho ip rout',
      'show clokc',
    ],
    refused: ['show clokc'],
    text: `User Access Verification

Username: ops
Password: 

edge1>enable
Password: 
edge1#sh ver
Cisco IOS Software, C2900 Software (C2900-UNIVERSALK9-M), Version 15.4(3)M3, RELEASE SOFTWARE (fc2)
edge1 uptime is 3 weeks, 2 days, 4 hours
Configuration register is 0x2102

edge1#show run | section interface
interface GigabitEthernet0/0
 description uplink -> core1#1 port 3
 ip address 192.0.2.1 255.255.255.0
interface GigabitEthernet0/1
 description uplink -> core2#1 port 3
banner motd ^C
other9# is not this device
^C
edge1#conf t
Enter configuration commands, one per line.  End with CNTL/Z.
edge1(config)#int lo7
edge1(config-if)#description to core#2 (spare)
edge1(config-if)#end
edge1#
*Nov 21 14:02:11.123: %SYS-5-CONFIG_I: Configured from console by ops on vty0
edge1#sho ip rout
Codes: L - local, C - connected, S - static, R - RIP, M - mobile, B - BGP
       i - IS-IS, + - replicated route, % - next hop override

Gateway of last resort is 192.0.2.254 to network 0.0.0.0
S*    0.0.0.0/0 [1/0] via 192.0.2.254
edge1#show clokc
                ^
% Invalid input detected at '^' marker.

edge1#`,
  },
  {
    platform: 'cisco_nxos',
    host: 'leaf-101',
    commands: [
      'terminal length 0',
      'show version',
      'show vpc brief',
      'configure terminal',
      'interface Ethernet1/5',
      'no shut',
      'end',
      'show foo',
    ],
    refused: ['show foo'],
    text: `Cisco Nexus Operating System (NX-OS) Software
TAC support: http://www.cisco.com/tac
leaf-101# terminal length 0
leaf-101# show version
Cisco Nexus Operating System (NX-OS) Software
Software
  BIOS: version 07.61
 NXOS: version 7.0(3)I4(2)
leaf-101# show vpc brief
vPC domain id                     : 10
Peer status                       : peer adjacency formed ok
leaf-101# configure terminal
Enter configuration commands, one per line. End with CNTL/Z.
leaf-101(config)# interface Ethernet1/5
leaf-101(config-if)# no shut
leaf-101(config-if)# end
leaf-101# show foo
                ^
% Invalid command at '^' marker.
leaf-101# `,
  },
  {
    platform: 'arista_eos',
    host: 'spine2',
    commands: ['show version', 'show running-config', 'show ip bgp summary'],
    text: `Last login: Sat Nov 21 13:58:00 2026 from 192.0.2.9
spine2>show version
Arista DCS-7050TX-64-R
Hardware version:    01.11
Software image version: 4.28.3M
spine2>show running-config
! Command: show running-config
! device: spine2 (DCS-7050TX-64, EOS-4.28.3M)
!
hostname spine2
alias c > configure
spine2>show ip bgp summary
BGP summary information for VRF default
Neighbor         V  AS           MsgRcvd   MsgSent  InQ OutQ  Up/Down State   PfxRcd PfxAcc
192.0.2.7        4  65001           8001      8002    0    0   12d03h Estab   12     12
spine2>`,
  },
  {
    platform: 'juniper_junos',
    host: 'mx1',
    commands: [
      'show version',
      'show interfaces terse',
      'configure',
      'set interfaces ge-0/0/0 description "to mx2> port"',
      'show | compare',
      'commit check',
      'exit',
      'show system uptime',
    ],
    text: `--- JUNOS 18.4R1.8 Kernel 64-bit  JNPR-11.0-20181207
ops@mx1> show version 
Hostname: mx1
Model: mx204
Junos: 18.4R1.8

ops@mx1> show interfaces terse 
Interface               Admin Link Proto    Local                 Remote
ge-0/0/0                up    up
ge-0/0/0.0              up    up   inet     192.0.2.1/24    

ops@mx1> configure 
Entering configuration mode

[edit]
ops@mx1# set interfaces ge-0/0/0 description "to mx2> port" 

[edit]
ops@mx1# show | compare 
[edit interfaces ge-0/0/0]
+   description "to mx2> port";

[edit]
ops@mx1# commit check 
configuration check succeeds

[edit]
ops@mx1# exit 
Exiting configuration mode

ops@mx1> show system uptime 
Current time: 2026-11-21 14:02:11 UTC

ops@mx1> `,
  },
  {
    platform: 'linux',
    host: 'bastion',
    refused: ['frobnicate'],
    commands: ['uname -a', 'cat /etc/hosts', 'cd /tmp', 'ls -l | head -3', 'frobnicate'],
    text: `Linux bastion 6.1.0-28-amd64 #1 SMP PREEMPT_DYNAMIC Debian 6.1.119-1 (2024-11-22) x86_64
Last login: Sat Nov 21 13:58:00 2026 from 192.0.2.9
ops@bastion:~$ uname -a
Linux bastion 6.1.0-28-amd64 #1 SMP PREEMPT_DYNAMIC Debian 6.1.119-1 (2024-11-22) x86_64 GNU/Linux
ops@bastion:~$ cat /etc/hosts
127.0.0.1 localhost
# The following lines are for IPv6
# ::1 ip6-localhost
$ not a prompt
ops@bastion:~$ cd /tmp
ops@bastion:/tmp$ ls -l | head -3
total 8
drwx------ 3 root root 4096 Nov 21 13:00 systemd-private
ops@bastion:/tmp$ frobnicate
bash: frobnicate: command not found
ops@bastion:/tmp$ `,
  },
  {
    platform: 'huawei_vrp',
    host: 'AR-Site7',
    commands: [
      'display version',
      'system-view',
      'interface GigabitEthernet0/0/1',
      'description to [core] switch',
      'quit',
      'return',
      'display ip interface brief',
      'display foo',
    ],
    refused: ['display foo'],
    text: `Info: The max number of VTY users is 10, and the number
      of current VTY users on line is 1.
<AR-Site7>display version
Huawei Versatile Routing Platform Software
VRP (R) software, Version 5.170 (AR2200 V200R009C00SPC500)
Copyright (C) 2011-2018 HUAWEI TECH CO., LTD
<AR-Site7>system-view
Enter system view, return user view with Ctrl+Z.
[AR-Site7]interface GigabitEthernet0/0/1
[AR-Site7-GigabitEthernet0/0/1]description to [core] switch
[AR-Site7-GigabitEthernet0/0/1]quit
[AR-Site7]return
<AR-Site7>display ip interface brief
*down: administratively down
Interface                         IP Address/Mask      Physical   Protocol
GigabitEthernet0/0/0              192.0.2.1/24         up         up
<AR-Site7>display foo
              ^
Error: Unrecognized command found at '^' position.
<AR-Site7>`,
  },
];
