import { actions } from "../../records/exchange/actions/catalogue.ts";
import { actionPath } from "./action-path.ts";
import { readRoutes } from "./readings.ts";
import { exchangeRoot } from "./route.ts";

/** One address of the exchange's part of the API, for a list of them. */
export interface ExchangeEntry {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly summary: string;
  readonly description: string;
}

const batch: ExchangeEntry = {
  method: "POST",
  path: `${exchangeRoot}/bookings/batch`,
  summary: "Record many bookings at once",
  description: "JSON, or a jail system's CSV with a saved mapping.",
};

/** Every address of the exchange's part of the API: what is read, and what each action does and for whom. */
export const exchangeEntries: readonly ExchangeEntry[] = [
  ...readRoutes.map(({ path, summary, description }) => ({
    method: "GET" as const,
    path: `${exchangeRoot}${path}`,
    summary,
    description,
  })),
  ...actions.map((action) => ({
    method: "POST" as const,
    path: `${exchangeRoot}${actionPath(action)}`,
    summary: action.summary,
    description: `For ${action.roles.join(", ")} of ${action.organisations.join(", ").replaceAll("_", " ")}.`,
  })),
  batch,
];
