/** Which fields of a form stand open, in which order; the others stand behind "more". What is not named here shows all. */
export const openFields: Readonly<Record<string, readonly string[]>> = {
  log_request: [
    "facility_id",
    "booking_number",
    "received_at",
    "channel",
    "form",
    "issued_on",
    "issuer_organisation_id",
    "issuing_unit",
    "warrant",
    "bases",
  ],
  issue_request: [
    "facility_id",
    "addressee",
    "booking_number",
    "form",
    "issued_on",
    "issuing_unit",
    "basis_box",
    "bases",
    "warrant",
    "warrant_signed_on",
  ],
  book: [
    "facility_id",
    "booking_number",
    "person_id",
    "booked_at",
    "charges",
    "expected_release_at",
    "expected_release_reason",
    "expected_release_certainty",
  ],
  receive: ["booking_number", "at", "channel"],
  serve: ["at", "manner", "language"],
  answer: ["answer", "reason_code", "provision", "condition", "note"],
  log_notice: ["at", "channel", "reached", "answer", "release_at"],
  assert_outcome: ["outcome", "asked", "evidence", "basis"],
  record_charge: ["ordinal", "stage", "description"],
};

/** Fields that can be left empty because another one, where it is chosen, says the same (`filled`). */
export const filledFields: readonly string[] = ["log_request.issuing_unit", "issue_request.addressee"];

/** Fields whose few codes are shown all at once, though there are more of them than usual. */
export const radioFields: readonly string[] = ["answer.answer"];

/** Codes that stand behind "more" though their field is open: no printed form of today has them. */
export const laterCodes: Readonly<Record<string, readonly string[]>> = { bases: ["older_form_wording"] };
