import type { AuthoritySource, JailRequest } from "../../../law/authority/authority.ts";
import type { Act, AppliesTo, Instrument, Modality } from "../../../law/policies/instrument.ts";
import { kindWords } from "../kind-words.ts";

/** What each act of a local rule is, in words for a reader. */
export const actWords: Readonly<Record<Act, string>> = {
  hold_on_administrative_paper: "Hold on a detainer or an administrative warrant",
  hold_on_judicial_warrant: "Hold on a warrant that a judge signed",
  notify_release: "Notice of release to ICE",
  jail_interview: "ICE interview in the jail",
  serve_copy: "Give the person a copy of the request",
  consent_form: "Ask the person’s consent before an interview",
  transfer_secure_area: "Transfer to ICE in a secure area",
  ask_status: "Ask about immigration status",
  share_status_information: "Share information on immigration status",
  agreement_287g: "Agreement under section 287(g)",
  report_to_public: "Report to the public",
};

/** What each request asks of a jail. */
export const requestWords: Readonly<Record<JailRequest, string>> = {
  notify: "Notify ICE before release",
  hold: "Hold past the time of release",
  serve: "Give the person a copy of the request",
  interview: "Let ICE interview a person in the jail",
  transfer: "Transfer to ICE in a secure area",
};

const layers: Readonly<Record<AuthoritySource["layer"], string>> = {
  federal_regulation: "Federal text",
  federal_case: "Federal decision",
  state_case: "State decision",
  state_statute: "State statute",
  state_executive: "State executive",
  county: "County rule",
  city: "City rule",
  agency: "Agency rule",
};

/** From which layer a source comes. */
export const layerWords = (layer: AuthoritySource["layer"]): string => layers[layer];

const levels: Readonly<Record<Instrument["jurisdiction_level"], string>> = {
  city: "City",
  county: "County",
  agency: "Agency",
  state: "State",
};

/** At which level an instrument stands. */
export const levelWords = (level: Instrument["jurisdiction_level"]): string => levels[level];

const people: Readonly<Record<AppliesTo, string>> = {
  jail: "jail",
  police: "police",
  state_prison: "state prisons",
  probation: "probation",
  all: "all agencies bound",
};

/** Whom a provision speaks to. */
export const peopleWords = (applies_to: AppliesTo): string => people[applies_to];

const bindings: Readonly<Record<Instrument["binding"], string>> = {
  yes: "binding",
  no: "not binding",
  unclear: "whether it binds is unclear",
};

/** Whether an instrument binds. */
export const bindingWords = (binding: Instrument["binding"]): string => bindings[binding];

/** What a provision says of an act, with its condition in words. */
export function ruleWords(modality: Modality, condition: string | null): string {
  if (modality === "must_not_unless") return `must not, unless ${condition ?? "a condition is met"}`;
  if (modality === "must_if") return `must, if ${condition ?? "a condition is met"}`;
  return condition === null ? kindWords(modality) : `${kindWords(modality)} (${condition})`;
}
