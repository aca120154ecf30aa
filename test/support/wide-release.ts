import { writeFileSync } from "node:fs";
import { formatCsv } from "../../src/base/csv.ts";
import { addDays } from "../../src/base/day.ts";

const header = [
  "Detainer_Prepare_Date",
  "Detainer_Lift_Date",
  "Detainer_Lift_Reason",
  "Detainer_Type",
  "Detainer_Detention_Facility",
  "Facility_City",
  "Facility_State",
  "Citizenship_Country",
  "Detainer_Prepared_Criminality",
  "Detainer_Most_Serious_Conviction_Charge",
  "Detainer_Most_Serious_Conviction_Charge_Code",
  "Projected_Release_Date",
  "Biometric_Match_Yes_No",
  "Alien_Number_Unique_Identifier",
];
const facilities = [
  ["HENNEPIN COUNTY ADC", "MINNEAPOLIS", "MINNESOTA"],
  ["TRAVIS COUNTY JAIL", "AUSTIN", "TEXAS"],
  ["FRANKLIN COUNTY JAIL", "MALONE", "NEW YORK"],
  ["OTHER-OTHER FACILITY", "", ""],
] as const;
const reasons = [
  "Booked into Detention",
  "Detainer Declined by LEA",
  "Insufficient Notice to ICE",
  "Case Closed",
  "Superseding - New Form Issued",
  "",
  "Something New",
  "b(6), b(7)c",
];
const forms = [
  "I247A - Immigration Detainer - Notice of Action (as of May 2025)",
  "I247G - Request for Advance Notification of Release",
];

/**
 * Writes a made-up release in the wide layout, with days on which ends were recorded: `rows` detainers prepared from a day
 * on, some ended within the week, some long after. Synthetic: import it with is_synthetic.
 */
export function writeWideRelease(path: string, from: string, rows: number): void {
  const lines = Array.from({ length: rows }, (_, i) => {
    const prepared = addDays(from, -((i * 7) % 120) + (i % 14));
    const reason = reasons[(i * 5) % reasons.length] ?? "";
    const lifted = reason === "" ? "" : addDays(from, i % 7);
    const [name, city, state] = facilities[i % facilities.length] ?? ["", "", ""];
    const convicted = i % 3 === 0;
    return [
      prepared > lifted && lifted !== "" ? lifted : prepared,
      lifted,
      reason,
      forms[i % 5 === 0 ? 1 : 0] ?? "",
      name,
      city,
      state,
      "MEXICO",
      convicted ? "1 Convicted Criminal" : "2 Pending Criminal Charges",
      convicted ? "Traffic Offense" : "",
      convicted ? "5404" : "",
      "",
      "YES",
      `synthetic-${i % 400}`,
    ];
  });
  writeFileSync(path, formatCsv([header, ...lines]));
}
