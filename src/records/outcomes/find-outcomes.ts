import sql from "sql-template-tag";
import { z } from "zod";
import { defineQuery, type Transaction } from "../../db/db.ts";
import { type FormRow, formOf } from "../../law/forms/form.ts";
import {
  iceLiftReason,
  type LiftReasonCell,
  type LiftReasonRow,
} from "../../law/outcomes/ice-lift-reason.ts";
import { emptyTerm, redactedTerm } from "../terms/vocabulary.ts";

/** The tables that the outcome rule reads (reference/forms, reference/lift-reasons), handed in. */
export interface OutcomeTables {
  readonly forms: readonly FormRow[];
  readonly lift_reasons: readonly LiftReasonRow[];
}

const pairRow = z.object({
  detainer_type_id: z.number(),
  lift_reason_id: z.number(),
  detainer_type: z.string(),
  lift_reason: z.string(),
});

function newPairs(ruleId: string, version: string, releaseId: number) {
  return defineQuery(
    pairRow,
    sql`
    select distinct d.detainer_type_id, d.lift_reason_id, t.written as detainer_type, l.written as lift_reason
      from detainer_rollup d
      join term t on t.term_id = d.detainer_type_id
      join term l on l.term_id = d.lift_reason_id
      left join outcome_finding f on f.rule_id = ${ruleId} and f.rule_version = ${version}
       and f.detainer_type_id = d.detainer_type_id and f.lift_reason_id = d.lift_reason_id
     where d.release_id = ${releaseId} and f.rule_id is null
     order by 1, 2`,
  );
}

const cellOf = (id: number, written: string): LiftReasonCell => ({
  state: id === emptyTerm ? "empty" : id === redactedTerm ? "redacted" : "value",
  written,
});

/** Finds the outcome of every pair of form and lift reason that a release brought and no finding covers; returns how many. */
export async function findOutcomes(
  tx: Transaction,
  releaseId: number,
  position: number,
  tables: OutcomeTables,
): Promise<number> {
  const [version] = iceLiftReason.versions.slice(-1) as [(typeof iceLiftReason.versions)[number]];
  const pairs = await tx.all(newPairs(iceLiftReason.id, version.version, releaseId));
  const rows = pairs.map((pair) => {
    const form = formOf(pair.detainer_type_id === emptyTerm ? "" : pair.detainer_type, tables.forms);
    const finding = version.apply(cellOf(pair.lift_reason_id, pair.lift_reason), form, tables.lift_reasons);
    return {
      detainer_type_id: pair.detainer_type_id,
      lift_reason_id: pair.lift_reason_id,
      ...form,
      ...finding,
    };
  });
  if (rows.length === 0) return 0;
  return tx.run(sql`
    insert into outcome_finding (rule_id, rule_version, detainer_type_id, lift_reason_id, position, form, asks_notify, asks_hold, asks_serve,
           outcome, outcome_detail, counts_as_declined, evidence_grade, explanation)
    select ${iceLiftReason.id}, ${version.version}, r.detainer_type_id, r.lift_reason_id, ${position}::bigint, r.form, r.asks_notify, r.asks_hold,
           r.asks_serve, r.outcome, r.outcome_detail, r.counts_as_declined, r.evidence_grade, r.explanation
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (detainer_type_id int, lift_reason_id int, form text, asks_notify boolean,
           asks_hold boolean, asks_serve boolean, outcome text, outcome_detail text, counts_as_declined text, evidence_grade text, explanation text)`);
}
