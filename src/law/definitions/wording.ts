import type { FactValue } from "./definition.ts";

/** The thing that a fact about a rule speaks of, as the subject of a sentence. */
const subjects: Readonly<Record<string, string>> = {
  rule_send_status_to_dhs: "sending status information to DHS",
  rule_receive_status_from_dhs: "requesting or receiving status information from DHS",
  rule_exchange_status_with_agencies: "exchanging status information with other government bodies",
  rule_maintain_status: "keeping status information",
  rule_share_release_date: "telling DHS of a release date",
  rule_share_home_address: "giving DHS an address or other personal information",
  rule_jail_access_dhs: "access of federal officers to the facility to meet a person",
  rule_hold_on_admin: "holding past the time of release on a detainer and an administrative warrant",
  rule_hold_on_judicial: "holding on a warrant or order signed by a judge",
  rule_ask_status: "asking a person about status",
};

const predicates: Readonly<Record<string, string>> = {
  must: "is required",
  must_if: "is required where the rule's conditions are met",
  ensured: "is required",
  may: "is allowed",
  open: "is allowed",
  may_protected: "is allowed, and no local rule may limit it",
  consent: "is allowed with the person's consent",
  lawyer: "is allowed with consent and notice of the right to a lawyer",
  conditional: "is not allowed except in the cases that the rule names",
  judicial_only: "is not allowed except on a warrant, order or finding of a judge",
  judicial_order: "is not allowed except on a warrant or order of a judge",
  must_not: "is not allowed",
  none: "is not allowed",
  unsettled: "is left open by the source",
};

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The short name of what a value rests on: the part of its source before the first colon and blank. */
export function sourceName(value: FactValue): string {
  return value.source.split(": ")[0] as string;
}

const grades = { seen: "", partly_seen: "; partly seen", general_knowledge: "; general knowledge" } as const;

const coverage: Readonly<Record<string, string>> = {
  covered: "An order or notice bars the use of this test against it",
  not_covered: "An order or notice leaves the test in use for it",
  contested: "Whether this test may be used against it is in dispute",
};

function statement(value: FactValue): string {
  if (value.fact_id === "injunction_coverage") return coverage[value.value] ?? value.value;
  const subject = subjects[value.fact_id] ?? value.fact_id.replaceAll("_", " ");
  return `${capital(subject)} ${predicates[value.value] ?? `is recorded as "${value.value}"`}`;
}

/** One sentence that says a value, who asserts it, where, how far that was checked, and what is doubtful about its dates. */
export function sentenceOf(value: FactValue): string {
  const doubt =
    value.doubt === undefined ? "" : `; whether it stood on the day is not certain: ${value.doubt}`;
  return `${statement(value)} (${value.asserted_by}, ${sourceName(value)}${grades[value.verification]}${doubt}).`;
}

/** A list in a sentence: "a", "a and b", "a, b and c". */
export function joined(words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
