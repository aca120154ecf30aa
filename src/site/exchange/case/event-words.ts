import { html } from "hono/html";
import type { ExchangeEvent } from "../../../law/exchange/event.ts";
import type { EventDetails, EventKind } from "../../../law/exchange/event-details.ts";
import type { Markup } from "../../../reports/render/markup.ts";
import type { Words } from "../messages/en.ts";
import { timeMarkup } from "../times.ts";

type Said = Markup | string | null;
type Tell<K extends EventKind> = (
  details: EventDetails<K>,
  words: Words,
  time: (at: string) => Markup,
) => Said[];

const ofRequest: { readonly [K in EventKind]?: Tell<K> } = {
  request_issued: (d, words) => [
    d.form,
    d.issuing_unit,
    d.warrant === "none" ? null : words.choices.warrant[d.warrant],
  ],
  transmitted: (d, words) => [words.choices.channel[d.channel], d.to, d.receipt],
  received: (d, words) => [words.choices.channel[d.channel], d.by_desk, d.receipt],
  misdirected: (d) => [d.note],
  not_in_custody: (d, words, time) => [
    d.left_at === null ? null : time(d.left_at),
    d.reason === null ? null : words.choices.release_reason[d.reason],
    d.note,
  ],
  served: (d, words) => [
    words.choices.manner[d.manner],
    words.choices.language[d.language],
    d.by_role,
    d.note,
  ],
  responded: (d, words) => [
    html`<strong>${words.choices.asked[d.asked]}: ${words.choices.answer[d.answer]}</strong>`,
    words.choices.reason_code[d.reason_code],
    d.provision,
    d.note,
  ],
  notice_sent: (d, words, time) => [
    words.choices.channel[d.channel],
    d.reached,
    words.choices.notice_answer[d.answer],
    d.release_at === null ? null : time(d.release_at),
    d.note,
  ],
  became_releasable: (d, words) => [words.choices.release_reason[d.reason], d.order],
  hold_started: (d, words, time) => [html`${words.request.hold.ends} ${time(d.ends_at)}`, d.rule_cite],
  hold_ended: (d, words) => [words.choices.hold_end[d.why], d.note],
  incident_opened: (d, words) => [words.shown.incident[d.what]],
  incident_closed: (d) => [d.reason],
  custody_assumed: (d) => [d.note],
  person_released: (d, words) => [words.choices.release_reason[d.reason]],
  relayed: (d) => [d.to_agency],
  cancelled: (d, words) => [words.choices.cancel_reason[d.reason], d.note],
  superseded: (d, words) => [
    html`<a href="/exchange/requests/${d.by_request}">${words.request.number(d.by_request)}</a>`,
  ],
  outcome_asserted: (d, words) => [
    html`<strong>${words.shown.finding[d.outcome]}</strong>`,
    d.asked === null ? null : words.choices.asked[d.asked],
    d.evidence,
    words.choices.basis[d.basis],
  ],
  opinion_recorded: (d, words) => [d.text, d.is_privileged ? words.request.opinion_privileged : null],
};

const ofBooking: { readonly [K in EventKind]?: Tell<K> } = {
  booked: (d) => [d.arresting_agency],
  charge_recorded: (d, words) => [d.description, words.choices.stage[d.stage], d.statute, d.charged_on],
  court_date_set: (d, _, time) => [time(d.at), d.court],
  release_expected: (d, words, time) => [
    time(d.at),
    words.choices.release_reason[d.reason],
    words.choices.certainty[d.certainty],
  ],
  criminal_warrant_recorded: (d, words) => [
    d.number,
    d.agency,
    d.is_judicial ? words.booking.signed : words.booking.signed_not_known,
  ],
  criminal_warrant_cleared: (d) => [d.number, d.how],
  otherwise_released: (d, words) => [words.choices.release_reason[d.reason], d.order],
  released: (d, words) => [words.choices.release_reason[d.reason], d.note],
  transferred: (d) => [d.to_agency, d.reason],
  received_in_transfer: (d) => [d.from_facility_id, d.booking_number],
};

/** What an event says beside its kind, in the reader's words; times on a zone's clock. */
export function eventMarkup(event: ExchangeEvent, zone: string, words: Words): Markup {
  const tell = (ofRequest[event.kind] ?? ofBooking[event.kind]) as Tell<EventKind> | undefined;
  const said = tell?.(event.details as never, words, (at) => timeMarkup(at, zone, words)) ?? [];
  const present = said.filter((one) => one !== null && one !== "");
  return html`${present.map((one, at) => html`${at > 0 && "; "}${one}`)}`;
}
