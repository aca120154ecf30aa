import { readFileSync } from "node:fs";
import type { Command } from "commander";
import { parse } from "yaml";
import { issueApiToken } from "../../access/api-token.ts";
import { createEnrolLink, createOneTimeLink } from "../../access/one-time-link.ts";
import { InvalidInput, NotFound } from "../../base/errors.ts";
import type { Reader } from "../../db/db.ts";
import { headPosition } from "../../records/journal/journal.ts";
import { type Member, memberByLogin } from "../../records/organisations/member.ts";
import { organisationsAsOf } from "../../records/organisations/organisation.ts";
import { registerMember } from "../../records/organisations/register-member.ts";
import {
  type Registration,
  registerOrganisation,
} from "../../records/organisations/register-organisation.ts";
import { roles } from "../../records/organisations/role.ts";
import { answer, type CommonOptions, withCommonOptions } from "../options.ts";
import { withStore } from "../services.ts";

interface WriteOptions extends CommonOptions {
  readonly author: string;
}

const withAuthor = (command: Command, example: string): Command =>
  withCommonOptions(command, example).option(
    "--author <office>",
    "who appends it",
    process.env.ACCORD_AUTHOR ?? "local operator",
  );

function readYaml(path: string): unknown {
  try {
    return parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new InvalidInput(`${path} cannot be read: ${(error as Error).message.split("\n")[0]}`);
  }
}

/** The active account of a login; throws `NotFound`. */
async function accountOf(db: Reader, login: string): Promise<Member> {
  const member = await db.maybe(memberByLogin(login));
  if (member?.is_active) return member;
  throw new NotFound(`there is no active account "${login.slice(0, 100)}"; accord exchange member makes one`);
}

/** `accord exchange organisation FILE` */
export function defineOrganisation(command: Command): void {
  withAuthor(
    command.description("register an organisation with its facilities, from a YAML file"),
    "accord exchange organisation county-jail.yaml",
  )
    .argument(
      "<file>",
      "YAML with organisation, facilities and counsels_for; docs/exchange/set-up.md shows one",
    )
    .action(async (file: string, options: WriteOptions) => {
      const registration = readYaml(file) as Registration;
      await withStore(options.data, async ({ db }, clock) => {
        await db.transaction((tx) => registerOrganisation(tx, registration, clock.now(), options.author));
        const { organisation, facilities } = registration;
        answer(options, registration, () => [
          `${organisation.organisation_id} is registered with ${facilities.length} facilities`,
        ]);
      });
    });
}

/** `accord exchange organisations` */
export function defineOrganisations(command: Command): void {
  withCommonOptions(
    command.description("list the organisations of the exchange"),
    "accord exchange organisations",
  ).action(async (options: CommonOptions) => {
    await withStore(options.data, async ({ db }) => {
      const found = await db.all(organisationsAsOf(await headPosition(db)));
      answer(options, { organisations: found }, () =>
        found.map(
          (one) =>
            `${one.organisation_id}  ${one.kind}  ${one.name}${one.is_synthetic ? " (synthetic)" : ""}`,
        ),
      );
    });
  });
}

/** `accord exchange member` */
export function defineMember(command: Command): void {
  withAuthor(
    command.description("make an account of an organisation, with a link by which its holder enrols"),
    "accord exchange member --organisation county-jail --login records-desk-1 --role clerk",
  )
    .requiredOption("--organisation <id>", "whose account it is")
    .requiredOption("--login <handle>", "a desk or badge handle, never a name")
    .requiredOption("--role <role...>", `what it may do: ${roles.join(", ")}`)
    .action(async (options: WriteOptions & { organisation: string; login: string; role: string[] }) => {
      const { organisation: organisation_id, login } = options;
      await withStore(options.data, async ({ db }, clock) => {
        const wanted = { organisation_id, login, roles: options.role };
        const member = await db.transaction((tx) => registerMember(tx, wanted, clock.now(), options.author));
        const path = await createEnrolLink(db, member, clock);
        answer(options, { member, enrol: path }, () => [
          `${login} is an account of ${organisation_id}: ${member.roles.join(", ")}`,
          `its holder enrols within 72 hours at the site's ${path}`,
        ]);
      });
    });
}

/** `accord exchange link` */
export function defineLink(command: Command): void {
  withCommonOptions(
    command.description("print a link that signs an account in once, from this machine only"),
    "accord exchange link --login records-desk-1",
  )
    .requiredOption("--login <handle>", "the account")
    .action(async (options: CommonOptions & { login: string }) => {
      await withStore(options.data, async ({ db }, clock) => {
        const path = await createOneTimeLink(db, await accountOf(db, options.login), clock);
        answer(options, { login: options.login, path }, () => [
          `${path} (works once, for 15 minutes, on loopback only)`,
        ]);
      });
    });
}

/** `accord exchange token` */
export function defineToken(command: Command): void {
  withCommonOptions(
    command.description("issue a token with which a jail's own system uses the API as an account"),
    "accord exchange token --login jail-system --label 'booking export' --days 90",
  )
    .requiredOption("--login <handle>", "the account")
    .requiredOption("--label <words>", "what it is for")
    .option("--days <n>", "how long it lasts", "90")
    .action(async (options: CommonOptions & { login: string; label: string; days: string }) => {
      const { login, label } = options;
      await withStore(options.data, async ({ db }, clock) => {
        await accountOf(db, login);
        const wanted = { login, label, days: Number(options.days), issued_by: "local operator" };
        const token = await issueApiToken(db, wanted, clock.now());
        answer(options, { login, token }, () => [
          token,
          "shown this once; keep it where only that system can read it",
        ]);
      });
    });
}
