import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { type Clock, systemClock } from "../base/clock.ts";
import { readReference } from "../base/reference.ts";
import { openStore, type Store } from "../db/open-store.ts";
import type { OutcomeTables } from "../records/outcomes/find-outcomes.ts";
import type { ImportServices } from "../sources/intake/import-services.ts";
import { readLayouts } from "../sources/layouts/layout.ts";

/** The tables that the outcome rule reads. */
export function outcomeTables(): OutcomeTables {
  return {
    forms: readReference("forms/forms.csv") as unknown as OutcomeTables["forms"],
    lift_reasons: readReference("lift-reasons/lift-reasons.csv") as unknown as OutcomeTables["lift_reasons"],
  };
}

/** The 2-digit GEOID of each state by its postal code and by its name, both in capitals. */
export function stateGeoids(): Map<string, string> {
  const rows = readReference("places/states.csv");
  return new Map(
    rows.flatMap((row) =>
      [row.usps ?? "", (row.name ?? "").toUpperCase()].map((name) => [name, row.geoid ?? ""]),
    ),
  );
}

/** The secret of a data folder under which person identifiers are hashed; made at first use, readable by its owner only. */
export function personSecret(folder: string): string {
  const path = `${folder}/keys/person-hash.secret`;
  if (!existsSync(path)) {
    mkdirSync(`${folder}/keys`, { recursive: true, mode: 0o700 });
    writeFileSync(path, randomBytes(32).toString("hex"), { mode: 0o600, flag: "wx" });
  }
  return readFileSync(path, "utf8");
}

/** Opens the store, runs work on it and closes it again, whatever happens. `is_lean` as `openStore` has it. */
export async function withStore<T>(
  folder: string,
  work: (store: Store, clock: Clock) => Promise<T>,
  options: { readonly is_lean?: boolean } = {},
): Promise<T> {
  const store = await openStore(folder, process.env.ACCORD_DATABASE_URL, options);
  try {
    return await work(store, systemClock());
  } finally {
    await store.close();
  }
}

/** What an import needs, wired for a store. */
export async function importServices(
  store: Store,
  clock: Clock,
  progress: (rows: number) => void,
): Promise<ImportServices> {
  const { facilityResolver } = await import("./facility-resolver.ts");
  return {
    store,
    clock,
    resolver: facilityResolver(),
    state_geoids: stateGeoids(),
    outcome_tables: outcomeTables(),
    layouts: readLayouts(),
    person_secret: personSecret(store.folder),
    progress,
  };
}
