import { InvalidInput } from "../../../base/errors.ts";
import type { ReadBooking } from "../../../records/exchange/booking-input.ts";
import { checkBooking } from "../checked-booking.ts";
import { type NiemNode, niemMessage } from "./niem-message.ts";

/** A booking read from a NIEM message, and the paths of elements that hold a value and have no place in a booking. */
export interface NiemBooking {
  readonly booking: ReadBooking;
  readonly ignored: readonly string[];
}

/** The jail's number of a booking: the control number of its booking system, or else the agency's record number. */
export function niemBookingNumber(booking: NiemNode): string | null {
  return (
    booking.identification("j:BookingDocumentControlIdentification") ??
    booking.identification("j:BookingAgencyRecordIdentification")
  );
}

/** The facility's id that a node's facility element carries. */
export function niemFacilityId(node: NiemNode, element: string): string | null {
  return node.identification(element, "nc:FacilityIdentification");
}

function chargeOf(charge: NiemNode) {
  const day = charge.text("j:ChargeFilingDate", "nc:Date");
  const stage = charge.text("j:ChargeStatus", "nc:StatusText");
  return {
    description: charge.text("j:ChargeDescriptionText"),
    ...(stage === null ? {} : { stage }),
    statute: charge.identification("j:ChargeStatute", "j:StatuteCodeSectionIdentification"),
    charged_on: day,
  };
}

/** A release that took place has nc:ActivityDate; one that is expected has nc:ActivityScheduledDate. */
function releaseOf(booking: NiemNode) {
  const release = booking.node("j:BookingRelease");
  const released_at = release?.text("nc:ActivityDate", "nc:DateTime") ?? null;
  const expected_release_at = release?.text("nc:ActivityScheduledDate", "nc:DateTime") ?? null;
  const reason = release?.text("nc:ActivityReasonText") ?? null;
  const certainty = release?.text("accord:ReleaseCertaintyCode") ?? null;
  return {
    released_at,
    expected_release_at,
    release_reason: released_at === null ? null : reason,
    expected_release_reason: released_at === null ? reason : null,
    ...(certainty === null ? {} : { expected_release_certainty: certainty }),
  };
}

function fieldsOf(booking: NiemNode) {
  const arrest = booking.node("j:Arrest");
  const subject = booking.node("j:BookingSubject");
  const juvenile = subject?.indicator("accord:PersonJuvenileIndicator") ?? null;
  const isProtected = subject?.indicator("accord:InformationProtectedIndicator") ?? null;
  return {
    facility_id: niemFacilityId(booking, "j:BookingDetentionFacility"),
    booking_number: niemBookingNumber(booking),
    person_id: subject?.identification("j:SubjectIdentification") ?? null,
    booked_at: booking.text("nc:ActivityDate", "nc:DateTime"),
    arrested_at: arrest?.text("nc:ActivityDate", "nc:DateTime") ?? null,
    arresting_agency: arrest?.text("j:ArrestAgency", "nc:OrganizationName") ?? null,
    ...(juvenile === null ? {} : { is_juvenile: juvenile }),
    ...(isProtected === null ? {} : { is_protected: isProtected }),
    charges: (arrest?.nodes("j:ArrestCharge") ?? []).map(chargeOf),
    ...releaseOf(booking),
  };
}

/**
 * Reads one booking, j:Booking, from a NIEM 6.0 message as JSON-LD text, and says which elements have no place in it. Throws
 * `InvalidInput` in one line for a message without one, with a transfer in it, with an element that names a person, and for
 * values that no booking can have (docs/exchange/niem-6.md).
 */
export function niemBooking(json: string | Uint8Array): NiemBooking {
  const message = niemMessage(json);
  const booking = message.node("j:Booking");
  if (booking === null)
    throw new InvalidInput("NIEM message: there is no j:Booking in it; send one booking a message");
  if (booking.has("j:BookingSubjectCustodyTransfer"))
    throw new InvalidInput(
      "NIEM message: j:Booking/j:BookingSubjectCustodyTransfer: a transfer is an event of its own; send it as a transfer, and leave it out of the booking",
    );
  const checked = checkBooking(fieldsOf(booking), null);
  if ("faults" in checked)
    throw new InvalidInput(`NIEM message: ${checked.faults.join("; ")}`, { faults: checked.faults });
  return { booking: checked.booking, ignored: message.ignored() };
}

/** The booking of a NIEM message alone; throws as `niemBooking` does. */
export function readNiemBooking(json: string | Uint8Array): ReadBooking {
  return niemBooking(json).booking;
}
