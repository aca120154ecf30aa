import type { ActorName } from "../support/exchange.ts";
import { deskOf, type RequestWrite } from "./exchange-actions.ts";
import {
  type ExchangeModel,
  endView,
  type Jail,
  type ModelBooking,
  type ModelRequest,
  type ModelView,
  type Office,
  passOn,
  type Verdict,
  viewFor,
} from "./exchange-model.ts";
import { type Attempt, type Command, type ExchangeRun, step } from "./exchange-step.ts";

export const jails = ["sample-il-jail", "sample-tx-jail"] as const;
export const offices = ["sample-ero-office", "sample-other-ero-office"] as const;
/** One of a list, by a number that is not bound by its length. */
export const pick = <T>(from: readonly T[], at: number): T => from[at % from.length] as T;
const described = (name: string, ...given: unknown[]): string => `${name}(${given.map(String).join(", ")})`;

/** Books a person in, or books a number again. */
export function book(jail: Jail, isAgain: boolean): Command {
  return {
    check: ({ bookings }) => !isAgain || bookings.some((one) => one.jail === jail),
    run: (model, run) =>
      step(model, run, () => {
        const known = model.bookings.find((one) => one.jail === jail);
        const number = isAgain ? (known?.number ?? "") : `${run.name}-${model.bookings.length + 1}`;
        const now = `${new Date(model.now).toISOString().slice(0, 19)}Z`;
        return {
          who: deskOf[jail],
          action: "book",
          subject: null,
          input: { facility_id: jail, booking_number: number, person_id: "made up", booked_at: now },
          says: isAgain ? "refused" : "done",
          done: ({ booking_id: id }) =>
            model.bookings.push({ id: id ?? 0, number, jail, custody: "held", is_releasable: false }),
        };
      }),
    toString: () => described("book", jail, isAgain),
  };
}

type Opened = Pick<ModelRequest, "id" | "form" | "issuer" | "custodian" | "booking"> & {
  readonly view: ModelView;
};

function opened({ view, ...given }: Opened): ModelRequest {
  return {
    ...given,
    former: new Set(),
    custodian_view: { ...view },
    issuer_view: { ...view },
    releasable_at: null,
    is_served: false,
    hold_answer: null,
    notices: 0,
    has_end: false,
    said: new Map(),
  };
}

export const forms = ["I-247A", "I-247A", "I-247D", "I-247N", "I-247G"] as const;
export type Form = (typeof forms)[number];

/** Where a request begins: with who is held, with nobody of that number, or with somebody who has left. */
function begins(booking: ModelBooking | undefined, jail: Jail, ifHeld: "active" | "issued"): ModelView {
  if (booking?.jail !== jail) return { phase: "misdirected", hold: "none" };
  return { phase: booking.custody === "held" ? ifHeld : "not_in_custody", hold: "none" };
}

/** Enters a paper that came in, about one of the bookings, whoever's that is. */
export function logRequest(jail: Jail, form: Form, issuer: Office | null, at: number): Command {
  return {
    check: ({ bookings }) => bookings.length > 0,
    run: (model, run) =>
      step(model, run, () => {
        const booking = pick(model.bookings, at);
        const now = new Date(model.now).toISOString();
        const view = begins(booking, jail, "active");
        return {
          who: deskOf[jail],
          action: "log_request",
          subject: null,
          input: {
            form,
            issued_on: now.slice(0, 10),
            facility_id: jail,
            booking_number: booking.number,
            issuing_unit: "a made-up office",
            issuer_organisation_id: issuer,
            received_at: `${now.slice(0, 19)}Z`,
            channel: "fax",
          },
          says: "done",
          done: ({ request_id: id }) =>
            model.requests.push(
              opened({
                id: id ?? 0,
                form,
                issuer,
                custodian: jail,
                booking: view.phase === "active" ? booking : null,
                view,
              }),
            ),
        };
      }),
    toString: () => described("log_request", jail, form, issuer, at),
  };
}

/** Issues a request, in the place of an earlier one where one is named. */
export function issueRequest(
  office: Office,
  jail: Jail,
  form: Form,
  at: number,
  replaces: number | null,
): Command {
  return {
    check: ({ bookings, requests }) => bookings.length > 0 && (replaces === null || requests.length > 0),
    run: (model, run) =>
      step(model, run, () => {
        const booking = pick(model.bookings, at);
        const old = replaces === null ? null : pick(model.requests, replaces);
        const isOwn = old?.issuer === office;
        const can = ["issued", "active", "misdirected", "not_in_custody", "transferred"];
        const isFree = old === null || (!old.has_end && can.includes(old.issuer_view.phase));
        return {
          who: deskOf[office],
          action: "issue_request",
          subject: null,
          input: {
            form,
            issued_on: new Date(model.now).toISOString().slice(0, 10),
            facility_id: jail,
            bases: ["final_order"],
            addressee: jail,
            booking_number: booking.number,
            issuing_unit: "a made-up office",
            supersedes_request: old?.id ?? null,
          },
          says: (old === null || isOwn) && isFree ? "done" : "refused",
          done: ({ request_id: id }) => {
            if (old !== null) {
              old.has_end = true;
              for (const view of [old.custodian_view, old.issuer_view]) endView(view, "superseded", false);
            }
            const view = begins(booking, jail, "issued");
            model.requests.push(
              opened({ id: id ?? 0, form, issuer: office, custodian: jail, booking: null, view }),
            );
          },
        };
      }),
    toString: () => described("issue_request", office, jail, form, at, replaces),
  };
}

/** Whose desk writes: that of who has the person, or one that is named. */
export type Who = "own" | ActorName;
/** Which version a writer names: none, the one that stands, or another. */
export type Version = "none" | "read" | "old";

/** A write on one of the requests. */
export function onRequest(
  what: string,
  at: number,
  who: Who,
  version: Version,
  of: (model: ExchangeModel, request: ModelRequest) => RequestWrite,
): Command {
  const attempted = (model: ExchangeModel, run: ExchangeRun, stands: number | null): Attempt => {
    const request = pick(model.requests, at);
    const write = of(model, request);
    const name = who === "own" ? deskOf[request.custodian] : who;
    const { acts_for } = run.exchange.actors[name];
    const view = viewFor(request, acts_for);
    const isCustodians = acts_for.includes(request.custodian);
    const speaker = isCustodians ? request.custodian : (acts_for[0] ?? "");
    const given = stands === null ? undefined : version === "old" ? stands + 1 : stands;
    const says = (): Verdict => {
      if (run.exchange.actors[name].organisation_kind === "ero_field_office" && write.is_custodians)
        return "forbidden";
      if (view === null) return "hidden";
      if (version === "old") return "stale";
      if (write.is_custodians && !isCustodians) return "forbidden";
      return write.verdict(model, request, view, speaker);
    };
    return {
      who: name,
      action: write.action,
      subject: request.id,
      input: write.input,
      version: version === "none" ? undefined : (given ?? 1),
      says: says(),
      done: ({ event }) => write.done(model, request, speaker, event),
    };
  };
  return {
    check: ({ requests }) => requests.length > 0,
    run: (model, run) =>
      step(model, run, () => {
        const request = pick(model.requests, at);
        const name = who === "own" ? deskOf[request.custodian] : who;
        const isCustodians = run.exchange.actors[name].acts_for.includes(request.custodian);
        const key = `${request.id}/${isCustodians ? "custodian" : "issuer"}`;
        return attempted(model, run, run.standing.get(key)?.version ?? null);
      }),
    toString: () => described(what, at, who, version),
  };
}

const openOn = (model: ExchangeModel, booking: ModelBooking): ModelRequest[] =>
  model.requests.filter((one) => one.booking === booking && one.custodian_view.phase === "active");

type BookingWrite = {
  readonly action: string;
  readonly input: object;
  readonly isFree: boolean;
  done(model: ExchangeModel, booking: ModelBooking): void;
};

const leaving = { reason: "bond_posted" } as const;

/** The writes on a booking that a run is made of. */
export const bookingWrites = {
  otherwise_release: (now: string, booking: ModelBooking): BookingWrite => ({
    action: "otherwise_release",
    input: { ...leaving, at: now },
    isFree: !booking.is_releasable,
    done: (model) => {
      booking.is_releasable = true;
      for (const request of openOn(model, booking)) request.releasable_at = model.now;
    },
  }),
  release: (now: string, booking: ModelBooking): BookingWrite => ({
    action: "release",
    input: { ...leaving, at: now, criminal_warrants_checked: true, requests_checked: true },
    isFree: true,
    done: (model) => {
      for (const request of openOn(model, booking)) {
        endView(request.custodian_view, "released");
        if (request.notices > 0) endView(request.issuer_view, "released");
      }
      booking.custody = "released";
    },
  }),
  transfer: (now: string, booking: ModelBooking, to: Jail | null, relay: boolean): BookingWrite => ({
    action: "transfer",
    input: { at: now, to_facility_id: to, to_agency: to ?? "an agency, made up", reason: "made up", relay },
    isFree: to !== booking.jail,
    done: (model) => {
      for (const request of openOn(model, booking)) passOn(request, relay ? to : null, relay);
      booking.custody = "transferred";
    },
  }),
} as const;

/** A write on one of the bookings. */
export function onBooking(
  what: string,
  at: number,
  who: Who,
  of: (now: string, booking: ModelBooking) => BookingWrite,
): Command {
  return {
    check: ({ bookings }) => bookings.length > 0,
    run: (model, run) =>
      step(model, run, () => {
        const booking = pick(model.bookings, at);
        const name = who === "own" ? deskOf[booking.jail] : who;
        const write = of(`${new Date(model.now).toISOString().slice(0, 19)}Z`, booking);
        const isOwn = run.exchange.actors[name].acts_for.includes(booking.jail);
        const isFree = booking.custody === "held" && write.isFree;
        return {
          who: name,
          action: write.action,
          subject: booking.id,
          input: write.input,
          says: !isOwn ? "hidden" : isFree ? "done" : "refused",
          done: () => write.done(model, booking),
        };
      }),
    toString: () => described(what, at, who),
  };
}

/** Time goes by: half an hour, or over the end of a hold; never into the weekend. */
export function pass(minutes: number): Command {
  return {
    check: ({ now }) => now + minutes * 60_000 < Date.parse("2026-03-06T12:00:00Z"),
    run: async (model) => {
      model.now += minutes * 60_000;
    },
    toString: () => described("pass", minutes),
  };
}
