import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Command } from "commander";
import { InvalidInput, NotFound } from "../../base/errors.ts";
import { actorByLogin } from "../../records/organisations/actor-of.ts";
import { answer, type CommonOptions, withCommonOptions } from "../options.ts";
import { exchangeFaces } from "../serve/exchange-parts.ts";
import { withStore } from "../services.ts";

interface PacketOptions extends CommonOptions {
  readonly login: string;
  readonly out?: string;
  readonly bookingNumber?: boolean;
}

/** `accord exchange packet REQUEST` */
export function definePacket(command: Command): void {
  withCommonOptions(
    command.description(
      "write the evidence packet of a request, as an account sees it: PDF and JSON, hashed and signed",
    ),
    "accord exchange packet 440000 --login records-desk-1 --out ./packet",
  )
    .argument("<request>", "the request's number")
    .requiredOption("--login <handle>", "the account for which it is made")
    .option("--out <dir>", "the folder to write it into; ./request-NUMBER where left out")
    .option("--booking-number", "put the booking number and the papers' numbers into it")
    .action(async (request: string, options: PacketOptions) => {
      if (!/^\d{1,15}$/.test(request)) throw new InvalidInput(`"${request}" is no number of a request`);
      const out = options.out ?? `request-${request}`;
      await withStore(options.data, async (store, clock) => {
        const actor = await actorByLogin(store.db, options.login);
        if (actor === null) throw new NotFound(`there is no active account "${options.login.slice(0, 100)}"`);
        const { record } = exchangeFaces(store, clock, () => undefined);
        const include_booking_number = options.bookingNumber === true;
        const files = await record.packetFiles(actor, Number(request), { include_booking_number });
        mkdirSync(out, { recursive: true });
        for (const { name, bytes } of files) writeFileSync(join(out, name), bytes);
        const paths = files.map(({ name }) => join(resolve(out), name));
        answer(options, { request_id: Number(request), files: paths }, () => [
          ...paths,
          `check it: accord verify ${out}`,
        ]);
      });
    });
}
