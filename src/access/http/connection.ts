import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";

/** The remote address of the connection that a request came over, as Node's own server tells it; null where there is none. */
export function connectionAddress(c: Context): string | null {
  return getConnInfo(c).remote.address ?? null;
}
