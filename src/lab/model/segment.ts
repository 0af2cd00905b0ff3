/** One plug: an interface of a device. */
export interface SegmentEnd {
  readonly device: string;
  readonly interface: string;
}

/** A cable or a LAN: everything that hears each other. With one end only it is a LAN of hosts, always live. */
export interface Segment {
  readonly name: string;
  readonly ends: readonly SegmentEnd[];
}

/** The segment an interface is plugged into. */
export function segmentOf(
  segments: readonly Segment[],
  device: string,
  interfaceName: string,
): Segment | undefined {
  return segments.find((segment) =>
    segment.ends.some((end) => end.device === device && end.interface === interfaceName),
  );
}
