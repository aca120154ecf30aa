import { foldBooking } from "../../src/law/exchange/booking-state.ts";
import type { ExchangeEvent } from "../../src/law/exchange/event.ts";
import { viewsOf } from "../../src/records/exchange/standing.ts";

/**
 * What the exchange's own fold makes of each kind of made-up case, by name. Only what differs from case to case (numbers, times, whose
 * it is) is put in by SQL, so that what stands of a million follows the fold as it is.
 */
export interface Shapes {
  /** By `answered`, `notified` and `left`, each 0 or 1: `101`. */
  readonly requests: Readonly<Record<string, unknown>>;
  /** `leaving`, `staying` or `left`. */
  readonly bookings: Readonly<Record<string, unknown>>;
}

const at = "2020-01-01T00:00:00.000Z";

type Said = readonly [kind: ExchangeEvent["kind"], details: object];

const eventsOf = (of: "request_id" | "booking_id", said: readonly Said[]): ExchangeEvent[] =>
  said.map(
    ([kind, details], n) =>
      ({
        event_id: n,
        position: 0,
        kind,
        booking_id: null,
        request_id: null,
        [of]: 0,
        organisation_id: "made-up",
        member_id: 0,
        occurred_at: at,
        recorded_at: at,
        is_shared: true,
        supersedes: null,
        details,
      }) as unknown as ExchangeEvent,
  );

const issued: Said = [
  "request_issued",
  { entered_by: "custodian", issuer_organisation_id: "made-up", facility_id: "made-up" },
];
const received: Said = ["received", { booking_id: 0 }];

function requestShape(answered: boolean, notified: boolean, left: boolean): unknown {
  const said: Said[] = [issued, received];
  if (answered) said.push(["responded", answerDetails]);
  if (notified) said.push(["notice_sent", noticeDetails]);
  if (left) said.push(["person_released", leftDetails]);
  return viewsOf(eventsOf("request_id", said), null)?.custodian;
}

function bookingShape(how: "leaving" | "staying" | "left"): unknown {
  const said: Said[] = [
    [
      "booked",
      { facility_id: "made-up", booked_at: at, source: "csv", arrested_at: null, arresting_agency: null },
    ],
  ];
  if (how === "leaving") said.push(["release_expected", { at, ...expectedDetails }]);
  if (how === "left") said.push(["released", releasedDetails]);
  return foldBooking(eventsOf("booking_id", said));
}

/** What the made-up events say, as far as all of a kind say the same. */
export const answerDetails = {
  asked: "notify",
  answer: "will",
  reason_code: "follows_policy",
  provision: null,
  note: null,
  authority: { modality: "not_said" },
  authority_sha256: "0".repeat(64),
  decision: null,
} as const;
export const noticeDetails = {
  channel: "phone",
  reached: "duty officer",
  answer: "will_call_back",
  release_at: null,
  note: null,
} as const;
export const leftDetails = { reason: "bond_posted" } as const;
export const releasedDetails = {
  ...leftDetails,
  criminal_warrants_checked: true,
  requests_checked: true,
  note: null,
} as const;
export const expectedDetails = { reason: "sentence_served", certainty: "likely" } as const;

/** Folds one case of each kind. */
export function madeShapes(): Shapes {
  const flags = [false, true];
  const requests = flags.flatMap((answered) =>
    flags.flatMap((notified) =>
      flags.map((left) => [
        [answered, notified, left].map(Number).join(""),
        requestShape(answered, notified, left),
      ]),
    ),
  );
  const bookings = (["leaving", "staying", "left"] as const).map((how) => [how, bookingShape(how)]);
  return { requests: Object.fromEntries(requests), bookings: Object.fromEntries(bookings) };
}
