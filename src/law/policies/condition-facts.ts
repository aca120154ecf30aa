/** One fact of a request or a place that a condition can turn on. */
export interface ConditionFact {
  /** How the fact reads after "unless", "if" or "and". */
  readonly words: string;
  /** Facts that hold whenever this one does. */
  readonly implies?: readonly string[];
}

/**
 * Every fact that a condition can name. Papers of different kinds stay apart: an administrative warrant (I-200, I-205) is signed
 * by an immigration officer, a judicial one by a judge; a box ticked on the detainer is neither.
 */
export const conditionFacts: Readonly<Record<string, ConditionFact>> = {
  detainer: { words: "there is a detainer for the person" },
  facially_sufficient_detainer: { words: "the detainer is complete on its face", implies: ["detainer"] },
  asked_in_detainer: { words: "the detainer asks for it" },
  detainer_refused: { words: "the agency refuses a detainer" },
  judicially_issued_detainer: { words: "a judge issued the detainer", implies: ["judge_approval"] },
  administrative_warrant: {
    words: "there is an administrative warrant (I-200 or I-205)",
    implies: ["federal_warrant"],
  },
  federal_warrant: { words: "a federal warrant, administrative or judicial, comes with the detainer" },
  warrant: { words: "there is a warrant of a kind that the source does not say" },
  judicial_warrant: {
    words: "there is a warrant signed by a judge",
    implies: ["warrant", "judge_approval"],
  },
  federal_judicial_warrant: {
    words: "there is a warrant signed by a federal judge or magistrate",
    implies: ["judicial_warrant", "federal_warrant"],
  },
  criminal_warrant: {
    words: "there is a criminal warrant",
    implies: ["judicial_warrant", "arrest_warrant"],
  },
  federal_criminal_warrant: {
    words: "there is a federal criminal warrant",
    implies: ["criminal_warrant", "federal_judicial_warrant"],
  },
  arrest_warrant: { words: "there is an arrest warrant", implies: ["warrant"] },
  outstanding_federal_arrest_warrant: {
    words: "there is an outstanding federal arrest warrant for a crime",
    implies: ["arrest_warrant"],
  },
  judicial_order: { words: "there is a court order", implies: ["judge_approval"] },
  judicial_removal_order: {
    words: "a judge ordered deportation or removal and the order comes with the detainer",
    implies: ["judicial_order"],
  },
  judicial_subpoena: { words: "there is a subpoena signed by a judge", implies: ["subpoena"] },
  subpoena: { words: "there is a subpoena" },
  judicial_probable_cause: {
    words: "a judge found probable cause",
    implies: ["probable_cause", "judge_approval"],
  },
  judge_approval: { words: "a judge approved it" },
  magistrate_probable_cause_finding: {
    words: "a magistrate found probable cause for that charge",
  },
  state_judicial_official_order: { words: "a state judicial official ordered the hold" },
  probable_cause: { words: "there is adequate support for probable cause" },
  probable_cause_of_crime: { words: "there is probable cause of a crime" },
  final_order: { words: "there is a final order of removal" },
  required_by_law: { words: "law requires it" },
  permitted_by_law: { words: "law permits it" },
  authorised_by_law: { words: "law authorises it" },
  state_law_authority: { words: "state law gives the authority" },
  no_other_law_or_local_policy_violated: { words: "no other law or local policy is violated" },
  local_rule_may_not_restrict: { words: "no local rule may restrict it" },
  local_rule_may_not_restrict_or_require_warrant: {
    words: "no local rule may restrict it or ask for a warrant",
  },
  municipal_rule_may_not_restrict: { words: "no municipal rule may restrict it" },
  municipal_rule_may_not_restrict_or_require_warrant: {
    words: "no municipal rule may restrict it or ask for a warrant",
  },
  municipal_rule_may_not_prevent: { words: "no municipal rule may prevent it" },
  county_board_approval: { words: "the county board approved it" },
  governor_agreement: { words: "the governor agreed to it" },
  agreement_287g_signed: { words: "a 287(g) agreement is signed" },
  operates_jail: { words: "the agency runs a jail" },
  cost_agreement: { words: "a written agreement makes the federal government bear the cost" },
  federal_reimbursement: { words: "the federal government reimburses all cost" },
  written_consent: { words: "the person consents in writing" },
  advised_of_right_to_lawyer: { words: "the person is told of the right to a lawyer" },
  proof_of_citizenship_or_lawful_status: { words: "there is proof of citizenship or lawful status" },
  information_publicly_available: { words: "the information is public" },
  ice_told_of_release: { words: "ICE is told of the release" },
  ice_access_in_previous_year: { words: "ICE had access in the year before" },
  agents_present_before_release: { words: "agents are there before the time of release" },
  safe_to_comply: { words: "it is safe to do so" },
  practicable: { words: "it is practicable" },
  lawful_stop_or_arrest: { words: "there is a lawful stop, detention or arrest" },
  reasonable_suspicion: { words: "there is reasonable suspicion" },
  alleged_state_offence: { words: "a violation of state law is alleged" },
  only_immigration_violation: { words: "the only violation is one of federal immigration law" },
  state_criminal_investigation: { words: "it is part of an investigation under state criminal law" },
  serious_offence_investigation: { words: "the investigation of a serious offence needs it" },
  unrelated_law_enforcement_purpose: {
    words: "it serves law enforcement that has nothing to do with immigration",
  },
  public_safety_finding_by_chief: { words: "the chief of police finds that public safety needs it" },
  risk_of_violence: { words: "there is a risk of violence" },
  age_18_or_over: { words: "the person is 18 or older" },
  held_to_answer: { words: "a judge held the person to answer" },
  sentence_of_5_years_or_more: { words: "the sentence is five years or more" },
  sex_offence_registrant: { words: "the person is on a sex offence register" },
  sex_or_arson_registrant: { words: "the person is on a sex offence or arson register" },
  terrorist_database_match: { words: "there is a possible match in a terrorist database" },
  terrorism_or_espionage: { words: "terrorism or espionage is suspected" },
  gang_database_entry: { words: "there is an entry in a gang database" },
};

const impliedBy = new Map<string, string[]>();
for (const [fact, { implies }] of Object.entries(conditionFacts))
  for (const other of implies ?? []) impliedBy.set(other, [...(impliedBy.get(other) ?? []), fact]);

/** Every fact that holds whenever a fact holds, itself first. */
export function factsImplied(fact: string): string[] {
  return [fact, ...(conditionFacts[fact]?.implies ?? []).flatMap(factsImplied)];
}

/** Every fact that makes a fact hold, itself first. */
export function factsImplying(fact: string): string[] {
  return [fact, ...(impliedBy.get(fact) ?? []).flatMap(factsImplying)];
}
