import { expect, it } from 'vitest';
import { openPlatforms } from '../../src/platforms/platforms.ts';

// The names under which people and their scripts know network OSes. Each has a file, or is another name of one that has.
const DEVICE_TYPES = `
  a10 accedian adtran_os adva_fsp150f2 adva_fsp150f3 alaxala_ax26s alaxala_ax36s alcatel_aos
  alcatel_sros allied_telesis_awplus apresia_aeos arista_eos arris_cer aruba_aoscx aruba_os
  aruba_osswitch aruba_procurve asterfusion_asternos audiocode_66 audiocode_72 audiocode_shell
  avaya_ers avaya_vsp bintec_boss broadcom_icos brocade_fastiron brocade_fos brocade_netiron
  brocade_nos brocade_vdx brocade_vyos calix_b6 casa_cmts cdot_cros centec_os checkpoint_gaia
  ciena_saos ciena_saos10 ciena_waveserver cisco_apic cisco_asa cisco_ftd cisco_ios cisco_nxos
  cisco_s200 cisco_s300 cisco_tp cisco_viptela cisco_wlc cisco_xe cisco_xr cloudgenix_ion
  corelight_linux coriant cumulus_linux dell_dnos9 dell_force10 dell_isilon dell_os10 dell_os6
  dell_os9 dell_powerconnect dell_sonic digi_transport dlink_ds edgecore_sonic ekinops_ek360 eltex
  eltex_esr endace enterasys ericsson_ipos ericsson_mltn63 ericsson_mltn66 extreme extreme_ers
  extreme_exos extreme_netiron extreme_nos extreme_slx extreme_tierra extreme_vdx extreme_vsp
  extreme_wing f5_linux f5_ltm f5_tmsh fiberstore_fsos fiberstore_fsosv2 fiberstore_networkos
  flexvnf fortinet garderos_grs generic generic_termserver h3c_comware hillstone_stoneos
  hp_comware hp_procurve huawei huawei_olt huawei_smartax huawei_smartaxmmi huawei_vrp
  huawei_vrpv8 infinera_packet ipinfusion_ocnos juniper juniper_junos juniper_screenos keymile
  keymile_nos lancom_lcossx4 linux maipu mellanox mellanox_mlnxos mikrotik_routeros
  mikrotik_switchos mrv_lx mrv_optiswitch nec_ix netapp_cdot netgear_prosafe netscaler nokia_srl
  nokia_sros oneaccess_oneos ovs_linux paloalto_panos pluribus quanta_mesh rad_etx raisecom_roap
  ruckus_fastiron ruijie_os silverpeak_vxoa sixwind_os sophos_sfos supermicro_smis
  telcosystems_binos teldat_cit tplink_jetstream ubiquiti_edge ubiquiti_edgerouter
  ubiquiti_edgeswitch ubiquiti_unifiswitch vertiv_mph vyatta_vyos vyos watchguard_fireware yamaha
  zte_zxros zyxel_os
`;

/** The same OSes in the vocabularies of other programs. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  cisco_iosxe: 'cisco_xe',
  cisco_iosxr: 'cisco_xr',
  cisco_wlc_ssh: 'cisco_wlc',
  cisco_ios_telnet: 'cisco_ios',
  cisco_ios_serial: 'cisco_ios',
  arista_eos_telnet: 'arista_eos',
  aruba_aoscx_ssh: 'aruba_aoscx',
};

const platforms = openPlatforms();

it('every known device type has a platform', () => {
  const missing = DEVICE_TYPES.trim()
    .split(/\s+/)
    .filter((name) => platforms.lookup(name) === undefined);
  expect(missing).toEqual([]);
});

it.each(Object.entries(ELSEWHERE))('%s is known as %s', (other, name) => {
  expect(platforms.lookup(other)?.name).toBe(name);
});
