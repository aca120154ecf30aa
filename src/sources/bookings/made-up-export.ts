import assert from "node:assert/strict";
import { formatCsv } from "../../base/csv.ts";
import type { BookingsRead } from "./read-bookings.ts";

/** For tests: the header of the whole export of Pierce County. */
export const pierceHeader: readonly string[] =
  "n,booking_n,booking_dt,release_dt,charge_release_dt,booking_charge_desc,booking_charge_txt,category,type,seriousness,jurisdiction_cd,release_disposition_desc,final_release_disp,post_flg,admin_booking,release_to_imm,cancel_detainer,imm_hold,gender_desc,race_desc,country_of_birth,time_detained_days,subsets".split(
    ",",
  );

/** For tests: what a made-up row says, by header; what is not said is as in the usual row. */
export type MadeUpRow = Readonly<Record<string, string>>;

const usual: MadeUpRow = {
  booking_n: "1",
  booking_dt: "2016-12-20 21:00:00",
  release_dt: "2016-12-22 08:00:00",
  charge_release_dt: "2016-12-22 08:00:00",
  booking_charge_desc: "DWLS/DWLR",
  release_disposition_desc: "Bail Bond",
  final_release_disp: "Bail Bond",
  gender_desc: "MADE UP",
};

/** For tests: CSV text of made-up rows under a header. */
export function madeUpExport(rows: readonly MadeUpRow[], header: readonly string[] = pierceHeader): string {
  return formatCsv([
    [...header],
    ...rows.map((row) => header.map((name) => ({ ...usual, ...row })[name] ?? "")),
  ]);
}

/** For tests: asserts that every row is in a booking or put aside, and every booking there once. */
export function addsUp(found: BookingsRead): void {
  assert.equal(found.read, found.booking_rows + found.quarantined.length);
  assert.equal(new Set(found.bookings.map((one) => one.booking_number)).size, found.bookings.length);
}

/** For tests: each row put aside as its line and reason. */
export const reasons = (found: BookingsRead): string[] =>
  found.quarantined.map(({ line, reason }) => `${line} ${reason}`);
