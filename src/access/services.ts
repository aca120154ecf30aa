import type { Clock } from "../base/clock.ts";
import type { Db } from "../db/db.ts";
import type { Keys } from "./keys.ts";

/** What signing in works with. */
export interface AccessServices {
  readonly db: Db;
  readonly clock: Clock;
  readonly keys: Keys;
}
