import type { TestExchange } from "./exchange.ts";

/** Numbers of made-up cases that show each side of the pages. */
export interface TestCases {
  /** An I-247A in Illinois: answered, noticed, released; both sides say different things. */
  readonly disputed: number;
  /** In Illinois, taken in and not answered; its person leaves soon, and a criminal warrant stands. */
  readonly waiting: number;
  readonly waiting_booking: number;
  /** In Texas, with a hold that runs. */
  readonly held: number;
  readonly held_booking: number;
  /** In Texas, with a hold past its window and its incident open. */
  readonly late: number;
  /** Issued by the ICE office to Illinois and not taken in yet. */
  readonly issued: number;
}

const person = (facility_id: string, number: string) => ({
  facility_id,
  booking_number: number,
  person_id: `P-${number}`,
  booked_at: "2026-02-27T08:00",
  arresting_agency: "Sample Police Department (made up)",
  charges: [{ description: "Driving while suspended" }],
});
const paper = (facility_id: string, number: string) => ({
  form: "I-247A",
  issued_on: "2026-02-27",
  facility_id,
  booking_number: number,
  issuing_unit: "Sample field office",
  issuer_organisation_id: "sample-ero-office",
  received_at: "2026-02-27T09:30",
  channel: "fax",
  warrant: "I-200",
  bases: ["biometric_match"],
});

async function received({ act }: TestExchange, clerk: "clerk" | "texas_clerk", number: string) {
  const facility = clerk === "clerk" ? "sample-il-jail" : "sample-tx-jail";
  const { booking_id } = await act(clerk, "book", null, person(facility, number));
  const { request_id } = await act(clerk, "log_request", null, paper(facility, number));
  return { booking: booking_id as number, request: request_id as number };
}

async function disputed(exchange: TestExchange): Promise<number> {
  const { act } = exchange;
  const { booking, request } = await received(exchange, "clerk", "B-100");
  await act("clerk", "serve", request, { at: "2026-02-27T10:00", manner: "in_person", language: "es" });
  await act("counsel", "answer", request, {
    asked: "hold",
    answer: "not_permitted_by_law",
    reason_code: "state_law",
    note: "Answered after counsel's review.",
  });
  await act("clerk", "answer", request, { asked: "notify", answer: "will", reason_code: "follows_policy" });
  await act("clerk", "otherwise_release", booking, {
    at: "2026-03-02T08:10",
    reason: "court_order",
    order: "Order of 08:10",
  });
  await act("clerk", "log_notice", request, {
    at: "2026-03-02T08:18",
    channel: "phone",
    reached: "duty officer",
    answer: "will_not_come",
    release_at: "2026-03-02T10:00",
  });
  await act("clerk", "release", booking, {
    at: "2026-03-02T08:50",
    reason: "court_order",
    criminal_warrants_checked: true,
    requests_checked: true,
  });
  await act("clerk", "assert_outcome", request, {
    outcome: "RELEASED_AFTER_NOTICE",
    evidence: "Release log, line 12; notice log of the same day",
  });
  await act("officer", "assert_outcome", request, {
    outcome: "DECLINED",
    asked: "hold",
    evidence: "Entry of the duty desk",
    basis: "record_only",
  });
  return request;
}

async function waiting(exchange: TestExchange) {
  const { act } = exchange;
  const found = await received(exchange, "clerk", "B-101");
  await act("clerk", "expect_release", found.booking, {
    at: "2026-03-03T12:00",
    reason: "sentence_served",
    certainty: "fixed",
  });
  await act("clerk", "record_criminal_warrant", found.booking, {
    agency: "Sample County Circuit Court (made up)",
    number: "CR-77",
  });
  await act("clerk", "set_court_date", found.booking, {
    at: "2026-03-03T09:00",
    court: "Sample Circuit Court",
  });
  return found;
}

async function holding(exchange: TestExchange, number: string, since: string) {
  const { act } = exchange;
  const found = await received(exchange, "texas_clerk", number);
  await act("texas_clerk", "otherwise_release", found.booking, { at: since, reason: "sentence_served" });
  await act("texas_clerk", "answer", found.request, {
    asked: "hold",
    answer: "will",
    reason_code: "state_law",
  });
  await act("texas_clerk", "start_hold", found.request, { at: since });
  return found;
}

/** Writes the cases into an exchange whose clock stands where `openExchange` puts it. */
export async function writeCases(exchange: TestExchange): Promise<TestCases> {
  const { act } = exchange;
  const dispute = await disputed(exchange);
  const wait = await waiting(exchange);
  const hold = await holding(exchange, "T-200", "2026-03-02T07:45");
  const late = await holding(exchange, "T-201", "2026-02-28T07:00");
  await act("texas_clerk", "end_hold", late.request, { at: "2026-03-02T07:30", why: "released_by_jail" });
  await act("clerk", "book", null, person("sample-il-jail", "B-102"));
  const issued = await act("officer", "issue_request", null, {
    form: "I-247A",
    issued_on: "2026-03-02",
    facility_id: "sample-il-jail",
    addressee: "Sample County Jail, Illinois",
    booking_number: "B-102",
    issuing_unit: "Sample field office",
    warrant: "I-205",
    bases: ["final_order"],
  });
  return {
    disputed: dispute,
    waiting: wait.request,
    waiting_booking: wait.booking,
    held: hold.request,
    held_booking: hold.booking,
    late: late.request,
    issued: issued.request_id as number,
  };
}
