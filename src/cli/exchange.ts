import type { Command } from "commander";
import { defineBookings } from "./exchange/bookings.ts";
import {
  defineLink,
  defineMember,
  defineOrganisation,
  defineOrganisations,
  defineToken,
} from "./exchange/organisations.ts";
import { definePacket } from "./exchange/packet.ts";

/** `accord exchange` */
export function define(command: Command): void {
  defineOrganisation(command.command("organisation"));
  defineOrganisations(command.command("organisations"));
  defineMember(command.command("member"));
  defineLink(command.command("link"));
  defineToken(command.command("token"));
  defineBookings(command.command("bookings"));
  definePacket(command.command("packet"));
}
