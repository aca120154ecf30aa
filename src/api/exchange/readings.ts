import { z } from "zod";
import { addDays, weekOf } from "../../base/day.ts";
import { NotFound } from "../../base/errors.ts";
import { requestStates } from "../../law/exchange/request-state.ts";
import { actions } from "../../records/exchange/actions/catalogue.ts";
import { mayDo } from "../../records/exchange/perform.ts";
import { wholeNumber } from "../routes/record.ts";
import { actionPath, inputSchema } from "./action-path.ts";
import { defineReadRoute, type ReadRoute } from "./route.ts";
import {
  actionsSchema,
  alarmsSchema,
  auditSchema,
  bookingSchema,
  bookingsSchema,
  deskSchema,
  eventsSchema,
  facilitiesSchema,
  packetSchema,
  requestSchema,
  requestsSchema,
  weekSchema,
} from "./schemas.ts";
import {
  bookingCaseView,
  bookingView,
  deskLineView,
  eventsView,
  requestCaseView,
  requestView,
} from "./views.ts";

const nothing = z.object({});
const largest = 999_999_999_999_999;
const page = {
  before: wholeNumber(1, largest, "The number before which to begin; the newest when left out").optional(),
  limit: wholeNumber(1, 200, "The most of a page; 50 when left out").optional(),
};
const most = (limit: string | undefined): number => Number(limit ?? "50");
const numberOf = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Number(text);

/** The number in a path; what is no number is no request or booking of anybody's. */
export function subjectId(text: string, what: string): number {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new NotFound(`there is no ${what} ${text.slice(0, 40)} among yours`);
}

/** The query of the page that follows; null at the end. */
function following(
  query: Readonly<Record<string, string | undefined>>,
  before: number | null,
): Record<string, string> | null {
  if (before === null) return null;
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { ...Object.fromEntries(given), before: String(before) };
}

const requests = defineReadRoute({
  path: "/requests",
  operation_id: "listExchangeRequests",
  summary: "The requests that concern the organisation of who asks",
  description: "Newest first, each in the view of that side; the Link header names the next page.",
  path_parameters: nothing,
  query: z.object({
    which: z
      .enum(["open", "closed", "all", "relayed"])
      .optional()
      .describe("Open ones when left out; relayed are those that a jail passed on"),
    state: z.enum(requestStates).optional().describe("Only those in this state"),
    facility_id: z.string().min(1).max(120).optional().describe("Only those that stand with this facility"),
    has_incident: z
      .enum(["true", "false"])
      .optional()
      .describe("Only those with, or without, an open incident"),
    ...page,
  }),
  answer: { name: "ExchangeRequests", schema: requestsSchema },
  is_versioned: false,
  handle: async (record, actor, query) => {
    const { which = "open", state, facility_id, has_incident, before, limit } = query;
    const found = await record.requests(actor, {
      which,
      state,
      facility_id,
      has_incident: has_incident === undefined ? undefined : has_incident === "true",
      before: numberOf(before),
      most: most(limit),
    });
    const { next_before } = found;
    return {
      body: { requests: found.requests.map(requestView), next_before },
      next: following(query, next_before),
    };
  },
});

const requestPath = z.object({ request_id: z.string().describe("The request's number") });

const oneRequest = defineReadRoute({
  path: "/requests/{request_id}",
  operation_id: "getExchangeRequest",
  summary: "One request: what stands, what is found, what law and policy say",
  description:
    "In the view of the side that asks. A request that does not concern it is answered like one that is not there.",
  path_parameters: requestPath,
  query: nothing,
  answer: { name: "ExchangeRequest", schema: requestSchema },
  is_versioned: true,
  handle: async (record, actor, { request_id }) => {
    const found = await record.request(actor, subjectId(request_id, "request"));
    return { body: requestCaseView(found), version: found.version };
  },
});

const requestEvents = defineReadRoute({
  path: "/requests/{request_id}/events",
  operation_id: "listExchangeRequestEvents",
  summary: "Every event of one request that the side may see, in order",
  description: "Corrections stand beside what they correct and name it in `supersedes`.",
  path_parameters: requestPath,
  query: nothing,
  answer: { name: "ExchangeEvents", schema: eventsSchema },
  is_versioned: true,
  handle: async (record, actor, { request_id }) => {
    const found = await record.request(actor, subjectId(request_id, "request"));
    return { body: eventsView(found), version: found.version };
  },
});

const bookings = defineReadRoute({
  path: "/bookings",
  operation_id: "listExchangeBookings",
  summary: "The bookings of the jail of who asks",
  description: "Newest first; no name is kept, only the jail's own number and a keyed hash.",
  path_parameters: nothing,
  query: z.object({
    number: z.string().max(40).optional().describe("How the booking's number begins"),
    custody: z.enum(["held", "released", "transferred"]).optional().describe("Only those in this custody"),
    ...page,
  }),
  answer: { name: "ExchangeBookings", schema: bookingsSchema },
  is_versioned: false,
  handle: async (record, actor, query) => {
    const { number = "", custody, before, limit } = query;
    const asked = { number, custody, before: numberOf(before), most: most(limit) };
    const { bookings: found, next_before } = await record.bookings(actor, asked);
    return {
      body: { bookings: found.map(bookingView), next_before },
      next: following(query, next_before),
    };
  },
});

const oneBooking = defineReadRoute({
  path: "/bookings/{booking_id}",
  operation_id: "getExchangeBooking",
  summary: "One booking with its events and the requests on it",
  description: "A booking of another jail is answered like one that is not there.",
  path_parameters: z.object({ booking_id: z.string().describe("The booking's number in the exchange") }),
  query: nothing,
  answer: { name: "ExchangeBooking", schema: bookingSchema },
  is_versioned: true,
  handle: async (record, actor, { booking_id }) => {
    const found = await record.booking(actor, subjectId(booking_id, "booking"));
    return { body: bookingCaseView(found), version: found.version };
  },
});

const desk = defineReadRoute({
  path: "/desk",
  operation_id: "getExchangeDesk",
  summary: "The release desk: who leaves within so many hours, and what is asked of the jail for each",
  description: "Whose release is due already stands first. Decision support, not legal advice.",
  path_parameters: nothing,
  query: z.object({ hours: wholeNumber(1, 720, "How far ahead; 72 when left out").optional() }),
  answer: { name: "ExchangeDesk", schema: deskSchema },
  is_versioned: false,
  handle: async (record, actor, query) => {
    const hours = Number(query.hours ?? "72");
    const lines = (await record.desk(actor, hours)).map(deskLineView);
    return { body: { now: record.parts.clock.now(), hours, lines } };
  },
});

const week = defineReadRoute({
  path: "/week",
  operation_id: "getExchangeWeek",
  summary: "The requests that ended in a week one by one, each with its finding",
  description: "What a report of that week says of those that concern who asks, before and after it is out.",
  path_parameters: nothing,
  query: z.object({
    day: z.iso.date().optional().describe("Any day of it, Saturday to Friday; last week where left out"),
  }),
  answer: { name: "ExchangeWeek", schema: weekSchema },
  is_versioned: false,
  handle: async (record, actor, { day }) => {
    const asked = weekOf(day ?? addDays(record.parts.clock.now().slice(0, 10), -7));
    const cases = (await record.week(actor, asked)).map(({ state, finding }) => ({
      request_id: state.request_id,
      state,
      finding,
    }));
    return { body: { week: asked, cases } };
  },
});

const alarms = defineReadRoute({
  path: "/alarms",
  operation_id: "listExchangeAlarms",
  summary: "What the desk was warned of and has not seen to yet",
  description: "The nearest first: holds that end, releases without an answer or a promised notice.",
  path_parameters: nothing,
  query: nothing,
  answer: { name: "ExchangeAlarms", schema: alarmsSchema },
  is_versioned: false,
  handle: async (record, actor) => ({ body: { alarms: await record.alarms(actor) } }),
});

const packet = defineReadRoute({
  path: "/requests/{request_id}/packet",
  operation_id: "getExchangePacket",
  summary: "The evidence packet of a request",
  description:
    "As who asks may see it. The signed files, PDF among them, stand at /exchange/requests/{request_id}/packet.zip.",
  path_parameters: z.object({ request_id: z.string().describe("The request's number") }),
  query: nothing,
  answer: { name: "ExchangePacket", schema: packetSchema },
  is_versioned: false,
  handle: async (record, actor, { request_id }) => ({
    body: await record.packet(actor, subjectId(request_id, "request")),
  }),
});

const audit = defineReadRoute({
  path: "/audit",
  operation_id: "listExchangeAudit",
  summary: "Who of the organisation read and wrote what",
  description: "Newest first, for auditors and administrators; every line is sealed in the journal.",
  path_parameters: nothing,
  query: z.object(page),
  answer: { name: "ExchangeAudit", schema: auditSchema },
  is_versioned: false,
  handle: async (record, actor, query) => {
    const wanted = most(query.limit);
    const lines = await record.audit(actor, numberOf(query.before) ?? null, wanted);
    const next_before = lines.length < wanted ? null : (lines.at(-1)?.position ?? null);
    return { body: { lines, next_before }, next: following(query, next_before) };
  },
});

const facilities = defineReadRoute({
  path: "/facilities",
  operation_id: "listExchangeFacilities",
  summary: "The facilities that work in the exchange",
  description: "All of them, to which a request can be addressed, or those of the organisation of who asks.",
  path_parameters: nothing,
  query: z.object({ which: z.enum(["own", "all"]).optional().describe("All of them when left out") }),
  answer: { name: "ExchangeFacilities", schema: facilitiesSchema },
  is_versioned: false,
  handle: async (record, actor, { which = "all" }) => ({
    body: { facilities: await record.facilities(actor, which) },
  }),
});

const catalogue = defineReadRoute({
  path: "/actions",
  operation_id: "listExchangeActions",
  summary: "Everything that can be done in the exchange: who may, what it takes, and where to send it",
  description:
    "In the order of a case. The same list makes the forms of the site and the writing routes of this API.",
  path_parameters: nothing,
  query: nothing,
  answer: { name: "ExchangeActions", schema: actionsSchema },
  is_versioned: false,
  handle: async (_, actor) => ({
    body: {
      actions: actions.map((action) => ({
        action: action.id,
        summary: action.summary,
        subject: action.subject,
        path: actionPath(action),
        organisations: action.organisations,
        roles: action.roles,
        is_allowed: mayDo(actor, action),
        input: inputSchema(action),
      })),
    },
  }),
});

/** Every address of the exchange that is read. */
export const readRoutes: readonly ReadRoute[] = [
  requests,
  oneRequest,
  requestEvents,
  bookings,
  oneBooking,
  desk,
  alarms,
  week,
  packet,
  audit,
  facilities,
  catalogue,
];
