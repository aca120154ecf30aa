import type { Clock } from "../base/clock.ts";
import type { Db } from "../db/db.ts";
import type { PublicUrl } from "../records/alarms/alarm-text.ts";
import { queueNotices } from "../records/alarms/queue-notices.ts";
import { raiseAlarms } from "../records/alarms/raise-alarms.ts";
import { sendOutbox } from "./send-outbox.ts";
import type { MailTransport } from "./smtp-transport.ts";

/** How often to look, whom to tell of what goes wrong, and the site's address for the links in mails. */
export interface AlarmClockOptions {
  readonly every_seconds: number;
  readonly warn: (line: string) => void;
  readonly public_url?: PublicUrl;
}

/** A clock that looks for alarms until it is stopped. */
export interface AlarmClock {
  /** Looks no more; resolves when the look under way has ended, with no mail in hand. */
  stop(): Promise<void>;
}

async function told(what: string, warn: (line: string) => void, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    warn(`${what}: ${(error as Error).message}`);
  }
}

/** Does work at once and then again so long after each end, until stopped; resolves when the last has ended. */
function again(work: () => Promise<void>, everySeconds: number): () => Promise<void> {
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  const once = async (): Promise<void> => {
    await work();
    if (!isStopped) timer = setTimeout(start, everySeconds * 1000);
  };
  const start = (): void => {
    working = once();
  };
  let working: Promise<void> = once();
  return async () => {
    isStopped = true;
    clearTimeout(timer);
    await working;
  };
}

/**
 * Raises alarms and puts notices in the outbox, and beside that sends what is in it, at once and then every so many seconds; never
 * two looks or two rounds of sending at a time, and a slow mail server keeps no alarm from being raised. What goes wrong is told to
 * `warn`, and the next look tries again. Without a transport alarms are raised and shown, and mails wait.
 */
export function startAlarmClock(
  db: Db,
  clock: Clock,
  transport: MailTransport | null,
  { every_seconds, warn, public_url = null }: AlarmClockOptions,
): AlarmClock {
  const stopping = new AbortController();
  const look = async (): Promise<void> => {
    await told("alarms were not raised", warn, () => raiseAlarms(db, clock, { public_url }));
    await told("notices were not put in the outbox", warn, () => queueNotices(db, clock, { public_url }));
  };
  const send = async (): Promise<void> => {
    const { signal } = stopping;
    if (transport !== null)
      await told("mails were not sent", warn, () => sendOutbox(db, clock, transport, { warn, signal }));
  };
  const stops = [again(look, every_seconds), again(send, every_seconds)];
  return {
    async stop() {
      stopping.abort();
      await Promise.all(stops.map((stop) => stop()));
    },
  };
}
