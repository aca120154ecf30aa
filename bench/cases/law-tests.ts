import type { Day } from "../../src/base/day.ts";
import { factsFor } from "../../src/law/definitions/facts-for.ts";
import { matrixOf } from "../../src/law/definitions/matrix.ts";
import { countiesOn } from "../../src/records/law/jurisdictions.ts";
import { lawSources } from "../../src/records/law/law-facts.ts";
import { lawCatalogue } from "../../src/records/law/law-tables.ts";
import { shippedInstruments } from "../../src/records/policies/shipped-instruments.ts";
import { median } from "../measure.ts";
import type { Measurement } from "../measurement.ts";
import type { Plan } from "../plan.ts";

const mostTime = 2_000;
const on: Day = "2025-09-01";

/** Answers every test for every county on a day, from instruments to answers; how many counties were answered. */
function answerEveryCounty(): number {
  const counties = countiesOn(on);
  const sources = lawSources(counties, shippedInstruments(), on);
  const facts = counties.map((county) => factsFor(county, on, sources));
  return matrixOf(lawCatalogue(), facts, on).rows.length;
}

/** What it takes to evaluate all definitions for every county on one day, once the tables were read. */
export async function lawTests(plan: Plan): Promise<Measurement[]> {
  plan.say("every test for every county");
  const counties = answerEveryCounty(); // reads the tables; not counted
  const runs = Array.from({ length: plan.runs }, () => {
    const started = performance.now();
    answerEveryCounty();
    return performance.now() - started;
  });
  return [
    {
      case: `all definitions for ${counties} counties on ${on}, warm`,
      unit: "ms",
      ours: median(runs),
      other: null,
      bound: { kind: "at_most", value: mostTime },
      runs,
    },
  ];
}
