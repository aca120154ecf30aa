import sql from "sql-template-tag";
import { z } from "zod";
import type { Week } from "../../base/day.ts";
import { defineQuery } from "../../db/db.ts";

const declinedRow = z.object({
  detainer_id: z.number(),
  facility_name: z.string(),
  facility_city: z.string(),
  facility_state: z.string(),
  prepared_on: z.string(),
  lifted_on: z.string().nullable(),
  citizenship: z.string(),
  conviction: z.string(),
  criminality: z.string(),
});

/** One declined request as Section II of the 2017 form printed it. */
export type DeclinedRow = z.infer<typeof declinedRow>;

/** One row a detainer recorded as declined, for a party's view: juveniles are never among them. */
export function declinedRows(week: Week, position: number, byRecorded: boolean) {
  return defineQuery(
    declinedRow,
    sql`select r.detainer_id, p.name as facility_name, p.city as facility_city, p.state as facility_state, r.prepared_on, r.lifted_on,
               ci.written as citizenship, ch.written as conviction, cr.written as criminality
          from request_as_of(${position}) r
          join source_place p on p.place_id = r.place_id
          join term ci on ci.term_id = r.citizenship_id join term ch on ch.term_id = r.conviction_charge_id join term cr on cr.term_id = r.criminality_id
         where r.counts_as_declined = 'yes' and r.is_juvenile is not true and not r.is_likely_duplicate
           and case when ${byRecorded} then r.lifted_on else r.prepared_on end between ${week.from}::date and ${week.to}::date
         order by p.state, p.name, r.prepared_on, r.detainer_id`,
  );
}
