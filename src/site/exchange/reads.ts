import type { ContentfulStatusCode } from "hono/utils/http-status";
import { addDays, parseDay, weekOf } from "../../base/day.ts";
import { InvalidInput, NotFound } from "../../base/errors.ts";
import { isOpen } from "../../law/exchange/request-state.ts";
import type { ExchangeFacility } from "../../records/exchange/facility.ts";
import { mayRead } from "../../reports/exchange/may-read.ts";
import { auditPage } from "./pages/audit.ts";
import { bookingPage } from "./pages/booking.ts";
import { bookingsPage, custodies } from "./pages/bookings.ts";
import { deskHours, deskPage } from "./pages/desk.ts";
import { type FreshAction, freshPage } from "./pages/fresh.ts";
import { homePage } from "./pages/home.ts";
import { releasePage } from "./pages/release.ts";
import { requestPage } from "./pages/request.ts";
import { requestsPage, whichRequests } from "./pages/requests.ts";
import { weekPage } from "./pages/week.ts";
import type { Retry } from "./retry.ts";
import type { Visit } from "./visit.ts";
import { respondWork } from "./work-page.ts";

const rows = 50; // of one page of a list
const openCounted = 200; // requests that the desk's counts are made over
const soonHours = 72;

/** A number of the address, e.g. of a request; throws `NotFound` for anything else. */
export function idOf({ c }: Visit, name: string): number {
  const text = c.req.param(name) ?? "";
  if (!/^\d{1,15}$/.test(text)) throw new NotFound(`"${text.slice(0, 40)}" is the number of nothing here`);
  return Number(text);
}

function beforeOf({ c }: Visit): number | undefined {
  const text = c.req.query("before");
  if (text === undefined) return undefined;
  if (!/^\d{1,15}$/.test(text)) throw new InvalidInput(`before "${text.slice(0, 40)}" is no number`);
  return Number(text);
}

/** The facilities by which rows are named and put on a clock: a jail's own, everybody's for who works with many. */
function facilitiesFor({ pages, actor }: Visit): Promise<readonly ExchangeFacility[]> {
  const isJails = actor.organisation_kind === "jail_operator" || actor.organisation_kind === "county_counsel";
  return pages.record.facilities(actor, isJails ? "own" : "all");
}

/** The desk of the role that asks. */
export async function readHome(visit: Visit): Promise<Response> {
  const { pages, actor } = visit;
  const reads = mayRead(actor, "requests");
  const open = reads ? await pages.record.requests(actor, { which: "open", most: openCounted }) : null;
  const view = {
    open: open?.requests ?? null,
    is_cut: open !== null && open.next_before !== null,
    leaving: mayRead(actor, "desk") ? await pages.record.desk(actor, soonHours) : null,
    alarms: mayRead(actor, "desk") ? await pages.record.alarms(actor) : [],
    facilities: reads ? await facilitiesFor(visit) : [],
  };
  return respondWork(visit, homePage(view, visit));
}

/** The requests of a week one by one; the last week that is over where none is asked for. */
export async function readWeek(visit: Visit): Promise<Response> {
  const { c, pages, actor, now } = visit;
  const asked = c.req.query("week") ?? "";
  const week = weekOf(asked === "" ? addDays(now.slice(0, 10), -7) : parseDay(asked, "week"));
  return respondWork(visit, weekPage({ week, cases: await pages.record.week(actor, week) }, visit));
}

/** The release desk. */
export async function readDesk(visit: Visit): Promise<Response> {
  const asked = Number(visit.c.req.query("hours") ?? soonHours);
  const hours = deskHours.find((one) => one === asked) ?? soonHours;
  const lines = await visit.pages.record.desk(visit.actor, hours);
  return respondWork(visit, deskPage({ hours, lines }, visit));
}

/** The list of requests. */
export async function readRequests(visit: Visit): Promise<Response> {
  const { pages, actor, c } = visit;
  const which = whichRequests.find((one) => one === c.req.query("which")) ?? "open";
  const before = beforeOf(visit);
  const found = await pages.record.requests(actor, { which, before, most: rows });
  const view = { which, before: before ?? null, found, facilities: await facilitiesFor(visit) };
  return respondWork(visit, requestsPage(view, visit));
}

/** The page of one request, with a form that comes back where there is one. */
export async function readRequest(
  visit: Visit,
  id: number,
  retry: Retry | null = null,
  status: ContentfulStatusCode = 200,
): Promise<Response> {
  const shown = await visit.pages.record.request(visit.actor, id);
  return respondWork(visit, requestPage(shown, visit, retry), status);
}

/** The search for bookings. */
export async function readBookings(visit: Visit): Promise<Response> {
  const { pages, actor, c } = visit;
  const number = (c.req.query("number") ?? "").trim().slice(0, 40);
  const custody = custodies.find((one) => one === c.req.query("custody"));
  const asked = { number, custody, before: beforeOf(visit) };
  const found = await pages.record.bookings(actor, { ...asked, most: rows });
  return respondWork(visit, bookingsPage({ asked, found, facilities: await facilitiesFor(visit) }, visit));
}

/** The page of one booking, with a form that comes back where there is one. */
export async function readBooking(
  visit: Visit,
  id: number,
  retry: Retry | null = null,
  status: ContentfulStatusCode = 200,
): Promise<Response> {
  const { pages, actor } = visit;
  const shown = await pages.record.booking(actor, id);
  const facilities = await pages.record.facilities(actor, "all");
  return respondWork(visit, bookingPage({ shown, facilities }, visit, retry), status);
}

/** The release checklist of a booking. */
export async function readRelease(
  visit: Visit,
  id: number,
  retry: Retry | null = null,
  status: ContentfulStatusCode = 200,
): Promise<Response> {
  const { pages, actor } = visit;
  const shown = await pages.record.booking(actor, id);
  const open = shown.requests.filter((one) => isOpen(one.state_now));
  const requests = await Promise.all(open.map((one) => pages.record.request(actor, one.request_id)));
  return respondWork(visit, releasePage({ shown, requests }, visit, retry), status);
}

/** The form that begins something new, empty or coming back. */
export async function readFresh(
  visit: Visit,
  action: FreshAction,
  retry: Retry | null = null,
  status: ContentfulStatusCode = 200,
): Promise<Response> {
  const { pages, actor } = visit;
  const facilities = await pages.record.facilities(actor, action === "issue_request" ? "all" : "own");
  return respondWork(visit, freshPage({ action, facilities }, visit, retry), status);
}

/** The audit log. */
export async function readAudit(visit: Visit): Promise<Response> {
  const { pages, actor } = visit;
  const before = beforeOf(visit) ?? null;
  const lines = await pages.record.audit(actor, before, rows);
  const [own] = await pages.record.facilities(actor, "own");
  const next = lines.length < rows ? null : (lines.at(-1)?.position ?? null);
  return respondWork(visit, auditPage({ lines, before, next, zone: own?.time_zone ?? "UTC" }, visit));
}
