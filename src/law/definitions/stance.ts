import type { FactValue } from "./definition.ts";

/**
 * What the recorded rules on one point come to: it is ensured, allowed, allowed on terms (consent, a lawyer), limited, left open
 * by the source, in conflict between sources, or nothing is recorded.
 */
export type Stance = "ensures" | "allows" | "on_terms" | "limits" | "unsettled" | "conflict" | "missing";

/** `may_protected`: allowed, and no local rule may limit it. */
const stanceOfValue: Readonly<Record<string, Stance | "protects">> = {
  must: "ensures",
  must_if: "ensures",
  ensured: "ensures",
  may: "allows",
  open: "allows",
  may_protected: "protects",
  consent: "on_terms",
  lawyer: "on_terms",
  conditional: "limits",
  judicial_only: "limits",
  judicial_order: "limits",
  must_not: "limits",
  none: "limits",
  unsettled: "unsettled",
};

function combined(stances: ReadonlySet<Stance | "protects">): Stance {
  const has = (stance: Stance | "protects") => stances.has(stance);
  const restricts = has("limits") || has("on_terms");
  if (restricts && (has("ensures") || has("protects"))) return "conflict";
  if (has("limits")) return "limits";
  if (has("on_terms")) return "on_terms";
  if (has("ensures")) return "ensures";
  if (has("allows") || has("protects")) return "allows";
  return has("unsettled") ? "unsettled" : "missing";
}

function stanceOfAll(values: readonly FactValue[]): Stance {
  return combined(new Set(values.map((one) => stanceOfValue[one.value] ?? "unsettled")));
}

/**
 * The stance that the values of one fact come to. A permission yields to a narrower rule of the same or another body; a duty or a
 * ban on local limits does not: that is a conflict. Rules of which it is not certain that they stood on the day count alone only
 * where no certain one speaks; where they would change what the certain ones say, the sources are in conflict.
 */
export function stanceOf(values: readonly FactValue[]): Stance {
  const all = stanceOfAll(values);
  const certain = values.filter((one) => one.doubt === undefined && one.value !== "unsettled");
  if (certain.length === 0 || certain.length === values.length) return all;
  const firm = stanceOfAll(certain);
  return firm === all ? firm : "conflict";
}
