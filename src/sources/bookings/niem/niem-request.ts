import type { z } from "zod";
import { InvalidInput } from "../../../base/errors.ts";
import { eventDetails } from "../../../law/exchange/event-details.ts";
import { textFault } from "../plain-text.ts";
import { niemBookingNumber, niemFacilityId } from "./niem-booking.ts";
import { type NiemNode, niemMessage } from "./niem-message.ts";

const fields = eventDetails.request_issued.omit({
  entered_by: true,
  supersedes_request: true,
  is_synthetic: true,
});
/** What a request says, without what only this system knows: who entered it, what it supersedes, whether it is made up. */
export type NiemRequestFields = z.infer<typeof fields>;

/** A request read from a NIEM message, and the paths of elements that hold a value and have no place in a request. */
export interface NiemRequest {
  readonly request: NiemRequestFields;
  readonly ignored: readonly string[];
}

/** What NIEM has no element for, from our augmentation of j:DetainerNotificationRequest. */
function augmented(more: NiemNode | null) {
  return {
    revision: more?.text("accord:FormRevisionText") ?? null,
    basis_box: more?.text("accord:BasisBoxCode") ?? null,
    bases: more?.texts("accord:BasisCode") ?? [],
    priority: more?.text("accord:EnforcementPriorityText") ?? null,
    asks_notify: more?.indicator("accord:NotifyIndicator") ?? false,
    notify_hours: more?.quantity("accord:NotifyHoursQuantity") ?? null,
    asks_hold: more?.indicator("accord:HoldIndicator") ?? false,
    asks_serve: more?.indicator("accord:ServeIndicator") ?? false,
    asks_interview: more?.indicator("accord:InterviewIndicator") ?? false,
    asks_relay: more?.indicator("accord:RelayIndicator") ?? false,
    asks_event_notice: more?.indicator("accord:EventNoticeIndicator") ?? false,
    warrant: more?.text("accord:WarrantCode") ?? "none",
    warrant_signed_on: more?.text("accord:WarrantSignedDate", "nc:Date") ?? null,
    warrant_reference: more?.identification("accord:WarrantIdentification") ?? null,
  };
}

function fieldsOf(message: NiemNode, request: NiemNode) {
  const booking = message.node("j:Booking");
  return {
    form: request.text("nc:ActivityName"),
    issuing_unit: request.text("nc:ActivityContactEntity", "nc:EntityOrganization", "nc:OrganizationName"),
    ice_reference: request.identification("nc:ActivityIdentification"),
    issued_on: request.text("nc:ActivityDate", "nc:Date"),
    basis_wording: request.text("nc:ActivityReasonText"),
    facility_id: niemFacilityId(message, "j:DetentionFacility"),
    addressee: message.text("j:DetentionFacility", "nc:FacilityName"),
    booking_number: booking === null ? null : niemBookingNumber(booking),
    ...augmented(request.node("accord:DetainerNotificationRequestAugmentation")),
  };
}

/** The texts of a field; the wording may have several lines, each of which is one. */
function texts(field: string, value: unknown): string[] {
  if (typeof value === "string") return field === "basis_wording" ? value.split("\n") : [value];
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

/**
 * Reads one request, j:DetainerNotificationRequest, from a NIEM 6.0 message as JSON-LD text, and says which elements have no
 * place in it. Throws `InvalidInput` in one line for a message without one, with an element that names a person or a number in
 * the form of an A-number, and for values that no request can have (docs/exchange/niem-6.md).
 */
export function niemRequest(json: string | Uint8Array): NiemRequest {
  const message = niemMessage(json);
  const request = message.node("j:DetainerNotificationRequest");
  if (request === null)
    throw new InvalidInput(
      "NIEM message: there is no j:DetainerNotificationRequest in it; send one request a message",
    );
  const found = fieldsOf(message, request);
  const odd = Object.entries(found).find(([field, value]) =>
    texts(field, value).some((text) => textFault(text) !== null),
  );
  if (odd !== undefined)
    throw new InvalidInput(`NIEM message: ${odd[0]}: holds a control character or a line break`);
  const read = fields.safeParse(found);
  if (read.success) return { request: read.data, ignored: message.ignored() };
  const faults = read.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new InvalidInput(`NIEM message: ${faults.join("; ")}`, { faults });
}

/** The fields of a request of a NIEM message alone; throws as `niemRequest` does. */
export function readNiemRequest(json: string | Uint8Array): NiemRequestFields {
  return niemRequest(json).request;
}
