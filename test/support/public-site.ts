import type { Hono } from "hono";
import { apiRoot, apiRoutes, createApi } from "../../src/api/app.ts";
import { exchangeEntries } from "../../src/api/exchange/entries.ts";
import { problemTitles } from "../../src/api/problem.ts";
import { addDays, weekOf } from "../../src/base/day.ts";
import { recordAssertion } from "../../src/records/assertions/assertion.ts";
import { recordEdition } from "../../src/records/editions/edition-record.ts";
import { storeQuality } from "../../src/records/quality/quality.ts";
import { compileEdition } from "../../src/reports/compile.ts";
import type { Disclosure } from "../../src/reports/edition.ts";
import { type PublicRecord, publicRecord } from "../../src/reports/public/public-record.ts";
import { publishEdition } from "../../src/reports/publish/publish-edition.ts";
import { createApp } from "../../src/site/app.ts";
import { importFile } from "../../src/sources/intake/import-file.ts";
import type { Lifetime } from "./folder.ts";
import { openIntake, sixColumns, table } from "./intake.ts";
import { madeUpPlaceNames, madeUpResolver, madeUpStates } from "./made-up-places.ts";
import type { TestStore } from "./store.ts";
import { testKey } from "./test-key.ts";

/** The site and the API over a store of made-up rows: one release, one public edition, one party's view, one assertion. */
export interface PublicSite {
  readonly app: Hono;
  readonly record: PublicRecord;
  readonly store: TestStore;
  /** The id of the public edition. */
  readonly edition: string;
  /** The id of the party's own view, which the public must never get. */
  readonly party: string;
  /** What the faces said of faults of their own. */
  readonly warnings: readonly string[];
}

const form = "I247A - Immigration Detainer - Notice of Action (as of March 2017)";
const firstWeek = "2024-01-06"; // a Saturday
const weeks = 14;
const author = "test";

/** How many rows a facility has in each week, by what became of them. */
const perWeek: readonly (readonly [name: string, liftReason: string, rows: number])[] = [
  ["SAMPLE COUNTY JAIL", "Booked into Detention", 11],
  ["SAMPLE COUNTY JAIL", "Detainer Declined by LEA", 2],
  ["SAMPLE CO JAIL", "", 12],
  ["EXAMPLE CITY JAIL", "", 2],
  ["TWIN JAIL", "Lifted", 1],
  ["OTHER-OTHER FACILITY", "", 3],
];

/** Made-up rows of the six-column layout: some weeks of a county with many requests and a city with few. */
function madeUpRows(): string[][] {
  const days = Array.from({ length: weeks }, (_, week) => addDays(firstWeek, 7 * week + (week % 7)));
  return days.flatMap((day, week) =>
    perWeek.flatMap(([name, liftReason, rows]) =>
      Array.from({ length: rows + (week % 3) }, () => [
        day,
        form,
        name,
        "NOWHERE",
        "MADE-UP STATE",
        liftReason,
      ]),
    ),
  );
}

/** A site over an empty store. */
export async function openEmptySite(t: Lifetime): Promise<Pick<PublicSite, "app" | "record" | "store">> {
  const { store } = await openIntake(t);
  return { store, ...facesOf(store, []) };
}

/** Opens the site over a store of made-up rows. */
export async function openPublicSite(t: Lifetime): Promise<PublicSite> {
  const { store, services, write } = await openIntake(t);
  const own = { ...services, resolver: madeUpResolver, state_geoids: madeUpStates };
  const path = write(
    "made-up-detainers.csv",
    table([...sixColumns, "odd_column"], ...madeUpRows().map((row) => [...row, ""])),
  );
  await importFile(own, path, { author, series: "made-up", vintage: 1, is_synthetic: true });
  const edition = await publish(store, "public");
  const party = await publish(store, "party");
  await store.db.transaction((tx) =>
    recordAssertion(
      tx,
      {
        detainer_id: 1_000_000_002,
        party: "Sample County Sheriff",
        request: null,
        outcome: "RELEASED_AFTER_NOTICE",
        occurred_on: "2024-02-01",
        evidence_grade: "B",
        evidence: "made-up release log",
        supersedes: null,
      },
      services.clock.now(),
      author,
    ),
  );
  const warnings: string[] = [];
  return { store, edition, party, warnings, ...facesOf(store, warnings) };
}

async function publish(store: TestStore, disclosure: Disclosure): Promise<string> {
  const request = {
    template: "accord",
    week: weekOf("2024-02-03"),
    position: 1,
    disclosure,
    likely_duplicates: "leave-out",
  } as const;
  const { edition } = await compileEdition(store.db, request);
  const { sha256 } = await publishEdition(edition, `${store.folder}/editions/${edition.id}`, testKey());
  const record = {
    edition_id: edition.id,
    data_position: edition.position,
    template: edition.template,
    template_version: edition.template_version,
    disclosure,
    week_from: edition.period.from,
    sha256,
  };
  await store.db.transaction((tx) => recordEdition(tx, record, "2026-01-05T12:00:00.000Z", author));
  return edition.id;
}

function facesOf(store: TestStore, warnings: string[]): Pick<PublicSite, "app" | "record"> {
  const record = publicRecord({
    db: store.db,
    folder: store.folder,
    clock: { now: () => "2026-01-05T12:00:00.000Z" },
    resolver: () => madeUpResolver,
    placeNames: () => madeUpPlaceNames,
    quality: () => storeQuality(store.db),
  });
  const warn = (line: string): void => void warnings.push(line);
  const api = createApi({ record, version: "0.0.0", warn });
  const parts = {
    root: apiRoot,
    fetch: (request: Request) => api.fetch(request),
    entries: apiRoutes,
    exchange_entries: exchangeEntries,
    problems: problemTitles,
  };
  return { record, app: createApp({ record, exchange: null, version: "0.0.0", warn, api: parts }) };
}
