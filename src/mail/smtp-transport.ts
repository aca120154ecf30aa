import { createTransport } from "nodemailer";
import type SMTPPool from "nodemailer/lib/smtp-pool";
import type { MailConfig } from "./config.ts";

/** A mail as it is handed to a server. */
export interface Mail {
  /** The Message-ID, with its angle brackets; the same mail always has the same. */
  readonly header_id: string;
  readonly to: string;
  readonly subject: string;
  readonly body: string;
  /** When it was made, ISO UTC. */
  readonly date: string;
}

/** Hands mails to a server, one at a time. */
export interface MailTransport {
  /** The right side of each Message-ID. */
  readonly domain: string;
  /** Returns the server's answer when it took the mail; throws `NotDelivered` when it did not, or nobody knows. */
  deliver(mail: Mail): Promise<string>;
  /** Closes the connection that was kept for the next mail. */
  rest(): void;
}

/** Why a mail was not taken: `refused` for good, `later` by a server that answers, `unreachable` by one that does not. */
export type Refusal = "refused" | "later" | "unreachable";

/** A mail was not taken, or it is not known whether it was. */
export class NotDelivered extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal, message: string) {
    super(message);
    this.name = "NotDelivered";
    this.refusal = refusal;
  }
}

/** Milliseconds after which a try under way is broken off. The lease of the outbox is longer, so that no two are ever under way. */
const deadline = 60_000;
const patience = {
  dnsTimeout: 10_000,
  connectionTimeout: 15_000,
  greetingTimeout: 15_000,
  socketTimeout: 30_000,
};

interface SmtpError {
  readonly code?: string;
  readonly responseCode?: number;
  readonly response?: string;
  readonly message?: string;
}

/** A server's answer to this sender, recipient or mail; 421 says that it is closing, and is about no mail (RFC 5321 4.2.1). */
function refusalOf({ code, responseCode }: SmtpError): Refusal {
  const isOfMail = code === "EENVELOPE" || code === "EMESSAGE";
  if (!isOfMail || responseCode === 421) return "unreachable";
  return (responseCode ?? 500) >= 500 ? "refused" : "later";
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, " ").trim().slice(0, 500);

function notDelivered(error: unknown): NotDelivered {
  const fault = error as SmtpError;
  const said = fault.response ?? fault.message ?? String(error);
  return new NotDelivered(refusalOf(fault), oneLine(`${fault.code ?? "error"}: ${said}`));
}

function poolTo({ host, port, is_tls: secure, is_loopback, user, password }: MailConfig) {
  return createTransport({
    host,
    port,
    secure,
    requireTLS: !secure && !is_loopback,
    ignoreTLS: !secure && is_loopback,
    ...(user === null ? {} : { auth: { user, pass: password ?? "" } }),
    ...patience,
    disableFileAccess: true,
    disableUrlAccess: true,
    pool: true,
    maxConnections: 1,
    maxMessages: 50,
    maxRequeues: 0, // what is tried again, and when, is the outbox's to say
  } as SMTPPool.Options);
}

/**
 * Hands mails to the SMTP server that is configured, over TLS except on this machine itself; a try is broken off after a minute
 * (`patienceMs`), and its connection closed. Plain text, marked as written by a machine (RFC 3834).
 */
export function smtpTransport(config: MailConfig, patienceMs: number = deadline): MailTransport {
  let pool: ReturnType<typeof poolTo> | null = null;
  return {
    domain: config.domain,
    async deliver({ header_id, to, subject, body, date }) {
      const mail = {
        from: config.from,
        to: { name: "", address: to },
        subject,
        text: body,
        messageId: header_id,
        date: new Date(date),
        headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
        signal: AbortSignal.timeout(patienceMs), // the types are a version behind the library, and do not know it
      };
      pool ??= poolTo(config);
      try {
        return oneLine((await pool.sendMail(mail)).response);
      } catch (error) {
        throw notDelivered(error);
      }
    },
    rest() {
      pool?.close();
      pool = null;
    },
  };
}
