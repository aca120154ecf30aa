import type { Command } from "commander";
import { readReference } from "../base/reference.ts";
import { type GoldRow, measureGold } from "../places/gold-precision.ts";
import { type QualityRow, storeQuality } from "../records/quality/quality.ts";
import { facilityResolver } from "./facility-resolver.ts";
import { answer, type CommonOptions, withCommonOptions } from "./options.ts";
import { withStore } from "./services.ts";

/** Precision of the resolver on the hand-labelled names that were not used to tune it. */
export function goldQuality(): QualityRow {
  const measure = measureGold(
    readReference("gold/gold.csv") as unknown as GoldRow[],
    facilityResolver().resolveAll,
  );
  const precision = measure.right / measure.answered;
  return {
    check: "facility precision",
    status: precision >= 0.995 ? "pass" : "fail",
    measured: `${measure.right} of ${measure.answered} answers right (${(100 * precision).toFixed(2)} %); ${measure.missed} of ${measure.rows} labelled names left open`,
    target: "99.5 % of the names it answers",
    note:
      measure.wrong.length === 0
        ? "against a hand-labelled set that was not used to tune it"
        : `wrong: ${measure.wrong.map((w) => `${w.row.name}, ${w.row.state} (said ${w.got}, labelled ${w.row.jurisdiction_geoid || "open"})`).join("; ")}`,
  };
}

const mark = { pass: "PASS", fail: "FAIL", info: "info" } as const;

/** `accord quality` */
export function define(command: Command): void {
  withCommonOptions(command, "accord quality").action(async (options: CommonOptions) => {
    const rows = [...(await withStore(options.data, ({ db }) => storeQuality(db))), goldQuality()];
    answer(options, { rows }, () =>
      rows.map(
        (r) =>
          `${mark[r.status]}  ${r.check}: ${r.measured}${r.target === null ? "" : `  (target: ${r.target})`}\n      ${r.note}`,
      ),
    );
    process.exitCode = rows.some((r) => r.status === "fail") ? 1 : 0;
  });
}
