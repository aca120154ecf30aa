/** One who is signed in at a browser, and what they have to do with. */
export interface User {
  readonly role: "clerk" | "officer";
  readonly organisation_id: string;
  readonly cookie: string;
  readonly form_token: string;
  /** Open requests that concern them; those of a jail's desk are dealt out, so that two clerks do not work on one. */
  readonly requests: readonly number[];
  /** Of these, those whose person was not served a copy yet. */
  readonly unserved: number[];
  /** Booking numbers of who is held. */
  readonly bookings: readonly string[];
  /** The office that issues to them. */
  readonly office: string;
  /** How much of what they do is written. */
  readonly write_share: number;
}

/** What children/exchange-clerks.ts is to do. */
export interface ClerksPlan {
  readonly url: string;
  readonly seed: number;
  readonly every_ms: number;
  /** Worked before anything is counted. */
  readonly warm_seconds: number;
  readonly seconds: number;
  readonly users: readonly User[];
}

/** One thing done: from when it was due to the last byte of its answer. */
export interface Timed {
  readonly kind: string;
  readonly is_write: boolean;
  readonly ms: number;
  readonly bytes: number;
}

/** What children/exchange-clerks.ts answers; an error is told with what the page said. */
export interface ClerksAnswer {
  readonly timed: readonly Timed[];
  readonly errors: readonly string[];
}
