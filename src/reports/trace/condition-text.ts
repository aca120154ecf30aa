import { outcomes } from "../../law/outcomes/outcome.ts";
import type { Dimension, DimensionValue } from "../population/where.ts";
import type { Trace } from "../sections/section-builder.ts";

const words: Readonly<Record<Dimension, string>> = {
  form: "form",
  asks_notify: "asks for notice",
  asks_hold: "asks for a hold",
  asks_serve: "asks to serve a copy",
  outcome: "outcome",
  outcome_detail: "reason of ICE's ending it",
  counts_as_declined: "declined by ICE's own words",
  evidence_grade: "evidence grade",
  place_status: "facility",
  place_id: "place as written (number)",
  state_geoid: "state (GEOID)",
  body_id: "controlling body",
  body_kind: "kind of controlling body",
  jurisdiction_geoid: "jurisdiction (GEOID)",
  criminality: "criminality as ICE writes it",
  charge_category: "conviction, NCIC category",
  age_band: "time to the recording",
  is_backlog: "backlog",
  recorded_on: "recorded on",
  is_disputed: "disputed by a party",
  is_likely_duplicate: "marked by its source as a likely duplicate",
  is_synthetic: "made-up data",
};

const valueText = (value: DimensionValue): string =>
  value === null ? "not known" : value === true ? "yes" : value === false ? "no" : String(value);

/** Long lists of outcomes are said by what they leave out. */
function valuesText(key: Dimension, values: readonly DimensionValue[]): string {
  if (values.length === 0) return "none";
  const left = Object.keys(outcomes).filter((code) => !values.includes(code));
  if (key === "outcome" && left.length > 0 && left.length < values.length)
    return `any but ${left.join(" and ")}`;
  return values.map(valueText).join(" or ");
}

function partText(key: Dimension, values: readonly DimensionValue[]): string {
  if (key === "is_likely_duplicate" && values.length === 1 && values[0] === false)
    return "likely duplicates left out";
  return `${words[key]}: ${valuesText(key, values)}`;
}

/** What a number counts, as one sentence. */
export function conditionText({ population, where }: Trace): string {
  const of =
    population === "prepared"
      ? "requests prepared in the week"
      : "requests whose end was recorded in the week";
  const parts = (Object.entries(where) as [Dimension, readonly DimensionValue[]][]).map(([key, values]) =>
    partText(key, values),
  );
  return [of, ...parts].join("; ");
}
