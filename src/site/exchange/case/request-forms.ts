import { html } from "hono/html";
import { type AskedThing, askedThings } from "../../../law/exchange/codes.ts";
import type { Action } from "../../../records/exchange/action.ts";
import { askedBy } from "../../../reports/exchange/authorities-on.ts";
import type { RequestCase } from "../../../reports/exchange/case.ts";
import type { Markup } from "../../../reports/render/markup.ts";
import { formMarkup } from "../form.ts";
import type { Option } from "../form-field.ts";
import { type FormParts, formView, type Retry } from "../retry.ts";
import { fieldTime, localText } from "../times.ts";
import type { Visit } from "../visit.ts";
import { formPrefix } from "./next-step.ts";
import { ruleMarkup } from "./rule.ts";

type Fill = Pick<FormParts, "options" | "defaults" | "fixed">;

function provisionOptions(shown: RequestCase, asked: AskedThing, { words }: Visit): Option[] {
  const sources = shown.authority[asked]?.sources ?? [];
  const cited = sources.map((source) => ({ value: source.source_id, label: source.cite }));
  return [{ value: "", label: words.form.nothing_cited }, ...cited];
}

function answerFill(shown: RequestCase, asked: AskedThing, visit: Visit): Fill {
  const standing = shown.state.answers[asked];
  const isOwn = standing !== undefined && visit.actor.acts_for.includes(standing.organisation_id);
  const decided = shown.authority[asked]?.decided_by ?? null;
  return {
    fixed: { asked, corrects: isOwn ? String(standing.event_id) : "" },
    options: { provision: provisionOptions(shown, asked, visit) },
    defaults: decided === null ? {} : { provision: [decided] },
  };
}

function outcomeFill(shown: RequestCase, { actor, words }: Visit): Fill {
  const own = shown.state.outcomes.find((one) => actor.acts_for.includes(one.organisation_id));
  const asked = askedBy(shown.state).map((value) => ({ value, label: words.choices.asked[value] }));
  return {
    fixed: { corrects: own === undefined ? "" : String(own.event_id) },
    options: { asked: [{ value: "", label: words.form.left_out }, ...asked] },
  };
}

function incidentFill(shown: RequestCase, zone: string, { words }: Visit): Fill {
  const open = shown.state.incidents.filter((one) => one.closed_at === null);
  const options = open.map((one) => ({
    value: String(one.event_id),
    label: `${words.shown.incident[one.what as keyof typeof words.shown.incident]}, ${localText(one.ends_at, zone, words)}`,
  }));
  const [first] = options;
  return { options: { incident: options }, defaults: first === undefined ? {} : { incident: [first.value] } };
}

function timeDefaults(
  action: Action,
  shown: RequestCase,
  zone: string,
  now: string,
): Record<string, string[]> {
  const { state, booking } = shown;
  const leaves = state.releasable_at ?? booking?.state.expected_release?.at ?? null;
  const at = action.id === "start_hold" ? (state.releasable_at ?? now) : now;
  return {
    at: [fieldTime(at, zone)],
    ...(action.id === "log_notice" && leaves !== null ? { release_at: [fieldTime(leaves, zone)] } : {}),
    ...(action.id === "receive" && state.issue.booking_number !== null
      ? { booking_number: [state.issue.booking_number] }
      : {}),
    ...(action.id === "receive" && state.issue.entered_by === "issuer" ? { channel: ["accord"] } : {}),
  };
}

function fillOf(
  action: Action,
  asked: AskedThing | null,
  shown: RequestCase,
  zone: string,
  visit: Visit,
): Fill {
  if (action.id === "answer" && asked !== null) return answerFill(shown, asked, visit);
  if (action.id === "assert_outcome") return outcomeFill(shown, visit);
  if (action.id === "close_incident") return incidentFill(shown, zone, visit);
  return {};
}

function partsOf(
  action: Action,
  asked: AskedThing | null,
  shown: RequestCase,
  zone: string,
  visit: Visit,
): FormParts {
  const fill = fillOf(action, asked, shown, zone, visit);
  return {
    action,
    prefix: formPrefix(action.id, asked),
    target: `/exchange/requests/${shown.request_id}/actions/${action.id}`,
    version: shown.version,
    seen: shown.events.at(-1)?.event_id ?? 0,
    zone,
    ...fill,
    defaults: { ...timeDefaults(action, shown, zone, visit.now), ...fill.defaults },
  };
}

interface Offer {
  readonly action: Action;
  readonly asked: AskedThing | null;
}

/** One form for each action, and for an answer one for each thing asked, since each has a rule of its own. */
function offersOf(actions: readonly Action[], shown: RequestCase): Offer[] {
  const asked = askedThings.filter(
    (one) => askedBy(shown.state).includes(one) || shown.state.answers[one] !== undefined,
  );
  return actions.flatMap((action): Offer[] =>
    action.id === "answer" ? asked.map((one) => ({ action, asked: one })) : [{ action, asked: null }],
  );
}

function titleOf({ action, asked }: Offer, shown: RequestCase, { words, actor }: Visit): string {
  const title = words.actions[action.id]?.title ?? action.summary;
  const hasSaid = shown.state.outcomes.some((one) => actor.acts_for.includes(one.organisation_id));
  if (action.id === "assert_outcome" && hasSaid) return words.request.correct_outcome;
  if (asked === null) return title;
  const isCorrection = shown.state.answers[asked] !== undefined;
  return `${isCorrection ? words.request.correct_answer : title}: ${words.choices.asked[asked]}`;
}

/** The forms of some actions of a case, each behind its heading; `open` names the one that is due, or comes back. */
export function requestForms(
  actions: readonly Action[],
  shown: RequestCase,
  zone: string,
  visit: Visit,
  open: string | null,
  retry: Retry | null,
): Markup {
  const { words } = visit;
  const offers = offersOf(actions, shown);
  const isFirst = (offer: Offer): number => (formPrefix(offer.action.id, offer.asked) === open ? 0 : 1);
  return html`${offers
    .toSorted((a, b) => isFirst(a) - isFirst(b))
    .map((offer) => {
      const parts = partsOf(offer.action, offer.asked, shown, zone, visit);
      const lead = words.actions[offer.action.id]?.lead ?? null;
      return html`<details class="work-action" id="do-${parts.prefix}"${parts.prefix === open && html` open`}><summary><h3>${titleOf(offer, shown, visit)}</h3></summary>
        <div class="work-action-body">${lead !== null && html`<p class="quiet">${lead}</p>`}${offer.asked !== null && html`<p>${words.request.rule}: ${ruleMarkup(shown.authority[offer.asked], words)}</p>`}
        ${formMarkup(formView(visit, parts, retry), words)}</div></details>`;
    })}`;
}

/** The form view of a case's action that comes back, for the summary of what is wrong; null where none does. */
export function retriedView(shown: RequestCase, zone: string, visit: Visit, retry: Retry | null) {
  const offers = offersOf(shown.actions, shown);
  const offer = offers.find((one) => formPrefix(one.action.id, one.asked) === retry?.prefix);
  return offer === undefined
    ? null
    : formView(visit, partsOf(offer.action, offer.asked, shown, zone, visit), retry);
}
