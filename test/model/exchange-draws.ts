import fc from "fast-check";
import { requestWrites } from "./exchange-actions.ts";
import {
  book,
  bookingWrites,
  forms,
  issueRequest,
  jails,
  logRequest,
  offices,
  onBooking,
  onRequest,
  pass,
  pick,
  type Version,
  type Who,
} from "./exchange-commands.ts";
import type { ModelRequest, Office } from "./exchange-model.ts";
import type { Command } from "./exchange-step.ts";

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
