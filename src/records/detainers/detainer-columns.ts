/** The columns of the detainer table, in the order in which an import writes them. */
export const detainerColumns = [
  "detainer_id",
  "release_id",
  "prepared_on",
  "place_id",
  "detainer_type_id",
  "lift_reason_id",
  "second_lift_reason_id",
  "lifted_on",
  "release_expected_on",
  "apprehended_on",
  "departed_on",
  "citizenship_id",
  "gender_id",
  "criminality_id",
  "conviction_charge_id",
  "conviction_charge_code_id",
  "convicted_on",
  "charged_on",
  "is_aggravated_felon_id",
  "basis_id",
  "facility_aor_id",
  "duty_site_id",
  "is_juvenile",
  "is_likely_duplicate",
  "person_key",
  "unread_fields",
] as const;

const rowsPerSheet = 1_000_000_000;

/** The id of the record made from a row: the lineage is the id. */
export function recordId(sheetId: number, rowNo: number): number {
  return sheetId * rowsPerSheet + rowNo;
}

/** The sheet and row that a record's id names. */
export function lineageOf(id: number): { sheet_id: number; row_no: number } {
  return { sheet_id: Math.floor(id / rowsPerSheet), row_no: id % rowsPerSheet };
}
