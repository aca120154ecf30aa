import type { Hono } from "hono";
import { apiRoot, apiRoutes } from "../../api/app.ts";
import { actionPath } from "../../api/exchange/action-path.ts";
import { readRoutes } from "../../api/exchange/readings.ts";
import { actions } from "../../records/exchange/actions/catalogue.ts";

/** One address with its method; a number of what it is about stands for `{id}`. */
export interface Address {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly face: "api" | "site";
  /** What the number is of; none where the address takes no number. */
  readonly subject: "request" | "booking" | "none";
  /** The action that is sent there, where one is. */
  readonly action: string | null;
  /** Whether everybody is answered the same, signed in or not. */
  readonly is_public: boolean;
}

const subjectOf = (path: string): Address["subject"] => {
  if (!path.includes("{id}")) return "none";
  return path.includes("/bookings/") ? "booking" : "request";
};

const addressOf = (
  face: Address["face"],
  method: Address["method"],
  path: string,
  action: string | null = null,
): Address => ({
  face,
  method,
  path,
  subject: subjectOf(path),
  action,
  is_public: face === "api" && !path.startsWith(`${apiRoot}/exchange`),
});

const numbered = (path: string): string => path.replace(/\{(?:request|booking)_id\}/, "{id}");

/** Every address of the API: the exchange's readings and actions, and the public ones that need no parameter. */
export function apiAddresses(): Address[] {
  const root = `${apiRoot}/exchange`;
  const open = apiRoutes.filter(({ path }) => !path.includes("{") && path !== "/facilities/resolve");
  return [
    ...readRoutes.map(({ path }) => addressOf("api", "GET", `${root}${numbered(path)}`)),
    ...["/requests?which=all", "/requests?which=relayed", "/requests?which=closed", "/desk?hours=720"].map(
      (path) => addressOf("api", "GET", `${root}${path}`),
    ),
    ...open.map(({ path }) => addressOf("api", "GET", `${apiRoot}${path}`)),
    ...actions.map((action) => addressOf("api", "POST", `${root}${numbered(actionPath(action))}`, action.id)),
    addressOf("api", "POST", `${root}/bookings/batch`, "book_batch"),
  ];
}

/** An address of the site once for each action that can be sent there. */
function withActions(method: Address["method"], path: string): Address[] {
  const filled = path
    .replace(/:(?!action)\w+/, "{id}")
    .replaceAll(/:(?!action)\w+(?:\{[^}]*\})?/g, "packet.json");
  if (!filled.includes(":action")) return [addressOf("site", method, filled)];
  const subject = subjectOf(filled);
  return actions
    .filter((action) => action.subject === subject)
    .map((action) => addressOf("site", method, filled.replace(":action", action.id), action.id));
}

/** Every address of the site below `/exchange`, from the application's own list of routes. */
export function siteAddresses(app: Hono): Address[] {
  const own = app.routes.filter(({ path }) => /^\/exchange(\/|$)/.test(path) && !path.includes("*"));
  const once = new Map(own.map(({ method, path }) => [`${method} ${path}`, { method, path }]));
  return [...once.values()].flatMap(({ method, path }) =>
    method === "GET" || method === "POST" ? withActions(method, path) : [],
  );
}
