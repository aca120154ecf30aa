import type { Gazetteer } from "../../records/facilities/source-place.ts";
import type { Vocabulary } from "../../records/terms/vocabulary.ts";
import type { HeaderMatch } from "../layouts/header.ts";
import type { Cell } from "../table.ts";
import { copyNull, DateColumn, KeyColumn, TermColumn, TextColumn } from "./columns.ts";
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

class BasisColumn {
  readonly #flags: readonly { readonly name: string; readonly at: number }[];
  readonly #vocabulary: Vocabulary;
  readonly #seen = new Map<string, number>();

  constructor(flags: readonly { readonly name: string; readonly at: number }[], vocabulary: Vocabulary) {
    this.#flags = flags;
    this.#vocabulary = vocabulary;
  }

  /** All the form's yes/no boxes as one term, `box=YES;box=NO`, empty boxes left out; 0 when every box is empty. */
  id(cells: Cells): number {
    let key = "";
    for (const flag of this.#flags) key += `${cells[flag.at] ?? ""}\u001f`;
    const seen = this.#seen.get(key);
    if (seen !== undefined) return seen;
    const text = this.#flags
      .flatMap((flag) => (cells[flag.at] ? [`${flag.name}=${(cells[flag.at] ?? "").trim()}`] : []))
      .join(";");
    const id = text === "" ? 0 : this.#vocabulary.idOf("basis", text);
    this.#seen.set(key, id);
    return id;
  }
}

function juvenileText(birthYear: string, preparedOn: string): string {
  if (!/^\d{4}(\.0)?$/.test(birthYear)) return copyNull;
  return Number(preparedOn.slice(0, 4)) - Number(birthYear.slice(0, 4)) < 18 ? "t" : "f";
}

/** Encodes the rows of one sheet as detainer records; `at` gives each field's place among the kept cells. */
export function detainerEncoder(
  match: HeaderMatch,
  at: ReadonlyMap<string, number>,
  context: EncoderContext,
): RowEncoder {
  const { vocabulary, gazetteer } = context;
  const prepared = new DateColumn("prepared_on", at.get("prepared_on"), context.date_system);
  const terms = Object.fromEntries(
    termFields.map((field) => [field, new TermColumn(field, at.get(field), vocabulary)]),
  ) as Record<(typeof termFields)[number], TermColumn>;
  const dates = Object.fromEntries(
    dateFields.map((field) => [field, new DateColumn(field, at.get(field), context.date_system)]),
  ) as Record<(typeof dateFields)[number], DateColumn>;
  const [name, city, state, code, birthYear, duplicate] = [
    "facility_name",
    "facility_city",
    "facility_state",
    "facility_code",
    "birth_year",
    "is_likely_duplicate",
  ].map((field) => new TextColumn(at.get(field))) as [
    TextColumn,
    TextColumn,
    TextColumn,
    TextColumn,
    TextColumn,
    TextColumn,
  ];
  const person = new KeyColumn(at.get("person"), context.person_key);
  const basis = new BasisColumn(
    match.flags.map((flag) => ({ name: flag.name, at: at.get(flag.name) ?? -1 })),
    vocabulary,
  );

  function refusal(cells: Cells): Refusal | null {
    const reading = prepared.read(cells);
    const found = (prepared.written(cells) ?? "").slice(0, 100);
    if (reading.state === "empty") return { field: "prepared_on", reason: "missing", found };
    if (reading.state === "redacted") return { field: "prepared_on", reason: "redacted", found };
    if (reading.state === "unreadable") return { field: "prepared_on", reason: "not_a_date", found };
    const day = reading.day as string;
    return day < firstDay || day > lastDay ? { field: "prepared_on", reason: "date_out_of_range", found } : null;
  }

  return {
    encode(id, cells) {
      const refused = refusal(cells);
      if (refused !== null) return refused;
      const preparedOn = prepared.read(cells).day as string;
      const unread: string[] = [];
      const date = (column: DateColumn): string => {
        const reading = column.read(cells);
        if (reading.state === "redacted" || reading.state === "unreadable")
          unread.push(`${column.field}=${reading.state}`);
        return reading.day ?? copyNull;
      };
      const key = person.read(cells);
      if (key === "redacted") unread.push("person=redacted");
      const born = birthYear.text(cells);
      if (born === "(redacted)") unread.push("birth_year=redacted");
      const place = gazetteer.idOf(name.text(cells), city.text(cells), state.text(cells), code.text(cells));
      const line = `${id}\t${context.release_id}\t${preparedOn}\t${place}\t${terms.detainer_type.id(cells)}\t${terms.lift_reason.id(cells)}\t${terms.second_lift_reason.id(cells)}\t${date(dates.lifted_on)}\t${date(dates.release_expected_on)}\t${date(dates.apprehended_on)}\t${date(dates.departed_on)}\t${terms.citizenship.id(cells)}\t${terms.gender.id(cells)}\t${terms.criminality.id(cells)}\t${terms.conviction_charge.id(cells)}\t${terms.conviction_charge_code.id(cells)}\t${date(dates.convicted_on)}\t${date(dates.charged_on)}\t${terms.is_aggravated_felon.id(cells)}\t${basis.id(cells)}\t${terms.facility_aor.id(cells)}\t${terms.duty_site.id(cells)}\t${juvenileText(born, preparedOn)}\t${/^(true|yes|1|t|y)$/i.test(duplicate.text(cells)) ? "t" : "f"}`;
      return `${line}\t${key === null || key === "redacted" ? copyNull : key}\t${unread.length === 0 ? copyNull : `{${unread.join(",")}}`}\n`;
    },
  };
}
