import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import type { Lifetime } from "../../../test/support/folder.ts";
import type { MailConfig } from "../config.ts";

/** A mail as a server took it. */
export interface TakenMail {
  readonly message_id: string;
  readonly to: string;
  readonly raw: string;
}

/** A real SMTP server on loopback that keeps what it takes. */
export interface MailServer {
  readonly port: number;
  readonly url: string;
  readonly config: MailConfig;
  readonly taken: TakenMail[];
  close(): Promise<void>;
}

/** What a server answers in place of taking a mail, at each step; nothing means that it takes it. */
export interface Manners {
  readonly onRecipient?: (address: string) => Error | null;
  /** Asked when the whole mail has come, before the answer; `nth` counts from 1. */
  readonly onMail?: (mail: TakenMail, nth: number) => Error | null | Promise<Error | null>;
  readonly options?: SMTPServerOptions;
  readonly port?: number;
}

/** An answer with its code, as a server gives it. */
export function answer(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode });
}

const headerOf = (raw: string, name: string): string =>
  new RegExp(`^${name}: (.*)$`, "im").exec(raw.replaceAll(/\r?\n[ \t]+/g, " "))?.[1]?.trim() ?? "";

async function textOf(stream: AsyncIterable<Buffer>): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces).toString("utf8");
}

/** Starts a server that takes every mail, except as `manners` say; closed when the test ends. */
export async function startMailServer(t: Lifetime, manners: Manners = {}): Promise<MailServer> {
  const taken: TakenMail[] = [];
  let came = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    disableReverseLookup: true,
    closeTimeout: 100,
    onRcptTo: ({ address }, _session, done) => done(manners.onRecipient?.(address) ?? null),
    onData(stream, session, done) {
      const take = async (): Promise<Error | null> => {
        const raw = await textOf(stream);
        const to = session.envelope.rcptTo[0]?.address ?? "";
        const mail = { message_id: headerOf(raw, "Message-ID"), to, raw };
        came += 1;
        const refusal = (await manners.onMail?.(mail, came)) ?? null;
        if (refusal === null) taken.push(mail);
        return refusal;
      };
      take().then(done, done);
    },
    ...manners.options,
  });
  server.on("error", () => undefined); // a client that breaks off is what some tests are about
  await new Promise<void>((resolve) => server.listen(manners.port ?? 0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  let isOpen = true;
  const close = (): Promise<void> => {
    if (!isOpen) return Promise.resolve();
    isOpen = false;
    return new Promise((resolve) => server.close(() => resolve()));
  };
  t.after(close);
  const config = {
    host: "127.0.0.1",
    port,
    is_tls: false,
    is_loopback: true,
    user: null,
    password: null,
    from: "Accord <accord@exchange.example>",
    domain: "exchange.example",
  };
  return { port, url: `smtp://127.0.0.1:${port}`, config, taken, close };
}
