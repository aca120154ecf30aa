import { type Day, parseDay } from "../../base/day.ts";
import { isInForce } from "../../law/definitions/catalogue.ts";
import { factsFor } from "../../law/definitions/facts-for.ts";
import { matrixOf } from "../../law/definitions/matrix.ts";
import { shippedInstruments } from "../policies/shipped-instruments.ts";
import { countiesOn } from "./jurisdictions.ts";
import { lawSources } from "./law-facts.ts";
import { lawCatalogue } from "./law-tables.ts";

/** How long one run over every county took, in milliseconds of wall clock and of processor time, and what it did. */
interface Timed {
  readonly counties: number;
  readonly tests_in_force: number;
  readonly wall_ms: number;
  readonly processor_ms: number;
}

/** Answers every test in force on a day for every county, from instruments to answers, and says how long that took. */
export function timeDefinitions(on: Day): Timed {
  const [start, used] = [performance.now(), process.cpuUsage()];
  const counties = countiesOn(on);
  const sources = lawSources(counties, shippedInstruments(), on);
  const catalogue = lawCatalogue();
  const matrix = matrixOf(
    catalogue,
    counties.map((county) => factsFor(county, on, sources)),
    on,
  );
  const { user, system } = process.cpuUsage(used);
  return {
    counties: matrix.rows.length,
    tests_in_force: catalogue.definitions.filter((one) => isInForce(one, on)).length,
    wall_ms: Math.round(performance.now() - start),
    processor_ms: Math.round((user + system) / 1000),
  };
}

if (import.meta.main) {
  const on = parseDay(process.argv[2] ?? "2025-09-01");
  for (const run of ["cold", "warm", "warm", "warm"])
    process.stdout.write(`${JSON.stringify({ run, on, ...timeDefinitions(on) })}\n`);
}
