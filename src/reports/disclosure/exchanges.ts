import { cheapestExchange, guideFor } from "./cheapest-exchange.ts";
import type { Exchange, Standpoint } from "./exchange.ts";
import { freeExchange } from "./free-exchange.ts";
import type { MendingCosts } from "./mending-costs.ts";
import type { Wish } from "./wish.ts";

/**
 * One exchange after the other for a wish while the caller makes them: one at hand among what is hidden, else the
 * cheapest. The guide of the search serves until it fails, for it grows stale slowly and costs more than the search.
 */
export function exchangesFor(
  at: Standpoint,
  aim: Omit<Wish, "need" | "often">,
): (need: number) => Exchange | null {
  let guide: MendingCosts | null = null;
  return (need) => {
    const wish = { ...aim, need, often: 1 };
    const free = freeExchange(at, wish.unknown, wish.direction, need, 20);
    if (free !== null) return free;
    const stale = guide === null ? null : cheapestExchange(at, wish, guide, 100);
    if (stale !== null) return stale;
    guide = guideFor(at, wish);
    const found = guide === null ? null : cheapestExchange(at, wish, guide, 1000);
    return found ?? (wish.pay ? wholeExchange(at, wish) : null);
  };
}

/** Among many tables that hang together small steps are too many to try; steps that reach the whole need are few. */
function wholeExchange(at: Standpoint, wish: Wish): Exchange | null {
  const whole = { ...wish, often: wish.need };
  const guide = guideFor(at, whole);
  return guide === null ? null : cheapestExchange(at, whole, guide, 5000);
}
