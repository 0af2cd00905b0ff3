/** The bytes of RFC 854 and of the options we speak, by their names there. */
export const IAC = 255;
export const DONT = 254;
export const DO = 253;
export const WONT = 252;
export const WILL = 251;
export const SB = 250;
export const AYT = 246;
export const BREAK = 243;
export const DATA_MARK = 242;
export const NOP = 241;
export const SE = 240;
/** The lowest byte that means anything behind IAC: end of file (RFC 1184). */
export const LOWEST_COMMAND = 236;

/** What an option's owner, or the other side, wants done with it. */
export type Verb = typeof WILL | typeof WONT | typeof DO | typeof DONT;

/** Options by number: RFC 856, 857, 858, 860, 1091 and 1073. */
export const BINARY = 0;
export const ECHO = 1;
export const SGA = 3;
export const TIMING_MARK = 6;
export const TTYPE = 24;
export const NAWS = 31;

export const TTYPE_IS = 0;
export const TTYPE_SEND = 1;
