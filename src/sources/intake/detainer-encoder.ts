import type { Gazetteer } from "../../records/facilities/source-place.ts";
import type { Vocabulary } from "../../records/terms/vocabulary.ts";
import type { HeaderMatch } from "../layouts/header.ts";
import type { Cell } from "../table.ts";
import { BasisColumn } from "./basis-column.ts";
import { DateColumn, type DateReading, KeyColumn, PlaceColumns, TermColumn, TextColumn } from "./columns.ts";
import type { CopyLines } from "./copy-lines.ts";
import { Rollup } from "./rollup.ts";
import type { Refusal, RowEncoder } from "./row-outcome.ts";

type Cells = readonly Cell[];

/** What an encoder needs besides the header: where records number their texts, and what the release is. */
export interface EncoderContext {
  readonly release_id: number;
  readonly date_system: 1900 | 1904 | null;
  readonly person_key: string;
  readonly vocabulary: Vocabulary;
  readonly gazetteer: Gazetteer;
}

const termFields = [
  "detainer_type",
  "lift_reason",
  "second_lift_reason",
  "citizenship",
  "gender",
  "criminality",
  "conviction_charge",
  "conviction_charge_code",
  "is_aggravated_felon",
  "facility_aor",
  "duty_site",
] as const;
const dateFields = [
  "lifted_on",
  "release_expected_on",
  "apprehended_on",
  "departed_on",
  "convicted_on",
  "charged_on",
] as const;

/** Dates before ICE existed or after any record can be are mistakes of the source, not facts. */
const firstDay = "1990-01-01";
const lastDay = "2100-12-31";
const saysYes = /^(true|yes|1|t|y)$/i;

/** Whether a birth year makes the person under 18 in the year of preparation; null where it names no year. */
function isJuvenile(birthYear: string, preparedOn: string): boolean | null {
  if (!/^\d{4}(\.0)?$/.test(birthYear)) return null;
  return Number(preparedOn.slice(0, 4)) - Number(birthYear.slice(0, 4)) < 18;
}

/** Why the day of preparation does not do, or null when it does. */
function refusalOf(reading: DateReading, written: Cell): Refusal | null {
  if (reading.state === "value" && reading.day >= firstDay && reading.day <= lastDay) return null;
  const found = (written ?? "").slice(0, 100);
  const refused = (reason: Refusal["reason"]): Refusal => ({ field: "prepared_on", reason, found });
  if (reading.state === "empty") return refused("missing");
  if (reading.state === "redacted") return refused("redacted");
  return refused(reading.state === "unreadable" ? "not_a_date" : "date_out_of_range");
}

type TermField = (typeof termFields)[number];
type DateField = (typeof dateFields)[number];

/** The columns of one sheet, each with what it has met so far. */
class DetainerColumns {
  readonly prepared: DateColumn;
  readonly terms: Readonly<Record<TermField, TermColumn>>;
  readonly dates: Readonly<Record<DateField, DateColumn>>;
  readonly place: PlaceColumns;
  readonly basis: BasisColumn;
  readonly birthYear: TextColumn;
  readonly duplicate: TextColumn;
  readonly person: KeyColumn;

  constructor(match: HeaderMatch, at: ReadonlyMap<string, number>, context: EncoderContext) {
    const { vocabulary, date_system } = context;
    this.prepared = new DateColumn("prepared_on", at.get("prepared_on"), date_system);
    this.terms = Object.fromEntries(
      termFields.map((field) => [field, new TermColumn(field, at.get(field), vocabulary)]),
    ) as Record<TermField, TermColumn>;
    this.dates = Object.fromEntries(
      dateFields.map((field) => [field, new DateColumn(field, at.get(field), date_system)]),
    ) as Record<DateField, DateColumn>;
    this.place = new PlaceColumns(at, context.gazetteer);
    this.basis = new BasisColumn(
      match.flags.map((flag) => ({ name: flag.name, at: at.get(flag.name) ?? -1 })),
      vocabulary,
    );
    this.birthYear = new TextColumn(at.get("birth_year"));
    this.duplicate = new TextColumn(at.get("is_likely_duplicate"));
    this.person = new KeyColumn(at.get("person"), context.person_key);
  }
}

/** Encodes the rows of one sheet as detainer records; `at` gives each field's place among the kept cells. */
export function detainerEncoder(
  match: HeaderMatch,
  at: ReadonlyMap<string, number>,
  context: EncoderContext,
): RowEncoder {
  const columns = new DetainerColumns(match, at, context);
  const { terms, dates } = columns;
  const rollup = new Rollup();
  const isDuplicate = new Map<string, boolean>();
  let unread = "";

  function noteUnread(field: string, state: string): void {
    unread += `${unread === "" ? "" : ","}${field}=${state}`;
  }

  function writeDate(column: DateColumn, cells: Cells, lines: CopyLines): void {
    const reading = column.read(cells);
    if (reading.state === "redacted" || reading.state === "unreadable")
      noteUnread(column.field, reading.state);
    lines.text(reading.day);
  }

  function markOf(text: string): boolean {
    let mark = isDuplicate.get(text);
    if (mark === undefined) {
      mark = saysYes.test(text);
      isDuplicate.set(text, mark);
    }
    return mark;
  }

  /** The fields in the order of `detainerColumns`. */
  function write(id: number, preparedOn: string, cells: Cells, lines: CopyLines): void {
    const place = columns.place.id(cells);
    const [type, liftReason] = [terms.detainer_type.id(cells), terms.lift_reason.id(cells)];
    const born = columns.birthYear.text(cells);
    const duplicate = markOf(columns.duplicate.text(cells));
    const person = columns.person.read(cells);
    rollup.add(preparedOn, place, type, liftReason, duplicate);
    unread = "";
    if (person === "redacted") noteUnread("person", "redacted");
    if (born === "(redacted)") noteUnread("birth_year", "redacted");
    lines.number(id);
    lines.number(context.release_id);
    lines.text(preparedOn);
    lines.number(place);
    lines.number(type);
    lines.number(liftReason);
    lines.number(terms.second_lift_reason.id(cells));
    writeDate(dates.lifted_on, cells, lines);
    writeDate(dates.release_expected_on, cells, lines);
    writeDate(dates.apprehended_on, cells, lines);
    writeDate(dates.departed_on, cells, lines);
    lines.number(terms.citizenship.id(cells));
    lines.number(terms.gender.id(cells));
    lines.number(terms.criminality.id(cells));
    lines.number(terms.conviction_charge.id(cells));
    lines.number(terms.conviction_charge_code.id(cells));
    writeDate(dates.convicted_on, cells, lines);
    writeDate(dates.charged_on, cells, lines);
    lines.number(terms.is_aggravated_felon.id(cells));
    lines.number(columns.basis.id(cells));
    lines.number(terms.facility_aor.id(cells));
    lines.number(terms.duty_site.id(cells));
    lines.flag(isJuvenile(born, preparedOn));
    lines.flag(duplicate);
    lines.text(person === "redacted" ? null : person);
    lines.text(unread === "" ? null : `{${unread}}`);
    lines.end();
  }

  return {
    rollup,
    encode(id, cells, lines) {
      const prepared = columns.prepared.read(cells);
      const refused = refusalOf(prepared, columns.prepared.written(cells));
      if (refused === null) write(id, prepared.day as string, cells, lines);
      return refused;
    },
  };
}
