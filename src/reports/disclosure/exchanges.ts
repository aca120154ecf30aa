import { cheapestExchange, guideFor, type Wish } from "./cheapest-exchange.ts";
import type { Exchange, Standpoint } from "./exchange.ts";
import { freeExchange } from "./free-exchange.ts";
import type { MendingCosts } from "./mending-costs.ts";

/**
 * One exchange after the other for a wish while the caller makes them: one at hand among what is hidden, else the
 * cheapest. The guide of the search serves until it fails, for it grows stale slowly and costs more than the search.
 */
export function exchangesFor(at: Standpoint, wish: Omit<Wish, "need">): (need: number) => Exchange | null {
  let guide: MendingCosts | null = null;
  return (need) => {
    const free = freeExchange(at, wish.unknown, wish.direction, need, 20);
    if (free !== null) return free;
    const stale = guide === null ? null : cheapestExchange(at, { ...wish, need }, guide, 100);
    if (stale !== null) return stale;
    guide = guideFor(at, { ...wish, need });
    return guide === null ? null : cheapestExchange(at, { ...wish, need }, guide);
  };
}
