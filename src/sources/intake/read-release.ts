import { createHmac } from "node:crypto";
import sql from "sql-template-tag";
import { z } from "zod";
import { InvalidInput } from "../../base/errors.ts";
import { sha256Stream } from "../../base/hash.ts";
import { defineQuery, type Transaction } from "../../db/db.ts";
import { bookingColumns } from "../../records/bookings/booking-columns.ts";
import { detainerColumns } from "../../records/detainers/detainer-columns.ts";
import { allPlaces } from "../../records/facilities/place-queries.ts";
import { openQuarantine, quarantinedSheets } from "../../records/releases/quarantine.ts";
import { type Drift, newestVintage } from "../../records/releases/release.ts";
import { allTerms } from "../../records/terms/term-queries.ts";
import type { ArchivedFile } from "./archive.ts";
import type { ImportOptions, ImportServices } from "./import-services.ts";
import type { IntakeMessage, SheetEnd } from "./intake-protocol.ts";
import { readFileMessages } from "./read-file.ts";

/** What a file will be in the record: its series and vintage, and the next free numbers. */
export interface Plan {
  readonly series: string;
  readonly vintage: number;
  readonly ids: { release_id: number; sheet_id: number };
}

const nextIds = defineQuery(
  z.object({ release_id: z.number(), sheet_id: z.number() }),
  sql`select coalesce((select max(release_id) from release), 0) + 1 as release_id, coalesce((select max(sheet_id) from source_sheet), 0) + 1 as sheet_id`,
);

/** Plans a release: the next vintage of its series, or a series of its own named after its bytes. */
export async function planOf(tx: Transaction, archived: ArchivedFile, options: ImportOptions): Promise<Plan> {
  const series = options.series ?? `file:${archived.sha256.slice(0, 12)}`;
  const vintage = options.vintage ?? (await tx.one(newestVintage(series))).vintage + 1;
  return { series, vintage, ids: await tx.one(nextIds) };
}

/** A sheet that the record has already, and the release that brought it. */
interface KnownSheet {
  readonly series: string;
  readonly vintage: number;
}

/** What was read of a file; its rows stand in the store already, within the transaction. */
export interface Reading {
  readonly accepted: { sheet: SheetEnd; is_known: boolean }[];
  readonly known: readonly KnownSheet[];
  readonly drift: Drift[];
  readonly content: string;
  readonly rows: number;
  readonly done: Extract<IntakeMessage, { kind: "done" }>;
}

function knownSheet(contentSha256: string, name: string) {
  return defineQuery(
    z.object({ series: z.string(), vintage: z.number() }),
    sql`select r.series, r.vintage from source_sheet s join release r using (release_id)
         where s.content_sha256 = ${contentSha256} and s.name = ${name} and s.rows_known = 0 order by s.sheet_id desc limit 1`,
  );
}

/** Takes the reader's messages into the store: pieces by COPY, each sheet kept or, when the record has it already, undone. */
class SheetLoader {
  readonly accepted: { sheet: SheetEnd; is_known: boolean }[] = [];
  readonly known: KnownSheet[] = [];
  readonly drift: Drift[] = [];
  rows = 0;
  #content = sha256Stream();
  #atSheetStart = this.#content.copy();
  #open: number | null = null;
  readonly #tx: Transaction;
  readonly #progress: (rows: number) => void;
  readonly #isRecordedAgain: (known: KnownSheet) => boolean;

  constructor(
    tx: Transaction,
    progress: (rows: number) => void,
    isRecordedAgain: (known: KnownSheet) => boolean,
  ) {
    this.#tx = tx;
    this.#progress = progress;
    this.#isRecordedAgain = isRecordedAgain;
  }

  async take(message: IntakeMessage): Promise<void> {
    if (message.kind === "piece") await this.#piece(message);
    if (message.kind === "sheet") await this.#end(message.sheet);
    if (message.kind === "passed_over" && message.sheet.rows > 0) {
      this.drift.push({
        sheet_name: message.sheet.name,
        kind: "sheet_passed_over",
        header: "",
        nearest: null,
      });
    }
  }

  content(): string {
    return this.#content.digest("hex");
  }

  async #piece(message: Extract<IntakeMessage, { kind: "piece" }>): Promise<void> {
    if (this.#open !== message.sheet_id) await this.#begin(message.sheet_id);
    this.#content.update(message.bytes);
    const columns = message.record === "detainer" ? detainerColumns : bookingColumns;
    await this.#tx.copyIn(message.record, columns, one(message.bytes));
    this.rows += message.rows;
    this.#progress(this.rows);
  }

  async #begin(sheetId: number): Promise<void> {
    this.#open = sheetId;
    this.#atSheetStart = this.#content.copy();
    await this.#tx.script("savepoint sheet");
  }

  async #end(sheet: SheetEnd): Promise<void> {
    const found = await this.#tx.maybe(knownSheet(sheet.content_sha256, sheet.name));
    const known = found === null || this.#isRecordedAgain(found) ? null : found;
    if (known !== null) this.known.push(known);
    if (known !== null && this.#open === sheet.sheet_id) {
      await this.#tx.script("rollback to savepoint sheet");
      this.#content = this.#atSheetStart;
      this.rows -= sheet.rows_encoded;
    }
    if (this.#open === sheet.sheet_id) await this.#tx.script("release savepoint sheet");
    this.accepted.push({ sheet, is_known: known !== null });
    this.drift.push(...sheet.drift.map((d) => ({ ...d, sheet_name: sheet.name })));
  }
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** A release records one kind of thing, which its entry seals. */
function checkOneKind(accepted: Reading["accepted"], services: ImportServices): void {
  const kindOf = (id: string) => services.layouts.find((layout) => layout.id === id)?.record;
  const kinds = new Set(accepted.map(({ sheet }) => kindOf(sheet.layout)));
  if (kinds.size > 1)
    throw new InvalidInput(
      `its sheets hold different things (${[...kinds].join(" and ")}); save each kind as a file of its own and import those`,
    );
}

async function read(
  services: ImportServices,
  tx: Transaction,
  archived: ArchivedFile,
  plan: Plan,
  isRecordedAgain: (known: KnownSheet) => boolean,
): Promise<Reading> {
  const { ids } = plan;
  const sheets = await tx.all(quarantinedSheets);
  const loader = new SheetLoader(tx, services.progress, isRecordedAgain);
  let done: Reading["done"] | null = null;
  const messages = readFileMessages({
    path: archived.path,
    file_sha256: archived.sha256,
    release_id: ids.release_id,
    first_sheet_id: ids.sheet_id,
    person_key: createHmac("sha256", services.person_secret)
      .update(`${plan.series}#${plan.vintage}`)
      .digest("hex"),
    terms: await tx.all(allTerms),
    places: await tx.all(allPlaces),
    quarantined_sheets: sheets.map((s) => [`${s.file_sha256}|${s.name}`, s.sheet_id] as const),
    quarantined_ids: sheets.length === 0 ? [] : (await tx.all(openQuarantine)).map((row) => row.record_id),
  });
  for await (const message of messages) {
    if (message.kind === "done") done = message;
    else await loader.take(message);
  }
  if (done === null || loader.accepted.length === 0) {
    throw new InvalidInput(
      "no row looks like a header that any layout knows; reference/layouts lists the headers, one file a layout",
      { drift: loader.drift },
    );
  }
  checkOneKind(loader.accepted, services);
  return {
    accepted: loader.accepted,
    known: loader.known,
    drift: loader.drift,
    content: loader.content(),
    rows: loader.rows,
    done,
  };
}

/**
 * Reads a file; a sheet that the record has already is not recorded again. But a later vintage of a series stands for its
 * whole period: where it brings sheets of an earlier one unchanged beside new ones, they are read again and recorded with it.
 */
export async function readRelease(
  services: ImportServices,
  tx: Transaction,
  archived: ArchivedFile,
  plan: Plan,
): Promise<Reading> {
  const isEarlier = (known: KnownSheet): boolean =>
    known.series === plan.series && known.vintage < plan.vintage;
  await tx.script("savepoint reading");
  const reading = await read(services, tx, archived, plan, () => false);
  if (reading.rows === 0 || !reading.known.some(isEarlier)) return reading;
  await tx.script("rollback to savepoint reading");
  return read(services, tx, archived, plan, isEarlier);
}
