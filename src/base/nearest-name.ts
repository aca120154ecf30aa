/** Edits (insert, delete, replace) that turn one text into the other; counts no further than `most` + 1. */
export function editDistance(a: string, b: string, most: number = Number.POSITIVE_INFINITY): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current[j] = Math.min(replaced, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1);
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}

/** The one of some names that is nearest to a name, or null when none is within a third of its length. */
export function nearestName(name: string, among: Iterable<string>): string | null {
  const most = Math.max(2, Math.floor(name.length / 3));
  let best: { name: string; distance: number } | null = null;
  for (const other of among) {
    const distance = editDistance(name, other, most);
    if (distance <= most && (best === null || distance < best.distance)) best = { name: other, distance };
  }
  return best?.name ?? null;
}
