import { html } from "hono/html";
import type { Action } from "../../../records/exchange/action.ts";
import type { ExchangeFacility } from "../../../records/exchange/facility.ts";
import type { BookingCase } from "../../../reports/exchange/case.ts";
import type { Markup } from "../../../reports/render/markup.ts";
import { formMarkup } from "../form.ts";
import { type FormParts, formView, type Retry } from "../retry.ts";
import { fieldTime } from "../times.ts";
import type { Visit } from "../visit.ts";
import { formPrefix } from "./next-step.ts";

/** Times that have happened begin at now; those ahead are left to the writer. */
const atNow: readonly string[] = ["otherwise_release", "transfer", "release"];

function optionsOf(
  shown: BookingCase,
  facilities: readonly ExchangeFacility[],
  { words }: Visit,
): FormParts["options"] {
  const { charges, criminal_warrants, facility_id } = shown.state;
  const standing = criminal_warrants.filter((one) => one.cleared_at === null);
  return {
    ordinal: [
      { value: "", label: words.form.new_charge },
      ...charges.map((one) => ({ value: String(one.ordinal), label: `${one.ordinal}. ${one.description}` })),
    ],
    ...(standing.length === 0
      ? {}
      : { number: standing.map((one) => ({ value: one.number, label: `${one.number}, ${one.agency}` })) }),
    to_facility_id: [
      { value: "", label: words.form.outside },
      ...facilities
        .filter((one) => one.facility_id !== facility_id)
        .map((one) => ({ value: one.facility_id, label: `${one.name}, ${one.state_usps}` })),
    ],
  };
}

/** What a form of an action on a booking is made from. */
export function bookingFormParts(
  action: Action,
  shown: BookingCase,
  facilities: readonly ExchangeFacility[],
  zone: string,
  visit: Visit,
): FormParts {
  const { number, ...options } = optionsOf(shown, facilities, visit) ?? {};
  const isClearing = action.id === "clear_criminal_warrant" && number !== undefined;
  const [only] = number ?? [];
  return {
    action,
    prefix: formPrefix(action.id, null),
    target: `/exchange/bookings/${shown.booking_id}/actions/${action.id}`,
    version: shown.version,
    seen: shown.events.at(-1)?.event_id ?? 0,
    zone,
    options: isClearing ? { ...options, number } : options,
    defaults: {
      ...(atNow.includes(action.id) ? { at: [fieldTime(visit.now, zone)] } : {}),
      ...(isClearing && only !== undefined ? { number: [only.value] } : {}),
    },
  };
}

const isThere = (action: Action, { state }: BookingCase): boolean => {
  if (action.id === "release") return false; // has a page of its own, the release checklist
  if (action.id === "clear_criminal_warrant")
    return state.criminal_warrants.some((one) => one.cleared_at === null);
  if (action.id === "otherwise_release")
    return state.custody === "held" && state.otherwise_released_at === null;
  return state.custody === "held" || !["expect_release", "transfer"].includes(action.id);
};

/** The forms of what can be done with a booking, each behind its heading. */
export function bookingForms(
  shown: BookingCase,
  facilities: readonly ExchangeFacility[],
  zone: string,
  visit: Visit,
  retry: Retry | null,
): Markup {
  const { words, c } = visit;
  const open = retry?.prefix ?? c.req.query("do") ?? null;
  const offered = shown.actions.filter((action) => isThere(action, shown));
  if (offered.length === 0) return html`<p>${words.request.do_none}</p>`;
  return html`${offered.map((action) => {
    const parts = bookingFormParts(action, shown, facilities, zone, visit);
    const said = words.actions[action.id];
    return html`<details class="work-action" id="do-${parts.prefix}"${parts.prefix === open && html` open`}><summary><h3>${said?.title ?? action.summary}</h3></summary>
      <div class="work-action-body">${said !== undefined && said.lead !== null && html`<p class="quiet">${said.lead}</p>`}
      ${formMarkup(formView(visit, parts, retry), words)}</div></details>`;
  })}`;
}
