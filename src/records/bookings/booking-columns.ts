/** The columns of the booking_charge table, in the order in which an import writes them. */
export const bookingColumns = [
  "charge_id",
  "release_id",
  "booking_key",
  "place_id",
  "booked_at",
  "released_at",
  "charge_term_id",
  "stage",
  "release_reason_id",
  "is_immigration_hold",
  "is_released_to_ice",
  "is_detainer_cancelled",
  "unread_fields",
] as const;
