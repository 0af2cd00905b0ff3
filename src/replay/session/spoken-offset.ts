/** A moment of a recording as people write it: `3:07`, `1:02:03`. */
export function spokenOffset(atS: number): string {
  const whole = Math.max(0, Math.floor(atS));
  const hours = Math.floor(whole / 3_600);
  const minutes = Math.floor((whole % 3_600) / 60);
  const seconds = String(whole % 60).padStart(2, '0');
  return hours === 0
    ? `${minutes}:${seconds}`
    : `${hours}:${String(minutes).padStart(2, '0')}:${seconds}`;
}
