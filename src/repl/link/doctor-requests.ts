/** What can be asked about how things stand here. */
export interface DoctorRequests {
  /** What works and what does not: of this machine and the person's files, or of the connection to a host. */
  readonly doctor: {
    readonly asks: { readonly host?: string };
    readonly gives: readonly Check[];
  };
}

/** One thing looked at: how it stands, and what to do where it does not. All of it is safe to show. */
export interface Check {
  readonly what: string;
  /** `note`: works, and is worth knowing. */
  readonly state: 'ok' | 'note' | 'bad';
  readonly says: string;
}
