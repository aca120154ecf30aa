import assert from "node:assert/strict";
import fc from "fast-check";
import { AppError } from "../../src/base/errors.ts";
import { headPosition } from "../../src/records/journal/journal.ts";
import type { ActorName, TestExchange } from "../support/exchange.ts";
import { deskOf, type RequestWrite, requestWrites } from "./exchange-actions.ts";
import {
  checkFold,
  checkLog,
  checkModel,
  checkSeen,
  checkVersions,
  lookers,
  type Standing,
  standingFrom,
} from "./exchange-invariants.ts";
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

/** What the commands of one run work on. `from` is the first number that an event of the run can have. */
export interface ExchangeRun {
  readonly exchange: TestExchange;
  readonly from: number;
  readonly name: string;
  steps: number;
  /** What stood after the last step, and the journal's head then. */
  standing: Standing;
  head: number;
}

type Command = fc.AsyncCommand<ExchangeModel, ExchangeRun>;

/** How often each action ended in each way over all runs, as `action verdict`, so that a test can say that each was met. */
export const met = new Map<string, number>();

const jails = ["sample-il-jail", "sample-tx-jail"] as const;
const offices = ["sample-ero-office", "sample-other-ero-office"] as const;
const codes: Readonly<Record<string, Verdict>> = {
  not_found: "hidden",
  not_allowed: "forbidden",
  changed_since: "stale",
  conflict: "refused",
  invalid_input: "refused",
};

interface Attempt {
  readonly who: ActorName;
  readonly action: string;
  readonly subject: number | null;
  readonly input: object;
  readonly version?: number | undefined;
  readonly says: Verdict;
  done(answer: { request_id: number | null; booking_id: number | null; event: number }): void;
}

async function outcome({ exchange }: ExchangeRun, attempt: Attempt) {
  const { who, action, subject, input, version } = attempt;
  try {
    const answer = await exchange.act(who, action, subject, input, version);
    return { verdict: "done" as Verdict, answer, why: "" };
  } catch (error) {
    const verdict = error instanceof AppError ? codes[error.code] : undefined;
    if (verdict === undefined) throw error;
    assert.equal((error as AppError).message.split("\n").length, 1, "one line says what is wrong");
    return { verdict, answer: null, why: (error as AppError).message };
  }
}

/** One step: the clock goes on, the write is tried and must end as the model says, and all that must hold is looked at. */
async function step(model: ExchangeModel, run: ExchangeRun, make: () => Attempt): Promise<void> {
  const { exchange, from } = run;
  model.now += 60_000;
  exchange.clock.set(new Date(model.now).toISOString());
  const attempt = make();
  const { verdict, answer, why } = await outcome(run, attempt);
  assert.equal(verdict, attempt.says, `${attempt.action} by ${attempt.who} is ${attempt.says}; ${why}`);
  const key = `${attempt.action} ${verdict}`;
  met.set(key, (met.get(key) ?? 0) + 1);
  if (answer !== null) {
    const { request_id, booking_id, events } = answer;
    attempt.done({ request_id, booking_id, event: events[0] ?? 0 });
  }
  const head = await headPosition(exchange.store.db);
  assert.equal(head, run.head + (answer === null ? 0 : 1), "an entry for what was done, and none else");
  const rows = await standingFrom(exchange, from);
  const changed = checkVersions(run.standing, rows);
  Object.assign(run, { standing: rows, head });
  await checkFold(exchange, rows, changed);
  for (const request of model.requests) checkModel(rows, request);
  await checkLog(exchange, from);
  const looker = lookers[(run.steps++ / 2) % lookers.length]; // every second step somebody looks
  if (looker !== undefined) await checkSeen(exchange, model, looker, from);
}

const pick = <T>(from: readonly T[], at: number): T => from[at % from.length] as T;
const described = (name: string, ...given: unknown[]): string => `${name}(${given.map(String).join(", ")})`;

function book(jail: Jail, isAgain: boolean): Command {
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

const forms = ["I-247A", "I-247A", "I-247D", "I-247N", "I-247G"] as const;
type Form = (typeof forms)[number];

/** Where a request begins: with who is held, with nobody of that number, or with somebody who has left. */
function begins(booking: ModelBooking | undefined, jail: Jail, ifHeld: "active" | "issued"): ModelView {
  if (booking?.jail !== jail) return { phase: "misdirected", hold: "none" };
  return { phase: booking.custody === "held" ? ifHeld : "not_in_custody", hold: "none" };
}

function logRequest(jail: Jail, form: Form, issuer: Office | null, at: number): Command {
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

function issueRequest(office: Office, jail: Jail, form: Form, at: number, replaces: number | null): Command {
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

type Who = "own" | ActorName;
type Version = "none" | "read" | "old";

function onRequest(
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

const bookingWrites = {
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

function onBooking(
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
function pass(minutes: number): Command {
  return {
    check: ({ now }) => now + minutes * 60_000 < Date.parse("2026-03-06T12:00:00Z"),
    run: async (model) => {
      model.now += minutes * 60_000;
    },
    toString: () => described("pass", minutes),
  };
}

const n = fc.nat(3);
const jail = fc.constantFrom(...jails);
const form = fc.constantFrom(...forms);
const desk = fc.constantFrom<Who[]>("own", "own", "own", "own", "own", "own", "clerk", "texas_clerk");
const anySide = fc.constantFrom<Who[]>("own", "officer", "officer", "other_officer", "clerk", "counsel");
const version = fc.constantFrom<Version[]>("none", "none", "none", "read", "read", "read", "read", "old");
const asked = fc.constantFrom("notify" as const, "hold" as const, "hold" as const, "serve" as const);
const answer = fc.constantFrom(
  "will" as const,
  "will" as const,
  "will_not" as const,
  "not_in_custody" as const,
);
const outcomes = fc.constantFrom(
  "ICE_CUSTODY" as const,
  "RELEASED_AFTER_NOTICE" as const,
  "HELD_NOT_COLLECTED" as const,
  "DECLINED" as const,
);
const why = fc.constantFrom("released_by_jail" as const, "window_ended" as const, "custody_assumed" as const);

/** Which earlier statement a correction names: the one that stands, one replaced before, or another organisation's. */
function statement(request: ModelRequest, which: "stands" | "replaced" | "foreign", at: number) {
  const all = [...request.said.values()];
  if (all.length === 0) return null;
  const own = pick(all, at);
  return which === "replaced" ? (own.replaced[0] ?? own.standing) : own.standing;
}

const begun: readonly Command[] = [
  book("sample-tx-jail", false),
  book("sample-il-jail", false),
  logRequest("sample-tx-jail", "I-247A", "sample-ero-office", 0),
  issueRequest("sample-ero-office", "sample-il-jail", "I-247D", 1, null),
];
const releasable: readonly Command[] = [
  ...begun,
  onRequest("answer", 0, "own", "read", () => requestWrites.answer("hold", "will")),
  onBooking("otherwise_release", 0, "own", bookingWrites.otherwise_release),
];
const held: readonly Command[] = [
  ...releasable,
  onRequest("start_hold", 0, "own", "none", (m) => requestWrites.start_hold(m)),
];

const relayed: readonly Command[] = [
  ...held,
  onRequest("receive", 1, "own", "none", (m) => requestWrites.receive(m, m.bookings[1]?.number ?? "")),
  onBooking("transfer", 0, "own", (now, booking) =>
    bookingWrites.transfer(now, booking, "sample-il-jail", true),
  ),
  onRequest("serve", 0, "texas_clerk", "none", (m) => requestWrites.serve(m)),
  onRequest("serve", 0, "other_officer", "none", (m) => requestWrites.serve(m)),
];

/** What runs begin with, in turn, so that what is drawn has somebody to be about and comes to the end of a case. */
export const beginnings: readonly (readonly Command[])[] = [begun, releasable, held, relayed];

/** The commands that a run is drawn from. */
export const exchangeCommands: fc.Arbitrary<Command>[] = [
  fc.tuple(jail, fc.constantFrom(false, false, false, true)).map(([j, again]) => book(j, again)),
  fc
    .tuple(
      jail,
      form,
      fc.constantFrom<(Office | null)[]>("sample-ero-office", "sample-other-ero-office", null),
      n,
    )
    .map(([j, f, o, at]) => logRequest(j, f, o, at)),
  fc
    .tuple(
      fc.constantFrom(...offices),
      jail,
      form,
      n,
      fc.option(n, { freq: 3 }).filter((at) => at === null || at < 4),
    )
    .map(([o, j, f, at, old]) => issueRequest(o, j, f, at, old)),
  fc
    .tuple(n, desk, version, n)
    .map(([at, who, v, b]) =>
      onRequest(`receive ${b}`, at, who, v, (m) =>
        requestWrites.receive(m, pick(m.bookings, b)?.number ?? "NOBODY"),
      ),
    ),
  fc
    .tuple(n, desk, version)
    .map(([at, who, v]) => onRequest("serve", at, who, v, (m) => requestWrites.serve(m))),
  fc
    .tuple(n, fc.constantFrom<Who[]>("own", "own", "own", "counsel", "texas_clerk"), version, asked, answer)
    .map(([at, who, v, q, a]) => onRequest(`answer ${q} ${a}`, at, who, v, () => requestWrites.answer(q, a))),
  fc
    .tuple(n, desk, version)
    .map(([at, who, v]) => onRequest("log_notice", at, who, v, (m) => requestWrites.log_notice(m))),
  fc
    .tuple(n, desk, version)
    .map(([at, who, v]) => onRequest("start_hold", at, who, v, (m) => requestWrites.start_hold(m))),
  fc
    .tuple(n, desk, version, why)
    .map(([at, who, v, w]) => onRequest(`end_hold ${w}`, at, who, v, (m) => requestWrites.end_hold(m, w))),
  fc
    .tuple(n, fc.constantFrom<Who[]>("own", "officer", "officer", "other_officer"), version)
    .map(([at, who, v]) => onRequest("cancel_request", at, who, v, () => requestWrites.cancel_request())),
  fc
    .tuple(n, anySide, version, outcomes)
    .map(([at, who, v, o]) =>
      onRequest(`assert_outcome ${o}`, at, who, v, () => requestWrites.assert_outcome(o, null)),
    ),
  fc
    .tuple(
      n,
      anySide,
      outcomes,
      fc.constantFrom("stands" as const, "stands" as const, "replaced" as const),
      n,
    )
    .map(([at, who, o, which, s]) =>
      onRequest(`correct ${which} ${s} to ${o}`, at, who, "none", (_, request) =>
        requestWrites.assert_outcome(o, statement(request, which, s)),
      ),
    ),
  fc
    .tuple(n, desk)
    .map(([at, who]) => onBooking("otherwise_release", at, who, bookingWrites.otherwise_release)),
  fc.tuple(n, desk).map(([at, who]) => onBooking("release", at, who, bookingWrites.release)),
  fc
    .tuple(n, desk, fc.option(jail, { freq: 4 }), fc.constantFrom(true, true, false))
    .map(([at, who, to, relay]) =>
      onBooking(`transfer to ${to} ${relay}`, at, who, (now, booking) =>
        bookingWrites.transfer(now, booking, to, relay),
      ),
    ),
  fc.constantFrom(pass(30), pass(30), pass(49 * 60)),
];
