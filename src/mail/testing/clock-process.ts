import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { systemClock } from "../../base/clock.ts";
import { openStore } from "../../db/open-store.ts";
import { startAlarmClock } from "../alarm-clock.ts";
import { readMailConfig } from "../config.ts";
import { smtpTransport } from "../smtp-transport.ts";

// An app process as a test starts it: its own connections to the server of ACCORD_DATABASE_URL, and the alarm clock of a served
// Accord. It ends when it is asked to, or is killed.
const warn = (line: string): void => void process.stderr.write(`${line}\n`);
const store = await openStore(mkdtempSync(`${tmpdir()}/accord test-`), process.env.ACCORD_DATABASE_URL);
const config = readMailConfig(process.env);
const alarms = startAlarmClock(store.db, systemClock(), config === null ? null : smtpTransport(config), {
  every_seconds: 0.2,
  warn,
});
process.stdout.write("running\n");
process.once("SIGTERM", () => void alarms.stop().then(() => store.close()));
