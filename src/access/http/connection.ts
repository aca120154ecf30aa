import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";

/**
 * The remote address of the connection that a request came over, as Node's own server tells it; null where there is none, or where a
 * mounted application was not handed the server's `env`.
 */
export function connectionAddress(c: Context): string | null {
  const env = c.env as { incoming?: unknown; server?: { incoming?: unknown } } | undefined;
  return (env?.server ?? env)?.incoming === undefined ? null : (getConnInfo(c).remote.address ?? null);
}
