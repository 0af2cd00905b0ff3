/**
 * Everything in a program's output that showrun has no business to send to a terminal: each control sequence that is not
 * one of its own, and each control character outside them. A device's colours arrive as ours (SGR), all else of a device
 * must never arrive.
 */
export function foreignSequences(output: Buffer): string[] {
  return sequencesOf(output).filter((sequence) => !OWN.some((own) => own.test(sequence)));
}

/** The parameters of all SGR sequences that set a colour; empty where nothing is coloured. */
export function colourSequences(output: Buffer): string[] {
  return sequencesOf(output).filter((sequence) => {
    const parameters = /^\x1b\[([\d;:]*)m$/.exec(sequence)?.[1]?.split(/[;:]/).map(Number);
    return parameters?.some((code) => (code >= 30 && code <= 49) || (code >= 90 && code <= 107));
  });
}

// ECMA-48 5.4 and 8.3: CSI with parameters and intermediates, strings up to ST or BEL, other escapes, single controls.
const SEQUENCE =
  /\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]PX^_][\s\S]*?(?:\x07|\x1b\\)|\x1b[ -/]*[0-~]|[\x00-\x1f\x7f]|[\x80-\x9f]/g;

/** What showrun sends: positions, styles, the modes it needs, cursor shape and visibility. */
const OWN: readonly RegExp[] = [
  /^\x1b\[\d+;\d+H$/,
  /^\x1b\[H$/,
  /^\x1b\[2J$/,
  /^\x1b\[[\d;:]*m$/,
  /^\x1b\[[0-6] q$/,
  /^\x1b\[\?(?:1|25|1000|1002|1003|1004|1006|1049|2004|2026)[hl]$/,
  /^\x1b\[<u$/,
  /^\x1b[=>]$/,
];

function sequencesOf(output: Buffer): string[] {
  return output.toString('utf8').match(SEQUENCE) ?? [];
}
