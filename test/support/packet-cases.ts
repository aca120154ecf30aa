import { bookingEvents } from "../../src/records/exchange/event-rows.ts";
import { readAs } from "../../src/records/exchange/read-as.ts";
import { type RequestCase, requestCase } from "../../src/reports/exchange/case.ts";
import type { PacketContext } from "../../src/reports/packet/view.ts";
import type { ActorName, TestExchange } from "./exchange.ts";
import { testKey } from "./test-key.ts";

/** Words that stand in events which one side keeps to itself, or which no packet carries; none may reach who must not see it. */
export const canaries = {
  order: "CANARY-ORDER bond receipt",
  charge: "CANARY-CHARGE driving while suspended",
  release_note: "CANARY-LEFT by the front door",
  privileged: "CANARY-PRIVILEGED advice of counsel",
  open_opinion: "CANARY-OPEN note of counsel",
} as const;

export const names: Readonly<Record<string, string>> = {
  "sample-il-jail": "Sample County Jail (made up)",
  "sample-tx-jail": "Sample Borderland Jail (made up)",
  "sample-il-counsel": "Sample County Counsel (made up)",
  "sample-ero-office": "Sample ERO Field Office (made up)",
  "sample-report-office": "Sample Report Office (made up)",
};

const booked = (facility_id: string, number: string, more: object = {}) => ({
  facility_id,
  booking_number: number,
  person_id: `PERSON-${number}`,
  booked_at: "2026-03-01T08:00",
  arrested_at: "2026-03-01T06:40",
  arresting_agency: "Sample City Police",
  charges: [{ description: canaries.charge, stage: "arrest" }],
  ...more,
});

const paper = (facility_id: string, number: string, more: object = {}) => ({
  form: "I-247A",
  revision: "3/17",
  issued_on: "2026-03-01",
  facility_id,
  booking_number: number,
  issuing_unit: "Sample ERO Field Office",
  issuer_organisation_id: "sample-ero-office",
  received_at: "2026-03-02T08:30",
  channel: "fax",
  receipt: "fax header 0302-0830",
  bases: ["biometric_match"],
  warrant: "I-200",
  warrant_signed_on: "2026-03-01",
  ice_reference: "EVT-778812",
  scan_sha256: "c4".repeat(32),
  ...more,
});

/** Order 11:52, call 12:00, release 14:34 on the clock of a made-up jail in Illinois; the two sides differ on what came of it. */
export async function dayOfTheCall(
  exchange: TestExchange,
  number = "BK-20260301-17",
  more: object = {},
): Promise<number> {
  const { act, clock } = exchange;
  const facility_id = "sample-il-jail";
  clock.set("2026-03-02T15:00:00.000Z");
  const booking = await act("clerk", "book", null, booked(facility_id, number, more));
  const logged = await act("clerk", "log_request", null, paper(facility_id, number));
  const request = logged.request_id as number;
  await act("clerk", "serve", request, { at: "2026-03-02T08:45", manner: "in_person", language: "es" });
  const refusal = { asked: "hold", answer: "not_permitted_by_law", reason_code: "state_law" };
  const first = await act("counsel", "answer", request, { ...refusal, provision: "il-trust-act" });
  await act("counsel", "answer", request, {
    ...refusal,
    provision: "il-way-forward-2021-p01",
    note: `Corrected: the section that was in force. Booking ${number}.`,
    corrects: first.events[0],
  });
  await act("supervisor", "answer", request, {
    asked: "notify",
    answer: "will",
    reason_code: "follows_policy",
    note: "By agreement with the office, when the person asks for it.",
  });
  await act("counsel", "record_opinion", request, { text: canaries.privileged, is_privileged: true });
  await act("counsel", "record_opinion", request, { text: canaries.open_opinion, is_privileged: false });
  clock.set("2026-03-02T20:40:00.000Z");
  const at = { at: "2026-03-02T11:52", reason: "bond_posted" };
  await act("clerk", "otherwise_release", booking.booking_id, { ...at, order: canaries.order });
  await act("clerk", "log_notice", request, {
    at: "2026-03-02T12:00",
    channel: "phone",
    reached: "duty officer, field office",
    answer: "will_not_come",
    release_at: "2026-03-02T14:30",
  });
  await act("clerk", "release", booking.booking_id, {
    at: "2026-03-02T14:34",
    reason: "bond_posted",
    criminal_warrants_checked: true,
    requests_checked: true,
    note: canaries.release_note,
  });
  await act("supervisor", "assert_outcome", request, {
    outcome: "RELEASED_AFTER_NOTICE",
    happened_at: "2026-03-02T14:34",
    evidence: `Release log, line 12; call log of the desk, 12:00. Booking ${number}, A 000 000 000 is left out.`,
  });
  await act("officer", "assert_outcome", request, {
    outcome: "DECLINED",
    asked: "hold",
    evidence: "Entry of the office: the jail did not hold the person.",
    basis: "record_only",
  });
  return request;
}

/** A hold in Texas that ran ten minutes past its window, and whose incident was closed with a reason. */
export async function holdWithIncident(exchange: TestExchange, number = "TX-4411"): Promise<number> {
  const { act, clock } = exchange;
  const facility_id = "sample-tx-jail";
  clock.set("2026-03-06T16:00:00.000Z"); // a Friday: the regulation leaves the weekend out, the form does not
  const booking = await act("texas_clerk", "book", null, booked(facility_id, number));
  const logged = await act(
    "texas_clerk",
    "log_request",
    null,
    paper(facility_id, number, { received_at: "2026-03-06T07:30" }),
  );
  const request = logged.request_id as number;
  await act("texas_clerk", "serve", request, { at: "2026-03-06T07:40", manner: "in_person", language: "en" });
  await act("texas_clerk", "otherwise_release", booking.booking_id, {
    at: "2026-03-06T08:40",
    reason: "sentence_served",
  });
  await act("texas_clerk", "answer", request, { asked: "hold", answer: "will", reason_code: "state_law" });
  await act("texas_clerk", "start_hold", request, { at: "2026-03-06T08:40" });
  clock.set("2026-03-08T16:30:00.000Z");
  await act("texas_clerk", "end_hold", request, { at: "2026-03-08T09:50", why: "window_ended" });
  const seen = await caseFor(exchange, "texas_clerk", request);
  await act("texas_clerk", "close_incident", request, {
    incident: seen.state.incidents[0]?.event_id,
    reason: "The relief desk saw the end of the window late; told to the supervisor and to ICE.",
  });
  await act("texas_clerk", "release", booking.booking_id, {
    at: "2026-03-08T09:55",
    reason: "sentence_served",
    criminal_warrants_checked: true,
    requests_checked: true,
    tell_issuer: true,
  });
  return request;
}

/** A request as one of the made-up actors sees it. */
export async function caseFor(exchange: TestExchange, who: ActorName, request: number): Promise<RequestCase> {
  const { store, clock, services, actors } = exchange;
  return readAs(store.db, clock, actors[who], "test", async (db) => {
    const found = await requestCase(
      db,
      { db: store.db, clock, services, signingKey: async () => testKey() },
      actors[who],
      request,
    );
    if (found === null) throw new TypeError(`${who} does not see request ${request}`);
    return { answer: found, shown: { requests: [request], bookings: [] } };
  });
}

/** What a packet for one of the made-up actors is made with. */
export async function contextFor(
  exchange: TestExchange,
  who: ActorName,
  found: RequestCase,
): Promise<PacketContext> {
  const { store, clock, actors } = exchange;
  const booking_events = await readAs(store.db, clock, actors[who], "test", async (db) => ({
    answer: found.booking === null ? [] : await db.all(bookingEvents(found.booking.booking_id)),
    shown: { requests: [], bookings: [] },
  }));
  return {
    now: clock.now(),
    position: 41,
    head_hash: "5f".repeat(32),
    made_for: actors[who],
    organisations: names,
    booking_events,
  };
}
