import { editDistance } from "../../base/nearest-name.ts";

/** The names that are nearest to a text, nearest first and at most three: they begin with it, hold it, or are a few letters away. */
export function nearestOf(text: string, among: Iterable<string>): string[] {
  const wanted = text.trim().toLowerCase();
  const most = Math.max(2, Math.floor(wanted.length / 3));
  const found: { readonly name: string; readonly distance: number }[] = [];
  for (const name of among) {
    const other = name.toLowerCase();
    const isPart = wanted.length >= 3 && other.includes(wanted);
    const distance = isPart ? (other.startsWith(wanted) ? 0 : 1) : editDistance(wanted, other, most);
    if (distance <= most) found.push({ name, distance });
  }
  return found
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, 3)
    .map((one) => one.name);
}
