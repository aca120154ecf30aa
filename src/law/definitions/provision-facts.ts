import type { Condition } from "../policies/condition.ts";
import { factsImplied } from "../policies/condition-facts.ts";
import type { Act, Instrument, Modality, Provision } from "../policies/instrument.ts";

/** A fact and its value as one provision tells it. */
export interface Told {
  readonly fact_id: string;
  readonly value: string;
}

/** Whether every way to meet a condition goes through a judge: a judicial warrant, order or finding. */
export function needsAJudge(condition: Condition): boolean {
  if ("any" in condition) return condition.any.every(needsAJudge);
  if ("all" in condition) return condition.all.some(needsAJudge);
  if ("fact" in condition) return factsImplied(condition.fact).includes("judge_approval");
  return false;
}

function names(condition: Condition | null, fact: string): boolean {
  if (condition === null) return false;
  if ("any" in condition) return condition.any.some((part) => names(part, fact));
  if ("all" in condition) return condition.all.some((part) => names(part, fact));
  return "fact" in condition && factsImplied(condition.fact).includes(fact);
}

const protections = [
  "local_rule_may_not_restrict",
  "local_rule_may_not_restrict_or_require_warrant",
  "municipal_rule_may_not_restrict",
  "municipal_rule_may_not_restrict_or_require_warrant",
];

function isProtected({ condition }: Provision): boolean {
  return protections.some((fact) => names(condition, fact));
}

function ruleValue(provision: Provision): string {
  const { modality, condition } = provision;
  if (modality === "may") return isProtected(provision) ? "may_protected" : "may";
  if (modality !== "must_not_unless") return modality;
  return condition !== null && needsAJudge(condition) ? "judicial_only" : "conditional";
}

/** Rules on information and access have no word of their own for "only with a judge". */
function plainValue(provision: Provision): string {
  const value = ruleValue(provision);
  return value === "judicial_only" ? "conditional" : value;
}

const accessValues: Readonly<Record<Modality, string>> = {
  must: "ensured",
  must_if: "ensured",
  may: "open",
  must_not: "none",
  must_not_unless: "conditional",
  unsettled: "unsettled",
};

function accessValue(provision: Provision): string {
  const { modality, condition } = provision;
  if (modality !== "must_not_unless" || condition === null) return accessValues[modality];
  if (names(condition, "advised_of_right_to_lawyer")) return "lawyer";
  if (names(condition, "written_consent")) return "consent";
  return needsAJudge(condition) ? "judicial_order" : "conditional";
}

const statusFacts = [
  "rule_send_status_to_dhs",
  "rule_receive_status_from_dhs",
  "rule_exchange_status_with_agencies",
  "rule_maintain_status",
];
const personalInformation = /personal information|address|listed information|certain information/i;
const savings = /\b(?:1373|1644)\b/;

/** What a clause on sharing tells: status itself, or other personal data; with a savings clause or without. */
function sharingFacts(provision: Provision): Told[] {
  const value = plainValue(provision);
  const text = `${provision.clause} ${provision.condition_text}`;
  const isSaved = savings.test(text);
  const status = statusFacts.map((fact_id) => ({ fact_id, value: isSaved ? "may" : value }));
  if (personalInformation.test(text))
    return [{ fact_id: "rule_share_home_address", value }, ...(isSaved ? status : [])];
  if (value === "may" && !/exchange|status|1373/i.test(text)) return status.slice(0, 1);
  if (value !== "conditional" && value !== "must_not") return status;
  const clause = isSaved ? "true" : names(provision.condition, "required_by_law") ? "general" : null;
  const sends = { fact_id: statusFacts[0] as string, value };
  return clause === null ? [sends] : [sends, { fact_id: "rule_savings_clause_1373", value: clause }];
}

function noticeFacts(provision: Provision): Told[] {
  // "Where ICE is told, tell the person too" speaks of the person's notice, not of the notice to ICE.
  if (names(provision.condition, "ice_told_of_release")) return [];
  return [{ fact_id: "rule_share_release_date", value: plainValue(provision) }];
}

function holdFacts(provision: Provision): Told[] {
  const value = ruleValue(provision);
  const judicial = { fact_id: "rule_hold_on_judicial", value: "may" };
  return [{ fact_id: "rule_hold_on_admin", value }, ...(value === "judicial_only" ? [judicial] : [])];
}

function agreementFacts({ modality }: Provision, isAgreement: boolean): Told[] {
  if (isAgreement) return [{ fact_id: "agreement_287g", value: "in_force" }];
  return modality === "must_not" || modality === "must_not_unless"
    ? [{ fact_id: "agreement_287g", value: "barred" }]
    : [];
}

const limitingActs = new Set<Act>([
  "hold_on_administrative_paper",
  "notify_release",
  "jail_interview",
  "transfer_secure_area",
  "agreement_287g",
]);

function limitFacts({ act, modality }: Provision): Told[] {
  const limits = limitingActs.has(act) && (modality === "must_not" || modality === "must_not_unless");
  return limits ? [{ fact_id: "cooperation_limit_rule", value: "true" }] : [];
}

const stateLawTypes = new Set([
  "statute",
  "constitution_case",
  "executive_order",
  "directive",
  "court_order",
  "ag_opinion",
]);
const barredActs: Partial<Record<Act, string>> = {
  hold_on_administrative_paper: "hold",
  notify_release: "notify",
  jail_interview: "interview",
};

function stateLawFacts(provision: Provision, instrument: Instrument): Told[] {
  const barred = barredActs[provision.act];
  const limits = provision.modality === "must_not" || provision.modality === "must_not_unless";
  const isOnTerms = ["consent", "lawyer"].includes(accessValue(provision)); // what consent allows is not barred
  if (barred === undefined || !limits || isOnTerms || instrument.jurisdiction_level !== "state") return [];
  return stateLawTypes.has(instrument.instrument_type)
    ? [{ fact_id: "state_law_bars_compliance", value: barred }]
    : [];
}

function actFacts(provision: Provision, instrument: Instrument): Told[] {
  switch (provision.act) {
    case "hold_on_administrative_paper":
      return holdFacts(provision);
    case "hold_on_judicial_warrant":
      return [
        {
          fact_id: "rule_hold_on_judicial",
          value: provision.modality === "must_if" ? "must" : provision.modality,
        },
      ];
    case "notify_release":
      return noticeFacts(provision);
    case "jail_interview":
      return [{ fact_id: "rule_jail_access_dhs", value: accessValue(provision) }];
    case "consent_form":
      return [{ fact_id: "rule_jail_access_dhs", value: "consent" }];
    case "ask_status":
      return [{ fact_id: "rule_ask_status", value: plainValue(provision) }];
    case "share_status_information":
      return sharingFacts(provision);
    case "agreement_287g":
      return agreementFacts(provision, instrument.instrument_type === "agreement");
    default:
      return [];
  }
}

/** Every fact that one provision tells, by its act, modality and condition (docs/methodology/definitions.md has the table). */
export function factsTold(provision: Provision, instrument: Instrument): Told[] {
  const practice =
    instrument.instrument_type === "practice" && provision.act === "notify_release"
      ? [{ fact_id: "release_notice_practice", value: plainValue(provision) }]
      : [];
  return [
    ...actFacts(provision, instrument),
    ...limitFacts(provision),
    ...stateLawFacts(provision, instrument),
    ...practice,
  ];
}
