import type { Table } from '../table.ts';
import { cellString } from '../table-cell.ts';
import { columnKind } from './column-kind.ts';

/**
 * Columns whose values change while nothing happens: counters, rates, loads, ages and uptimes. By name; a name stands for a whole
 * column name, a pattern is looked for in it. What shows a real change stays out of it: states, versions, addresses, timers that are
 * configured, numbers of prefixes.
 */
const NAMES: ReadonlySet<string> = new Set(
  `age aging mac_age idle uptime up_time updown up_down uptime_years uptime_weeks uptime_days uptime_hours uptime_minutes uptime_seconds
  dead_time dead_timer hold holdtime expire expires expired_time time when reach since duration elapsed elapsed_time
  day dayweek date_time login_time discovered_time current_system_time system_time
  msg_rcvd msg_sent in_pkt out_pkt in_queue out_queue in_q out_q input_queue output_queue recv_q send_q q_cnt
  tbl_ver table_version nei_table_version bgp_table_version seq_num sequence checksum cksum
  srtt rto retransmits requests db_summaries flaps moves conn_estab conn_dropped num_state_changes up_count
  crc runts giants overrun underrun frame ignored abort collisions babble watchdog late_collisions lost_carrier no_carrier deferred
  dribble no_buffer no_buffers throttles broadcasts multicasts interface_resets inuti oututi inerrors outerrors
  rss vsz load cpu_percent memory_percent cpu_load cpu_util free_memory used_memory memory_used memory_free memory_used_percent
  memory_free_percent total_free used available used_percent buff_cache buffers cache shared free
  process_runtime process_invoked process_allocated process_freed process_holding offset dispersion
  rtt_min rtt_avg rtt_max rtt_mdev rtts rtt_response hit_count entry_hit_count matches
  tx_power rx_power bias_current voltage temp temperature temperature_current switch_temperature inlet_temperature_value
  hotspot_temperature_value stat`.split(/\s+/),
);

const PATTERNS: readonly RegExp[] = [
  /(?:^|_)(?:packets?|pkts?|bytes|octets|errors|drops?|dropped|discards?|flushes|crc|fcs|collisions?|overruns?|runts|giants)(?:_|$)/,
  /(?:^|_)(?:rate|pps|bps)$/,
  /^last_(?:input|output|output_hang|change|state_change|flap|link_flapped|move|update|clear|read|write|reset|link_up_time|link_down_time|time_update|mod|line_protocol_uptime|physical_up_time|physical_down_time)$/,
  /^(?:cpu|memory|load|sessions|network|setup_rate|throughput)_.*\d/,
  /^(?:messages?|opens|updates|keepalives|notifications|capability|route_refresh)_(?:count_)?(?:received|sent|rcvd)$/,
  /_(?:uptime|age|expire|expires)$/,
];

/** What is set by a person although its name sounds like a counter's. */
const SET = /fragment|forwarding|support|threshold|_limit$/;

/** Columns that have these beside them pass, too: `delay` is measured by NTP and configured on an interface. */
const BESIDE: readonly { readonly name: string; readonly beside: string }[] = [
  { name: 'delay', beside: 'stratum' },
  { name: 'poll', beside: 'stratum' },
];

/** Whether what a column says changes by itself: by its name, or because its values are times that run. */
export function isPassingColumn(column: string, tables: readonly Table[]): boolean {
  const name = column.toLowerCase();
  if (NAMES.has(name)) return true;
  if (!SET.test(name) && PATTERNS.some((pattern) => pattern.test(name))) return true;
  return tables.some(
    (table) =>
      BESIDE.some((one) => one.name === name && table.columns.includes(one.beside)) ||
      isRunningTime(table, table.columns.indexOf(column)),
  );
}

/** `00:00:38`, `1w2d`, `3 weeks, 2 days`: written by something that runs. `10 sec` and `120` are as well set by a person. */
function isRunningTime(table: Table, place: number): boolean {
  if (place < 0 || columnKind(table, place) !== 'duration') return false;
  return table.rows.some((row) => RUNNING.test(cellString(row[place])));
}

const RUNNING = /\d:\d\d|\d[ywdh]\s?\d|\d (?:year|week|day|hour)s?/i;
