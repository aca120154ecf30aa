import type { BookingState, CriminalWarrantFact } from "./booking-state.ts";
import type { AnswerCode, AskedThing, Warrant } from "./codes.ts";
import { asksHold, isHolding } from "./hold-checks.ts";
import { cameThrough, noticesOf } from "./notice-timing.ts";
import { hasIncident, type RequestState } from "./request-state.ts";

/** One thing to be confirmed before a release, and whether the record has it. */
export interface Confirmation {
  readonly what:
    | "warrant_cleared_or_person_handed_over"
    | "answer_recorded"
    | "promised_notice_logged"
    | "copy_served"
    | "hold_ended"
    | "incident_closed"
    | "judges_warrant_recorded";
  readonly asked: AskedThing | null;
  readonly is_confirmed: boolean;
}

/** A criminal warrant or another agency's criminal hold: it blocks a release until it is cleared or the person is handed over. */
export interface CriminalWarrantItem {
  readonly list: "criminal_warrants";
  readonly number: string;
  readonly agency: string;
  readonly is_judicial: boolean;
  readonly recorded_at: string;
  readonly cleared_at: string | null;
  readonly blocks_release: boolean;
  readonly to_confirm: readonly Confirmation[];
  readonly request_id?: never;
}

/** A civil immigration request: it never holds anybody by itself; what it asks is answered thing by thing. */
export interface CivilRequestItem {
  readonly list: "civil_requests";
  readonly request_id: number;
  readonly form: string;
  readonly issuing_unit: string;
  /** What came with it; only a judge's warrant or order is signed by a judge. */
  readonly attached: Warrant;
  readonly is_attached_judicial: boolean;
  readonly answers: Readonly<Partial<Record<AskedThing, AnswerCode>>>;
  readonly to_confirm: readonly Confirmation[];
  readonly number?: never;
  readonly blocks_release?: never;
}

/** The two lists of a release, apart in type: neither can be put into the other, nor both into one. */
export interface ReleaseChecklist {
  readonly booking_id: number;
  readonly criminal_warrants: readonly CriminalWarrantItem[];
  readonly civil_requests: readonly CivilRequestItem[];
  /** Whether a criminal warrant stands; nothing civil ever makes it true. */
  readonly is_blocked: boolean;
}

function warrantItem({
  number,
  agency,
  is_judicial,
  recorded_at,
  cleared_at,
}: CriminalWarrantFact): CriminalWarrantItem {
  return {
    list: "criminal_warrants",
    number,
    agency,
    is_judicial,
    recorded_at,
    cleared_at,
    blocks_release: cleared_at === null,
    to_confirm: [
      { what: "warrant_cleared_or_person_handed_over", asked: null, is_confirmed: cleared_at !== null },
    ],
  };
}

const isJudges = (warrant: Warrant): boolean =>
  warrant === "judicial_warrant" || warrant === "judicial_order";

/** A judge's criminal warrant that came with a civil form belongs in the first list too, or it is overlooked. */
function judgesWarrant({ issue }: RequestState, booking: BookingState): Confirmation[] {
  if (!isJudges(issue.warrant)) return [];
  const { warrant_reference: number } = issue;
  const is_confirmed = booking.criminal_warrants.some(
    (one) => one.is_judicial && (number === null || one.number === number),
  );
  return [{ what: "judges_warrant_recorded", asked: null, is_confirmed }];
}

function requestConfirmations(request: RequestState, booking: BookingState): Confirmation[] {
  const { issue, answers, served } = request;
  const asks = {
    notify: issue.asks_notify,
    hold: asksHold(request),
    serve: issue.asks_serve,
    interview: issue.asks_interview,
  };
  const asked = (["notify", "hold", "serve", "interview"] as const).filter((one) => asks[one]);
  const isServed = served !== null && served.manner !== "not_served";
  return [
    ...judgesWarrant(request, booking),
    ...asked.map(
      (one): Confirmation => ({
        what: "answer_recorded",
        asked: one,
        is_confirmed: answers[one] !== undefined,
      }),
    ),
    ...(answers.notify?.answer === "will"
      ? [
          {
            what: "promised_notice_logged",
            asked: "notify",
            is_confirmed: noticesOf(request).some(cameThrough),
          } as const,
        ]
      : []),
    ...(asks.serve ? [{ what: "copy_served", asked: "serve", is_confirmed: isServed } as const] : []),
    ...(request.hold === null
      ? []
      : [{ what: "hold_ended", asked: "hold", is_confirmed: !isHolding(request) } as const]),
    ...(request.incidents.length === 0
      ? []
      : [{ what: "incident_closed", asked: "hold", is_confirmed: !hasIncident(request) } as const]),
  ];
}

function requestItem(request: RequestState, booking: BookingState): CivilRequestItem {
  const given = Object.entries(request.answers).map(([asked, answer]) => [asked, answer?.answer]);
  return {
    list: "civil_requests",
    request_id: request.request_id,
    form: request.issue.form,
    issuing_unit: request.issue.issuing_unit,
    attached: request.issue.warrant,
    is_attached_judicial: isJudges(request.issue.warrant),
    answers: Object.fromEntries(given) as Partial<Record<AskedThing, AnswerCode>>,
    to_confirm: requestConfirmations(request, booking),
  };
}

/**
 * What is to be confirmed before a person leaves, in two lists that are never one: criminal warrants, which block a release until
 * they are cleared or the person is handed over, and civil requests that are still open, which block nothing by themselves.
 */
export function releaseChecklist(booking: BookingState, requests: readonly RequestState[]): ReleaseChecklist {
  const open = requests.filter(
    (one) => one.phase === "issued" || one.phase === "active" || isHolding(one) || hasIncident(one),
  );
  const criminal_warrants = booking.criminal_warrants.map(warrantItem);
  return {
    booking_id: booking.booking_id,
    criminal_warrants,
    civil_requests: open.map((one) => requestItem(one, booking)),
    is_blocked: criminal_warrants.some((one) => one.blocks_release),
  };
}
