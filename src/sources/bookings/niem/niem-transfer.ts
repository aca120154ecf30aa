import { z } from "zod";
import { InvalidInput } from "../../../base/errors.ts";
import { textFault } from "../plain-text.ts";
import { niemBookingNumber, niemFacilityId } from "./niem-booking.ts";
import { niemMessage } from "./niem-message.ts";

const short = z
  .string()
  .min(1)
  .max(200)
  .refine((text) => textFault(text) === null, "holds a control character");

const transfer = z.strictObject({
  booking_number: short.max(40),
  transferred_at: short.max(40),
  to_facility_id: short.nullable(),
  to_agency: short,
  reason: short,
});
/** A transfer of custody as a NIEM message has it; the time is as written. */
export type NiemTransfer = z.infer<typeof transfer>;

/**
 * Reads one transfer of custody, j:BookingSubjectCustodyTransfer within a j:Booking that has its number only, from a NIEM 6.0
 * message as JSON-LD text. Throws `InvalidInput` in one line for a message without one and for an element that names a person.
 */
export function readNiemTransfer(json: string | Uint8Array): NiemTransfer {
  const booking = niemMessage(json).node("j:Booking");
  const moved = booking?.node("j:BookingSubjectCustodyTransfer") ?? null;
  if (booking === null || moved === null)
    throw new InvalidInput("NIEM message: there is no j:Booking/j:BookingSubjectCustodyTransfer in it");
  const read = transfer.safeParse({
    booking_number: niemBookingNumber(booking),
    transferred_at: moved.text("nc:ActivityDate", "nc:DateTime"),
    to_facility_id: niemFacilityId(moved, "j:CustodyTransferReceivingEnforcementFacility"),
    to_agency: moved.text("j:CustodyTransferReceivingEnforcementAgency", "nc:OrganizationName"),
    reason: moved.text("nc:ActivityReasonText"),
  });
  if (read.success) return read.data;
  throw new InvalidInput(
    `NIEM message: ${read.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ")}`,
  );
}
