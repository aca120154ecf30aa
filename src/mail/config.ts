import { z } from "zod";
import { InvalidInput } from "../base/errors.ts";

/** The mail server that takes our mails, and whose name they bear. */
export interface MailConfig {
  readonly host: string;
  readonly port: number;
  /** Whether the connection is TLS from the first byte (`smtps`). */
  readonly is_tls: boolean;
  /** Whether the server is this machine itself, where a connection needs no TLS. */
  readonly is_loopback: boolean;
  readonly user: string | null;
  readonly password: string | null;
  /** The sender as the mails show it, `desk@county.example` or `Accord <desk@county.example>`. */
  readonly from: string;
  /** The domain of the sender's address: the right side of each Message-ID. */
  readonly domain: string;
}

const address =
  /^(?:[^<>@\r\n"]{1,100} <([^\s<>@]+@[a-z0-9.-]+\.[a-z0-9-]+)>|([^\s<>@]+@[a-z0-9.-]+\.[a-z0-9-]+))$/i;
const isServer = (text: string): boolean => {
  const url = URL.parse(text);
  return (
    url !== null &&
    /^smtps?:$/.test(url.protocol) &&
    url.hostname !== "" &&
    url.search === "" &&
    /^\/?$/.test(url.pathname)
  );
};

const shape = z.object({
  ACCORD_SMTP_URL: z
    .string()
    .refine(isServer, "is not a mail server's address such as smtps://user:password@mail.county.example:465")
    .optional(),
  ACCORD_MAIL_FROM: z
    .string()
    .regex(address, "is not a sender such as accord@county.example or Accord <accord@county.example>")
    .optional(),
});
const names = Object.keys(shape.shape);

function otherProblems(env: NodeJS.ProcessEnv): string[] {
  const given = names.filter((name) => env[name] !== undefined);
  const missing = names.filter((name) => env[name] === undefined);
  const unknown = Object.keys(env).filter(
    (name) => /^ACCORD_(SMTP|MAIL)_/.test(name) && !names.includes(name),
  );
  return [
    ...(given.length === 0 ? [] : missing.map((name) => `${name} is not set; ${given.join(", ")} needs it`)),
    ...unknown.map((name) => `${name} is not known; ${names.join(" and ")} are`),
  ];
}

const isLoopback = (host: string): boolean => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(host);
const orNull = (text: string): string | null => (text === "" ? null : decodeURIComponent(text));

/**
 * Reads `ACCORD_SMTP_URL` and `ACCORD_MAIL_FROM`; null where neither is set. Throws one `InvalidInput` that names every variable
 * which cannot be used and shows no password.
 */
export function readMailConfig(env: NodeJS.ProcessEnv): MailConfig | null {
  const read = shape.safeParse(env);
  const wrong = (read.error?.issues ?? []).map((issue) => `${issue.path.join(".")} ${issue.message}`);
  const problems = [...wrong, ...otherProblems(env)];
  if (problems.length > 0 || !read.success)
    throw new InvalidInput(`mail is not configured rightly: ${problems.join("; ")}`);
  const { ACCORD_SMTP_URL: server, ACCORD_MAIL_FROM: from } = read.data;
  if (server === undefined || from === undefined) return null;
  const url = new URL(server);
  const is_tls = url.protocol === "smtps:";
  const [, named, bare] = address.exec(from) ?? [];
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, "$1"),
    port: url.port === "" ? (is_tls ? 465 : 587) : Number(url.port),
    is_tls,
    is_loopback: isLoopback(url.hostname),
    user: orNull(url.username),
    password: orNull(url.password),
    from,
    domain: (named ?? bare ?? "").split("@")[1]?.toLowerCase() ?? "",
  };
}

/** What a server prints of its mail when it starts, in one line. */
export function mailLine(config: MailConfig | null, publicUrl: string | null): string {
  if (config === null)
    return "Mail is not configured (ACCORD_SMTP_URL, ACCORD_MAIL_FROM): alarms are raised and shown on the desk page, and no mail is sent";
  const links = publicUrl === null ? "; set ACCORD_PUBLIC_URL to have links in them" : "";
  return `Alarms and notices go by mail from ${config.from} through ${config.host}:${config.port}${links}`;
}
