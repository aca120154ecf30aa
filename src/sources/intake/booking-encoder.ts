import { instantOf } from "../../base/time.ts";
import type { HeaderMatch } from "../layouts/header.ts";
import type { Cell } from "../table.ts";
import { KeyColumn, TermColumn, TextColumn } from "./columns.ts";
import type { EncoderContext } from "./detainer-encoder.ts";
import type { RowEncoder } from "./row-outcome.ts";

function flagOf(text: string): boolean | null {
  if (/^(1|1\.0|true|yes|y|t)$/i.test(text)) return true;
  return /^(0|0\.0|false|no|n|f)$/i.test(text) ? false : null;
}

/** `2016-12-22T16:00:00Z` as PostgreSQL prints it under UTC. */
const asPrinted = (instant: string): string => instant.replace("T", " ").replace("Z", "+00");

/** Encodes the rows of a jail's booking export; local times are read in the layout's zone, the jail is the layout's place. */
export function bookingEncoder(
  match: HeaderMatch,
  at: ReadonlyMap<string, number>,
  context: EncoderContext,
): RowEncoder {
  const { layout } = match;
  const zone = layout.zone ?? "UTC";
  const [bookedAt, releasedAt, charge, toIce, cancelled] = [
    "booked_at",
    "released_at",
    "charge",
    "is_released_to_ice",
    "is_detainer_cancelled",
  ].map((field) => new TextColumn(at.get(field))) as [
    TextColumn,
    TextColumn,
    TextColumn,
    TextColumn,
    TextColumn,
  ];
  const chargeTerm = new TermColumn("charge", at.get("charge"), context.vocabulary);
  const reason = new TermColumn("release_reason", at.get("release_reason"), context.vocabulary);
  const booking = new KeyColumn(at.get("booking"), context.person_key);
  const holds = new Set(layout.derived?.is_immigration_hold?.equals ?? []);
  const place = context.gazetteer.idOf(
    layout.place?.facility_name ?? "",
    layout.place?.facility_city ?? "",
    layout.place?.facility_state ?? "",
    "",
  );
  const instants = new Map<string, string | null>();

  function instant(text: string): string | null {
    let known = instants.get(text);
    if (known === undefined) {
      known = instantOf(text, zone);
      instants.set(text, known);
    }
    return known;
  }

  return {
    rollup: null,
    encode(id: number, cells: readonly Cell[], lines) {
      const key = booking.read(cells);
      const booked = bookedAt.text(cells);
      if (key === null || key === "redacted")
        return { field: "booking", reason: key === null ? "missing" : "redacted", found: "" };
      if (booked === "") return { field: "booked_at", reason: "missing", found: "" };
      const from = instant(booked);
      if (from === null) return { field: "booked_at", reason: "not_a_date", found: booked.slice(0, 100) };
      const until = instant(releasedAt.text(cells));
      lines.number(id);
      lines.number(context.release_id);
      lines.text(key);
      lines.number(place);
      lines.text(asPrinted(from));
      lines.text(until === null ? null : asPrinted(until));
      lines.number(chargeTerm.id(cells));
      lines.text("unknown");
      lines.number(reason.id(cells));
      lines.flag(holds.has(charge.text(cells)));
      lines.flag(flagOf(toIce.text(cells)));
      lines.flag(flagOf(cancelled.text(cells)));
      lines.text(until === null && releasedAt.text(cells) !== "" ? "{released_at=unreadable}" : null);
      lines.end();
      return null;
    },
  };
}
