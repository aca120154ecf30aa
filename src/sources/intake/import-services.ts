import type { Clock } from "../../base/clock.ts";
import type { Store } from "../../db/open-store.ts";
import type { Resolver } from "../../records/facilities/resolve-places.ts";
import type { OutcomeTables } from "../../records/outcomes/find-outcomes.ts";
import type { Layout } from "../layouts/layout.ts";

/** What an import needs from outside: handed in by whoever wires the program. */
export interface ImportServices {
  readonly store: Store;
  readonly clock: Clock;
  readonly resolver: Resolver;
  readonly state_geoids: ReadonlyMap<string, string>;
  readonly outcome_tables: OutcomeTables;
  readonly layouts: readonly Layout[];
  /** The secret under which person identifiers are hashed. */
  readonly person_secret: string;
  readonly progress: (rows: number) => void;
}

/** How a file is to be imported. */
export interface ImportOptions {
  readonly author: string;
  /** A series whose earlier vintages this release replaces for its period; null for a series of its own. */
  readonly series: string | null;
  /** The vintage, when several files of one release are imported together. */
  readonly vintage: number | null;
  readonly is_synthetic: boolean;
}
