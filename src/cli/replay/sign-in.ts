import { randomBytes } from "node:crypto";
import { generateSync } from "otplib";
import { setPassword, setTotp } from "../../access/account.ts";
import { createOneTimeLink } from "../../access/one-time-link.ts";
import type { AccessServices } from "../../access/services.ts";
import { AppError, NotFound } from "../../base/errors.ts";
import { type Member, memberByLogin } from "../../records/organisations/member.ts";
import type { Cast } from "./case-file.ts";
import { Visitor } from "./visitor.ts";

const tokenDays = "7";

async function accountOf({ db }: AccessServices, login: string): Promise<Member> {
  const member = await db.maybe(memberByLogin(login));
  if (member === null) throw new NotFound(`there is no account "${login}"`);
  return member;
}

/** Signs an administrator in by a one-time link from this machine, as who runs an installation does at first. */
async function signInByLink(services: AccessServices, url: string, login: string): Promise<Visitor> {
  const path = await createOneTimeLink(services.db, await accountOf(services, login), services.clock);
  const visitor = new Visitor(url);
  await visitor.send(await visitor.open(path), path, {}, 303);
  return visitor;
}

/** Signs an account in by password and one-time code; the password is random and forgotten at once. */
async function signInByPassword(services: AccessServices, url: string, login: string): Promise<Visitor> {
  const member = await accountOf(services, login);
  const password = randomBytes(24).toString("base64url");
  await setPassword(services, member, password);
  const secret = await setTotp(services, member);
  const code = generateSync({ secret, epoch: Math.floor(Date.parse(services.clock.now()) / 1000) });
  const visitor = new Visitor(url);
  await visitor.send(await visitor.open("/sign-in"), "/sign-in", { login, password, code }, 303);
  await visitor.open("/account");
  return visitor;
}

/** Lets an administrator issue a bearer token for an account of their organisation, on the page for that. */
async function issueToken(administrator: Visitor, login: string): Promise<string> {
  const path = `/account/members/${encodeURIComponent(login)}`;
  const page = await administrator.open(path);
  const shown = await administrator.send(
    page,
    `${path}/tokens`,
    { label: "replay of made-up cases", days: tokenDays },
    200,
  );
  const token = /\baccord_[A-Za-z0-9_-]{43}\b/.exec(shown.text)?.[0];
  if (token === undefined) throw new AppError("sign_in", `${path}/tokens showed no token`);
  return token;
}

/**
 * Signs everybody in, as they would: each worker by password and one-time code, each administrator by a one-time link, who then
 * issues the workers' tokens. Answers the tokens by login. Throws when a page refuses one of them.
 */
export async function signEverybodyIn(
  services: AccessServices,
  url: string,
  cast: readonly Cast[],
): Promise<ReadonlyMap<string, string>> {
  const tokens = new Map<string, string>();
  for (const { organisation, members } of cast) {
    const administers = members.find((member) => member.roles.includes("administrator"));
    if (administers === undefined)
      throw new NotFound(`${organisation.organisation_id} has no administrator who could issue tokens`);
    const administrator = await signInByLink(services, url, administers.login);
    for (const { login } of members.filter((member) => member !== administers)) {
      await signInByPassword(services, url, login);
      tokens.set(login, await issueToken(administrator, login));
    }
  }
  return tokens;
}
