import sql from "sql-template-tag";
import { z } from "zod";
import { addDays } from "../../../base/day.ts";
import { defineQuery, type Reader } from "../../../db/db.ts";
import { checkRequestEvent } from "../../../law/exchange/transition.ts";
import { type ActionContext, type Draft, type NewParty, openingAction } from "../action.ts";
import { type ExchangeFacility, facilityOf } from "../facility.ts";
import { fieldError } from "../input.ts";
import { asksOf, formFields } from "../request-input.ts";
import { standingRequest } from "../standing.ts";
import { asTenant } from "../tenant.ts";

const held = (organisationId: string, bookingNumber: string) =>
  defineQuery(
    z.object({ custody: z.string() }),
    sql`select custody from booking_now where organisation_id = ${organisationId} and booking_number = ${bookingNumber}`,
  );

/**
 * What a first look finds: the addressee holds that booking, held it before, or never did. The second and third are said at once,
 * so that a request sent to the wrong place is known on the day and not months later; nothing else of the booking is told.
 */
async function lookFor(
  db: Reader,
  facility: ExchangeFacility | null,
  bookingNumber: string | null,
): Promise<"held" | "left" | "never" | "unknown"> {
  if (facility === null || bookingNumber === null) return "unknown";
  const found = await db.maybe(held(facility.organisation_id, bookingNumber));
  if (found === null) return "never";
  return found.custody === "held" ? "held" : "left";
}

/** A form replaces only one that the office issued itself and that can still be replaced, as the office sees it; any other is not told apart from none. */
async function checkReplaced({ tx, actor, now }: ActionContext, id: number): Promise<void> {
  const replaced = await asTenant(tx, actor, () => standingRequest(tx, id));
  const { organisation_id } = actor;
  if (replaced === null || replaced.state_now.issuer_organisation_id !== organisation_id)
    throw fieldError([{ field: "supersedes_request", message: `there is no request ${id} of yours` }]);
  checkRequestEvent(replaced.state_now, {
    kind: "superseded",
    occurred_at: now,
    details: { by_request: 0 }, // the new request's number, which it has not got yet
    organisation_side: "issuer",
    organisation_id,
  });
}

const input = z.strictObject({
  ...formFields,
  facility_id: z
    .string()
    .min(1)
    .max(120)
    .nullable()
    .default(null)
    .describe("The facility, where it works in the exchange"),
  addressee: z.string().min(1).max(200).describe("To whom the form is addressed, with county and state"),
  booking_number: z
    .string()
    .min(1)
    .max(40)
    .nullable()
    .default(null)
    .describe("The jail's number of the booking, where known"),
  issuing_unit: z.string().min(1).max(200).describe("The issuing office or support centre"),
  supersedes_request: z.coerce
    .number()
    .int()
    .nullable()
    .default(null)
    .describe("The request that this one replaces"),
});

/** Issues a request to a jail; one that the addressee's own booking record shows to be misdirected is marked so at once. */
export const issueRequest = openingAction(
  {
    id: "issue_request",
    organisations: ["ero_field_office"],
    roles: ["officer", "supervisor"],
    summary: "Issue a request to a jail",
    input,
  },
  async (context, entered) => {
    const { tx, actor, now } = context;
    const facility = await facilityOf(tx, entered.facility_id);
    if (entered.facility_id !== null && facility === null)
      throw fieldError([
        { field: "facility_id", message: `"${entered.facility_id}" works not in the exchange; leave it out` },
      ]);
    if (entered.issued_on > addDays(now.slice(0, 10), 1))
      throw fieldError([
        { field: "issued_on", message: `${entered.issued_on} is in the future; enter the date on the form` },
      ]); // Guam is a day ahead of UTC
    if (entered.supersedes_request !== null) await checkReplaced(context, entered.supersedes_request);
    const base = {
      request_id: "new",
      booking_id: null,
      organisation_id: actor.organisation_id,
      occurred_at: now,
      is_shared: true,
    } as const;
    const look = await lookFor(tx, facility, entered.booking_number);
    const events: Draft[] = [
      {
        ...base,
        kind: "request_issued",
        details: {
          ...entered,
          ...asksOf(entered),
          entered_by: "issuer",
          is_synthetic: facility?.is_synthetic ?? false,
        },
      },
      {
        ...base,
        kind: "transmitted",
        details: { channel: "accord", receipt: null, to: facility?.name ?? entered.addressee },
      },
    ];
    if (look === "never")
      events.push({
        ...base,
        kind: "misdirected",
        details: { found_by: "check_at_issue", note: "the facility has no booking of that number" },
      });
    if (look === "left")
      events.push({
        ...base,
        kind: "not_in_custody",
        details: { left_at: null, reason: null, note: "the person had left before the request was issued" },
      });
    if (entered.supersedes_request !== null)
      events.push({
        ...base,
        request_id: entered.supersedes_request,
        kind: "superseded",
        details: { by_request: 0 },
      });
    const parties: NewParty[] = [
      { request_id: "new", organisation_id: actor.organisation_id, capacity: "issuer" },
    ];
    if (facility !== null)
      parties.push({ request_id: "new", organisation_id: facility.organisation_id, capacity: "custodian" });
    return { events, parties };
  },
);
