import type { BodyKind, FacilityQuery, Resolution } from "./resolution.ts";

/** One hand-labelled facility name (reference/gold). */
export interface GoldRow {
  readonly name: string;
  readonly city: string;
  readonly state: string;
  readonly code: string;
  readonly on: string;
  readonly expected_status: string;
  readonly jurisdiction_geoid: string;
  readonly body_kind: string;
  readonly accept: string;
  readonly certainty: string;
  readonly stratum: string;
}

/** How the resolver's answers stand against the hand-made labels. */
export interface GoldMeasure {
  /** Rows labelled with certainty sure or probable; unsure ones are left out. */
  readonly rows: number;
  readonly answered: number;
  readonly right: number;
  /** Labelled with a body, left open by the resolver: a miss, not an error. */
  readonly missed: number;
  readonly wrong: readonly {
    readonly row: GoldRow;
    readonly got: string;
    readonly body_kind: BodyKind | null;
  }[];
}

const queryOf = (row: GoldRow): FacilityQuery => ({
  name: row.name || undefined,
  city: row.city || undefined,
  state: row.state || undefined,
  code: row.code || undefined,
  on: row.on,
});

function isRight(row: GoldRow, answer: Resolution): boolean {
  const geoid = answer.jurisdiction_geoid ?? "";
  const accepted = row.accept
    .split(";")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  return accepted.includes(geoid) || (row.expected_status === "resolved" && row.jurisdiction_geoid === geoid);
}

/** Measures the resolver's precision: of the rows it answers, how many name a government that the label accepts. */
export function measureGold(
  rows: readonly GoldRow[],
  resolveAll: (queries: readonly FacilityQuery[]) => Resolution[],
): GoldMeasure {
  const counted = rows.filter((row) => row.certainty !== "unsure");
  const answers = resolveAll(counted.map(queryOf));
  const answered = counted.flatMap((row, at) => {
    const answer = answers[at] as Resolution;
    return answer.status === "resolved" && answer.jurisdiction_geoid !== null ? [{ row, answer }] : [];
  });
  const wrong = answered.filter(({ row, answer }) => !isRight(row, answer));
  return {
    rows: counted.length,
    answered: answered.length,
    right: answered.length - wrong.length,
    missed: counted.filter(
      (row, at) => row.expected_status === "resolved" && answers[at]?.status !== "resolved",
    ).length,
    wrong: wrong.map(({ row, answer }) => ({
      row,
      got: answer.jurisdiction_geoid ?? "",
      body_kind: answer.controlling_body?.kind ?? null,
    })),
  };
}
