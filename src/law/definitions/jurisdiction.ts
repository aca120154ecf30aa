/** A state, county or city that a test is asked about. */
export interface Jurisdiction {
  /** 2 digits state, 5 county, 7 place. */
  readonly geoid: string;
  readonly name: string;
  readonly level: "state" | "county" | "city";
  /** Other codes of the same government: San Francisco is county 06075 and place 0667000. */
  readonly also_geoids: readonly string[];
}

/** The level that the length of a GEOID tells. */
export function levelOf(geoid: string): Jurisdiction["level"] {
  if (geoid.length === 2) return "state";
  return geoid.length === 5 ? "county" : "city";
}

/** Every code of a government, its own first. */
export function codesOf(jurisdiction: Jurisdiction): readonly string[] {
  return [jurisdiction.geoid, ...jurisdiction.also_geoids];
}

/** The 2-digit code of the state that a jurisdiction is or lies in. */
export function stateOf(jurisdiction: Jurisdiction): string {
  return jurisdiction.geoid.slice(0, 2);
}
