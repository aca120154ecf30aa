import { dayIn } from "../../base/time.ts";
import type { Reader } from "../../db/db.ts";
import type { Authority } from "../../law/authority/authority.ts";
import { type AskedThing, askedThings } from "../../law/exchange/codes.ts";
import type { RequestState } from "../../law/exchange/request-state.ts";
import { authorityAt } from "../../records/exchange/authority-at.ts";
import type { ExchangeFacility } from "../../records/exchange/facility.ts";
import type { ExchangeParts } from "./exchange-record.ts";

/** What a request asks of the jail. */
export function askedBy(state: RequestState): AskedThing[] {
  const { asks_notify, asks_hold, asks_serve, asks_interview } = state.issue;
  const asks = { notify: asks_notify, hold: asks_hold, serve: asks_serve, interview: asks_interview };
  return askedThings.filter((thing) => asks[thing]);
}

/** What law and policy say of each thing that a request asks, on a day of the facility's calendar. */
export async function authoritiesOn(
  db: Reader,
  { services }: Pick<ExchangeParts, "services">,
  facility: ExchangeFacility | null,
  state: RequestState,
  at: string,
): Promise<Partial<Record<AskedThing, Authority>>> {
  if (facility === null) return {};
  const day = dayIn(at, facility.time_zone);
  const found: Partial<Record<AskedThing, Authority>> = {};
  for (const asked of askedBy(state)) found[asked] = await authorityAt(db, services, facility, asked, day);
  return found;
}
