import { BlockList, isIP } from "node:net";
import type { Context } from "hono";
import type { AccessParts } from "./parts.ts";

/** Where a request comes from and what the site is called there. */
export interface Place {
  /** The client's address, as the connection or a trusted proxy tells it. */
  readonly address: string;
  /** The origin that the browser sees; null where it is neither configured nor this machine's own. */
  readonly origin: string | null;
  /** Whether the browser speaks TLS to whoever it speaks to. */
  readonly is_secure: boolean;
  /** Whether the connection comes from the machine itself, to one of its own names, through no proxy. */
  readonly is_this_machine: boolean;
}

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, "");
const holds = (list: BlockList, address: string): boolean =>
  isIP(address) !== 0 && list.check(address, isIP(address) === 4 ? "ipv4" : "ipv6");

const forwards = [
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-proto",
  "forwarded",
  "x-real-ip",
  "via",
];

/** The rightmost address of `X-Forwarded-For` that is no trusted proxy: those to its left are what the client says of itself. */
function forwardedFor(c: Context, trusted: BlockList): string | null {
  const chain = (c.req.header("x-forwarded-for") ?? "").split(",").map((each) => plain(each.trim()));
  const found = chain.reverse().find((address) => !holds(trusted, address));
  return found !== undefined && isIP(found) !== 0 ? found : null;
}

/** Reads where a request comes from; forwarded headers count only when a configured proxy sent them. */
export function placeOf(c: Context, { config, remoteAddress }: AccessParts): Place {
  const remote = plain(remoteAddress(c) ?? "");
  const trusted = config.trust_proxy;
  const isProxied = trusted !== null && holds(trusted, remote);
  const url = new URL(c.req.url);
  const isOwnName = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
  const isForwarded = forwards.some((name) => c.req.header(name) !== undefined);
  return {
    address: (isProxied ? forwardedFor(c, trusted) : null) ?? remote,
    origin: config.public_url ?? (isOwnName && !isForwarded ? url.origin : null),
    is_secure:
      (config.public_url ?? url.href).startsWith("https:") ||
      (isProxied && c.req.header("x-forwarded-proto") === "https"),
    is_this_machine: holds(loopback, remote) && isOwnName && !isForwarded,
  };
}
