import { editDistance, nearestName } from "../../base/nearest-name.ts";

/** What people write for the zone of a region, which is near to the name of none. */
const zoneWords: Readonly<Record<string, readonly string[]>> = {
  "America/New_York": ["EST", "EDT", "ET", "EASTERN", "EST5EDT"],
  "America/Chicago": ["CST", "CDT", "CT", "CENTRAL", "CST6CDT"],
  "America/Denver": ["MST", "MDT", "MT", "MOUNTAIN", "MST7MDT"],
  "America/Los_Angeles": ["PST", "PDT", "PT", "PACIFIC", "PST8PDT"],
  "America/Anchorage": ["AKST", "AKDT", "AKT", "ALASKA"],
  "Pacific/Honolulu": ["HST", "HAWAII"],
};

const folded = (text: string): string => text.trim().toLowerCase().replaceAll(" ", "_");
const city = (zone: string): string => zone.split("/").at(-1) ?? zone;

/** Up to three zones that a text may mean, the likeliest first: by a region's word, by city, by the whole name. */
export function nearestZones(text: string, zones: readonly string[]): readonly string[] {
  const byWord = Object.entries(zoneWords).find(([, words]) => words.includes(text.trim().toUpperCase()));
  if (byWord !== undefined) return [byWord[0]];
  const [whole, last] = [folded(text), city(folded(text))];
  const away = (zone: string): number =>
    Math.min(editDistance(whole, folded(zone)), editDistance(last, city(folded(zone))));
  return zones
    .map((zone) => ({ zone, away: away(zone) }))
    .filter((each) => each.away <= Math.max(1, Math.floor(last.length / 3)))
    .sort((a, b) => a.away - b.away)
    .slice(0, 3)
    .map((each) => each.zone);
}

/** The two-letter code of a state given by code or name in any case; else null, with the nearest of the names. */
export function stateCode(
  text: string,
  states: readonly Readonly<Record<string, string>>[],
): { readonly code: string | null; readonly nearest: string | null } {
  const wanted = text.trim().toUpperCase();
  const found = states.find((row) => row.usps === wanted || row.name?.toUpperCase() === wanted);
  const names = states.flatMap((row) => [row.usps ?? "", row.name?.toUpperCase() ?? ""]);
  return { code: found?.usps ?? null, nearest: found ? null : nearestName(wanted, names) };
}
