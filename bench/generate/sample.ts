import { readFileSync } from "node:fs";
import { csvRecords } from "../../src/base/csv.ts";
import { dayNumber } from "../../src/base/day.ts";
import { projectPath } from "../../src/base/paths.ts";
import { readReference } from "../../src/base/reference.ts";

/** What a made-up row takes from a real one: its columns by their names in the processed table. */
export interface SampleRow {
  /** Days since 1970-01-01; fiscal year 2015. */
  readonly prepared: number;
  readonly columns: Readonly<Record<string, string>>;
}

const liftCodes: Readonly<Record<string, string>> = {
  "Booked into Detention": "B",
  "Detainer Declined by LEA": "A",
};

/** The area of responsibility that most counties of a state belong to, by the state's name in capitals. */
function areasByState(): Map<string, string> {
  const names = new Map(
    readReference("offices/aor.csv").map((row) => [row.aor_code ?? "", row.ddp_facility_aor_value ?? ""]),
  );
  const counts = new Map<string, Map<string, number>>();
  for (const { state_usps = "", aor_code = "" } of readReference("offices/county-aor.csv")) {
    const mine = counts.get(state_usps) ?? new Map<string, number>();
    counts.set(state_usps, mine.set(aor_code, (mine.get(aor_code) ?? 0) + 1));
  }
  return new Map(
    readReference("places/states.csv").map((state) => {
      const [most] = [...(counts.get(state.usps ?? "") ?? [])].sort((one, other) => other[1] - one[1]);
      return [(state.name ?? "").toUpperCase(), names.get(most?.[0] ?? "") ?? ""];
    }),
  );
}

/** Codes for facilities that the sample has no code for: made up, and so spelled that no real code is met. */
class Codes {
  readonly #known = new Map<string, string>();

  of(name: string, city: string, state: string): string {
    const key = `${name}|${city}|${state}`;
    const code = this.#known.get(key) ?? `ZZ${String(this.#known.size + 1).padStart(5, "0")}`;
    this.#known.set(key, code);
    return code;
  }
}

/** The 79,053 detainers of fiscal year 2015 that are bundled with the project, ready to be drawn from. */
export function readSample(): SampleRow[] {
  const areas = areasByState();
  const codes = new Codes();
  return csvRecords(readFileSync(projectPath("samples", "ice-detainers-fy2015.csv"), "utf8")).map((row) => {
    const { facility_name = "", facility_city = "", facility_state = "", lift_reason = "" } = row;
    return {
      prepared: dayNumber(row.prepare_date ?? ""),
      columns: {
        detainer_type: row.detainer_type ?? "",
        detention_facility: facility_name,
        detention_facility_code:
          facility_name === "" ? "" : codes.of(facility_name, facility_city, facility_state),
        facility_city,
        facility_state,
        facility_aor: areas.get(facility_state) ?? "",
        detainer_lift_reason: lift_reason,
        detainer_lift_reason_code: liftCodes[lift_reason] ?? "",
      },
    };
  });
}
