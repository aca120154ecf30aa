import { parentPort, workerData } from "node:worker_threads";
import { AppError, InvalidInput } from "../../base/errors.ts";
import { Gazetteer } from "../../records/facilities/source-place.ts";
import { Vocabulary } from "../../records/terms/vocabulary.ts";
import type { HeaderMatch } from "../layouts/header.ts";
import { readLayouts } from "../layouts/layout.ts";
import { readTables } from "../readers/read-tables.ts";
import type { IntakeMessage, IntakeTask } from "./intake-protocol.ts";
import { type IntakeOutlet, SheetIntake } from "./sheet-intake.ts";

/** Reads, maps and encodes a file on a thread of its own, while the store takes the pieces on another. */
const task = workerData as IntakeTask;
const port = parentPort!;
const inFlight = new Int32Array(task.in_flight);
const vocabulary = new Vocabulary(task.terms);
const gazetteer = new Gazetteer(task.places);
const sheets = new Map(task.quarantined_sheets);
const open = new Set(task.quarantined_ids);
let nextSheet = task.first_sheet_id;

function say(message: IntakeMessage, bytes?: Uint8Array): void {
  port.postMessage(message, bytes ? [bytes.buffer as ArrayBuffer] : []);
}

/** Waits while the store is behind, so that a large file never stands in memory. */
function waitForRoom(): void {
  for (;;) {
    const under = Atomics.load(inFlight, 0);
    if (under < task.most_in_flight) break;
    Atomics.wait(inFlight, 0, under, 1000);
  }
  Atomics.add(inFlight, 0, 1);
}

function headerRefused(match: HeaderMatch, sheet: string, row: number): never {
  const where = sheet === "" ? `row ${row}` : `sheet "${sheet}", row ${row}`;
  const wanted = match.missing_required.map((field) => {
    const nearest = match.drift.find((d) => d.kind === "missing_header" && d.header === field)?.nearest;
    const names = (match.layout.fields[field] ?? []).join(" or ");
    return nearest ? `${names} (nearest here: "${nearest}")` : names;
  });
  throw new InvalidInput(
    `${where}: the header is nearest to layout ${match.layout.id} and lacks ${wanted.join("; ")}; rename the column, or add the name to reference/layouts/${match.layout.id}.yaml`,
    { layout: match.layout.id, missing: match.missing_required, drift: match.drift },
  );
}

const outlet: IntakeOutlet = {
  release_id: task.release_id,
  person_key: task.person_key,
  vocabulary,
  gazetteer,
  layouts: readLayouts(),
  quarantinedSheet: (sha256, name) => sheets.get(`${sha256}|${name}`),
  isOpen: (id) => open.has(id),
  nextSheetId: () => nextSheet++,
  piece(sheet_id, record, bytes, rows) {
    waitForRoom();
    say({ kind: "piece", sheet_id, record, bytes, rows }, bytes);
  },
  sheetEnd: (sheet) => say({ kind: "sheet", sheet }),
  passedOver: (sheet) => say({ kind: "passed_over", sheet }),
  refuseHeader: headerRefused,
};

try {
  const format = await readTables(task.path, { sheet: (info) => new SheetIntake(info, outlet) });
  say({ kind: "done", format, terms: vocabulary.added(), places: gazetteer.added() });
} catch (error) {
  const known = error instanceof AppError;
  say({
    kind: "failed",
    name: known ? error.name : "Error",
    code: known ? error.code : "internal",
    message: (error as Error).message,
    details: known ? (JSON.parse(JSON.stringify(error.details)) as Record<string, unknown>) : {},
    stack: (error as Error).stack ?? "",
  });
}
port.close();
