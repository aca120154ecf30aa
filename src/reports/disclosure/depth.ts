/** An equation as the factor of each unknown in it: above zero for the total, below for its parts. */
export type Factors = ReadonlyMap<number, number>;

/** How many sums deep each total is: 1 where its parts are sums of nothing, 2 where they are such totals, and so on. */
export function depthsOf(equations: readonly Factors[]): ReadonlyMap<number, number> {
  const partsOf = new Map<number, number[]>();
  for (const equation of equations) {
    const parts = [...equation].filter(([, times]) => times < 0).map(([unknown]) => unknown);
    for (const [unknown, times] of equation)
      if (times > 0) partsOf.set(unknown, [...(partsOf.get(unknown) ?? []), ...parts]);
  }
  const depths = new Map<number, number>();
  const depthOf = (unknown: number): number => {
    const known = depths.get(unknown);
    const parts = partsOf.get(unknown);
    if (known !== undefined || parts === undefined) return known ?? 0;
    depths.set(unknown, 0); // Two counts may each be a part of the other where they are equal.
    const depth = 1 + Math.max(0, ...parts.map(depthOf));
    depths.set(unknown, depth);
    return depth;
  };
  for (const unknown of partsOf.keys()) depthOf(unknown);
  return depths;
}
