import type { AskedThing } from "../../law/exchange/codes.ts";
import type { PerformanceCode } from "../../law/exchange/performance.ts";
import type { RequestState } from "../../law/exchange/request-state.ts";
import type { Verification } from "../../law/policies/instrument.ts";

/** A code as words: `own_log` is `own log`. */
export const spoken = (code: string): string => code.replaceAll("_", " ");

export const boxWords: Readonly<Record<string, string>> = {
  probable_cause: "Box 1: probable cause",
  resume_custody: "Box 2: custody to be resumed",
  not_on_form: "the form has no such boxes",
};

export const basisWords: Readonly<Record<string, string>> = {
  final_order: "a final order of removal",
  pending_proceedings: "removal proceedings under way",
  biometric_match: "a biometric match and a check of federal databases",
  statements_or_evidence: "statements to an immigration officer, or other reliable evidence",
  older_form_wording: "the wording of an older form",
};

export const warrantWords: Readonly<Record<string, string>> = {
  none: "none came with it",
  "I-200": "administrative warrant, form I-200 (signed by an immigration officer, not a judge)",
  "I-205": "administrative warrant of removal, form I-205 (signed by an immigration officer, not a judge)",
  judicial_warrant: "judicial warrant (signed by a judge)",
  judicial_order: "judicial order (signed by a judge)",
};

const channelNames: Readonly<Record<string, string>> = {
  accord: "Accord",
  email: "e-mail",
  in_person: "in person",
};
/** By which way something went. */
export const channelWords = (channel: string): string => channelNames[channel] ?? spoken(channel);

const languageNames = new Intl.DisplayNames("en", { type: "language" });
/** A language by its English name. */
export const languageWords = (code: string): string =>
  code === "other" ? "another language" : (languageNames.of(code) ?? code);

export const incidentWords: Readonly<Record<string, string>> = {
  held_past_window: "the hold ran past its window",
  held_without_answer: "a hold without an answer to the request",
};

export const holdEndWords: Readonly<Record<string, string>> = {
  custody_assumed: "ICE took custody",
  window_ended: "the window ended",
  cancelled_by_ice: "ICE ended the request",
  court_order: "court order",
  released_by_jail: "released by the jail",
  transferred: "transferred",
};

/** What a form asks of the jail, one thing, in its own measure. */
export function askWords(asked: AskedThing, { issue }: Pick<RequestState, "issue">): string {
  const hours = issue.notify_hours === null ? "" : `, ${issue.notify_hours} hours before if possible`;
  const words: Readonly<Record<AskedThing, string>> = {
    notify: `Tell ICE of the release${hours}`,
    hold: "Hold the person past release, up to 48 hours",
    serve: "Give the person a copy",
    interview: "Allow an interview",
  };
  return words[asked];
}

export const askedNouns: Readonly<Record<AskedThing, string>> = {
  notify: "notice of release",
  hold: "hold",
  serve: "copy to the person",
  interview: "interview",
};

export const performanceWords: Readonly<Record<PerformanceCode, string>> = {
  done: "done",
  will: "said it would",
  tried: "tried",
  not_asked: "not asked",
  not_needed: "no longer needed",
  NOT_DONE: "did not do it",
  NOT_PERMITTED_BY_LAW: "not done: the law did not permit it",
  CONDITIONS_NOT_MET: "not done: a condition of the law was not met",
  not_recorded: "not recorded",
};

const gradeMeanings: Readonly<Record<string, string>> = {
  A: "grade A: an answer that the jail gave and signed for, or both sides agree",
  B: "grade B: the jail's own log or word, and nothing against it",
  C: "grade C: the word of ICE alone",
  X: "grade X: disputed; both accounts are kept",
};
/** What an evidence grade means (domain brief 3.5). */
export const gradeWords = (grade: string | null): string =>
  gradeMeanings[grade ?? ""] ?? "no grade: nothing in the record bears it out yet";

export const verificationWords: Readonly<Record<Verification, string>> = {
  seen: "text checked",
  partly_seen: "partly checked",
  general_knowledge: "not yet checked",
};

/** What the three words for how far a source was checked mean. */
export const verificationNote =
  "Text checked: the words were compared with the source. Partly checked: some of them. Not yet checked: general knowledge, to be compared.";

const kinds: Readonly<Record<string, string>> = {
  responded: "answer",
  outcome_asserted: "statement of what came of it",
  notice_sent: "notice",
  request_issued: "request",
  became_releasable: "time of release ordered or due",
};
/** A kind of event as print names it. */
export const kindWords = (kind: string): string => kinds[kind] ?? spoken(kind);

export const basisOfKnowing: Readonly<Record<string, string>> = {
  own_log: "from its own log",
  own_observation: "from its own observation",
  record_only: "from its record alone",
  other_party: "as told by the other side",
  inferred: "by inference",
};
