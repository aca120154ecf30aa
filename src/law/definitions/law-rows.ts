import type { Verification } from "../policies/instrument.ts";

/** What a row of definitions.csv is; only tests, lists, letters and federal duties can be evaluated. */
export type DefinitionKind = "test" | "list" | "letter" | "federal_duty" | "regulation" | "form";

/** One row of reference/law/definitions.csv: a test in one version. */
export interface DefinitionRow {
  readonly definition_id: string;
  readonly version: string;
  readonly kind: DefinitionKind;
  readonly family: string;
  readonly authority: string;
  readonly citation: string;
  readonly what_it_tests: string;
  readonly official_text: string;
  readonly in_force_from: string;
  readonly in_force_to: string;
  readonly in_force_before: string;
  readonly applies_to: string;
  readonly facts_needed: string;
  readonly result_rule: string;
  readonly meets_means: string;
  readonly does_not_meet_means: string;
  readonly counts_when: "meets" | "does_not_meet" | "";
  readonly conditions: string;
  readonly aliases: string;
  readonly source_url: string;
  readonly verification: Verification;
  readonly seen_excerpt: string;
  readonly note: string;
}

/** One row of reference/law/facts.csv. */
export interface FactRow {
  readonly fact_id: string;
  readonly question: string;
  readonly who_can_assert: string;
  readonly values: string;
  readonly derived_from: string;
}

/** How an order or a notice reaches a body. */
export type Reach = "party" | "member" | "circuit" | "everyone";

/** One row of reference/law/injunctions.csv: an order for one test. */
export interface OrderRow {
  readonly definition_id: string;
  readonly case: string;
  readonly court: string;
  readonly docket_or_citation: string;
  readonly order_on: string;
  readonly until: string;
  readonly covers: string;
  readonly covers_geoids: string;
  readonly reach: Reach;
  readonly clauses: string;
  readonly effect: string;
  readonly bearing: "bars" | "contests" | "none";
  readonly source_url: string;
  readonly verification: Verification;
}

/** One row of reference/law/enforceability.csv: whether a grant condition could be used, for whom and when. */
export interface EnforceabilityRow {
  readonly condition_id: string;
  readonly scope: string;
  readonly covers_geoids: string;
  readonly reach: Reach;
  readonly from_on: string;
  readonly until: string;
  readonly enforceable: "yes" | "no" | "contested";
  readonly case: string;
  readonly source_url: string;
  readonly verification: Verification;
}

/** One row of reference/law/lists.csv: an entry of a published list. */
export interface ListEntry {
  readonly list_id: string;
  readonly entry_as_printed: string;
  readonly geoid: string;
  readonly listed_on: string;
  readonly removed_on: string;
  readonly stated_reason: string;
  readonly source_url: string;
  readonly verification: Verification;
}

/** One row of reference/law/published-lists.csv. */
export interface PublishedList {
  readonly list_id: string;
  /** The test that asks about it; empty for a list that none asks about. */
  readonly definition_id: string;
  readonly publisher: string;
  readonly published_on: string;
  readonly withdrawn_on: string;
  readonly complete: "yes" | "no";
  readonly source_url: string;
  readonly verification: Verification;
}

/** One row of reference/law/letters.csv: a letter to one recipient. */
export interface LetterRow {
  readonly letter_id: string;
  readonly definition_id: string;
  readonly sent_on: string;
  readonly sender: string;
  readonly recipient: string;
  readonly recipient_geoid: string;
  readonly status: string;
  readonly source_url: string;
  readonly verification: Verification;
}

/** Everything that the definitions read of reference/law, as text rows; a reader outside src/law brings it. */
export interface LawTables {
  readonly definitions: readonly DefinitionRow[];
  readonly facts: readonly FactRow[];
  readonly orders: readonly OrderRow[];
  readonly enforceability: readonly EnforceabilityRow[];
  readonly parties: readonly { readonly group_id: string; readonly geoid: string }[];
  readonly circuits: readonly { readonly state_geoid: string; readonly circuit: string }[];
}

/** The parts of a cell that holds a list. */
export function listed(cell: string): string[] {
  return cell === "" ? [] : cell.split(";");
}
