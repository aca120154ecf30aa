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

/**
 * Raises alarms, puts notices in the outbox and sends what is in it, at once and then every so many seconds; never two looks at a
 * time. What goes wrong in one look is told to `warn`, and the next look tries again. Without a transport alarms are raised and
 * shown, and mails wait.
 */
export function startAlarmClock(
  db: Db,
  clock: Clock,
  transport: MailTransport | null,
  { every_seconds, warn, public_url = null }: AlarmClockOptions,
): AlarmClock {
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const look = async (): Promise<void> => {
    await told("alarms were not raised", warn, () => raiseAlarms(db, clock, { public_url }));
    await told("notices were not put in the outbox", warn, () => queueNotices(db, clock, { public_url }));
    if (transport !== null)
      await told("mails were not sent", warn, () =>
        sendOutbox(db, clock, transport, { warn, signal: stopping.signal }),
      );
    if (!stopping.signal.aborted) timer = setTimeout(start, every_seconds * 1000);
  };
  const start = (): void => {
    looking = look();
  };
  let looking: Promise<void> = look();
  return {
    async stop() {
      stopping.abort();
      clearTimeout(timer);
      await looking;
    },
  };
}
