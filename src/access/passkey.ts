import { isIP } from "node:net";
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import sql from "sql-template-tag";
import { z } from "zod";
import { defineQuery, type Transaction } from "../db/db.ts";
import { isChallenge, newChallenge, spendChallenge } from "./challenge.ts";
import type { Keys } from "./keys.ts";
import type { AccessServices } from "./services.ts";

/** Where a passkey is shown: the site's origin, and who holds the cookie or link that the page was made for. */
export interface PasskeyPlace {
  readonly origin: string;
  readonly holder: string;
}

const passkeyRow = z.object({
  passkey_id: z.string(),
  login: z.string(),
  label: z.string(),
  public_key: z.string(),
  sign_count: z.number(),
  transports: z.array(z.string()),
  created_at: z.string(),
  last_used_at: z.string().nullable(),
});

/** A registered passkey: its public key and what its owner calls it. */
export type Passkey = z.infer<typeof passkeyRow>;

/** The passkeys of an account, oldest first. */
export function passkeysOf(login: string) {
  return defineQuery(
    passkeyRow,
    sql`select passkey_id, login, label, public_key, sign_count, transports, created_at, last_used_at
          from access_passkey where login = ${login} order by created_at, passkey_id collate "C"`,
  );
}

const passkeyById = (id: string) =>
  defineQuery(
    passkeyRow,
    sql`select passkey_id, login, label, public_key, sign_count, transports, created_at, last_used_at
          from access_passkey where passkey_id = ${id}`,
  );

/** The host that passkeys are bound to; null where there can be none, because the site is at a bare address. */
export function passkeyHost(origin: string): string | null {
  const { hostname } = new URL(origin);
  return isIP(hostname.replace(/^\[|\]$/g, "")) === 0 ? hostname : null;
}

const algorithms = [-8, -7, -257]; // COSE: EdDSA, ES256, RS256, which every browser and key has one of

const userOf = (keys: Keys, login: string): string => keys.mac("passkey user", login);
const challengeText = (challenge: string): string => Buffer.from(challenge, "base64url").toString("utf8");

/** What a browser needs to make a passkey for an account; the account's others are left out of the choice. */
export async function registrationOptions(
  { db, keys, clock }: AccessServices,
  login: string,
  place: PasskeyPlace,
): Promise<PublicKeyCredentialCreationOptionsJSON | null> {
  const host = passkeyHost(place.origin);
  if (host === null) return null;
  return generateRegistrationOptions({
    rpName: "Accord",
    rpID: host,
    userName: login,
    userID: new Uint8Array(Buffer.from(userOf(keys, login), "base64url")),
    challenge: newChallenge(keys, "register", place.holder, clock.now()),
    excludeCredentials: (await db.all(passkeysOf(login))).map(({ passkey_id, transports }) => ({
      id: passkey_id,
      transports,
    })),
    supportedAlgorithmIDs: algorithms,
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
}

/** What a browser needs to show a passkey; no account is named, so that none is told. */
export async function authenticationOptions(
  { keys, clock }: AccessServices,
  place: PasskeyPlace,
): Promise<PublicKeyCredentialRequestOptionsJSON | null> {
  const host = passkeyHost(place.origin);
  if (host === null) return null;
  return generateAuthenticationOptions({
    rpID: host,
    challenge: newChallenge(keys, "sign in", place.holder, clock.now()),
    userVerification: "required",
  });
}

/** A browser's answer as a form brings it: JSON of the shape that WebAuthn gives, of which the library checks the rest. */
const responseShape = z.looseObject({
  id: z.string().max(2000),
  rawId: z.string().max(2000),
  type: z.literal("public-key"),
  response: z.looseObject({ clientDataJSON: z.string().max(10_000), userHandle: z.string().nullish() }),
});

function readResponse(text: string): z.infer<typeof responseShape> | null {
  try {
    return responseShape.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null; // not JSON at all: nothing that a browser of ours sent
  }
}

/** A checked answer of a browser: what to keep, and the challenge that is to be used up. */
export interface CheckedRegistration {
  readonly challenge: string;
  readonly passkey: Pick<Passkey, "passkey_id" | "public_key" | "sign_count" | "transports">;
}

/** Checks a new passkey: challenge, origin, host, and that its holder was verified. Null when anything of it does not hold. */
export async function checkRegistration(
  { keys, clock }: AccessServices,
  text: string,
  place: PasskeyPlace,
): Promise<CheckedRegistration | null> {
  const response = readResponse(text);
  const host = passkeyHost(place.origin);
  if (response === null || host === null) return null;
  let challenge = "";
  const isOurs = (given: string): boolean => {
    challenge = challengeText(given);
    return isChallenge(keys, "register", place.holder, challenge, clock.now());
  };
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: response as unknown as RegistrationResponseJSON,
      expectedChallenge: isOurs,
      expectedOrigin: place.origin,
      expectedRPID: host,
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    });
    if (!verified) return null;
    const { id, publicKey, counter, transports } = registrationInfo.credential;
    const public_key = Buffer.from(publicKey).toString("base64url");
    return {
      challenge,
      passkey: { passkey_id: id, public_key, sign_count: counter, transports: transports ?? [] },
    };
  } catch {
    return null; // the library throws for each thing that does not hold; which one helps only an attacker
  }
}

/** Keeps a checked passkey; false when its challenge was used before, or the passkey is registered already. */
export async function keepPasskey(
  tx: Transaction,
  login: string,
  label: string,
  checked: CheckedRegistration,
  at: string,
): Promise<boolean> {
  if (!(await spendChallenge(tx, checked.challenge, at))) return false;
  const { passkey_id, public_key, sign_count, transports } = checked.passkey;
  const kept = await tx.run(sql`
    insert into access_passkey (passkey_id, login, label, public_key, sign_count, transports, created_at)
    values (${passkey_id}, ${login}, ${label}, ${public_key}, ${sign_count},
            array(select jsonb_array_elements_text(${JSON.stringify(transports)}::jsonb)), ${at}::timestamptz)
    on conflict (passkey_id) do nothing`);
  return kept === 1;
}

/** Removes one of an account's passkeys; returns how many were removed, 0 or 1. */
export async function removePasskey(tx: Transaction, login: string, id: string): Promise<number> {
  return tx.run(sql`delete from access_passkey where login = ${login} and passkey_id = ${id}`);
}

/** A checked signature of a passkey: whose it is, and what is to be noted when it is used. */
export interface CheckedAssertion {
  readonly login: string;
  readonly passkey_id: string;
  readonly challenge: string;
  readonly sign_count: number;
}

/** Checks a passkey's signature: key, challenge, origin, host, count, and that its holder was verified. Null when anything does not hold. */
export async function checkAssertion(
  { db, keys, clock }: AccessServices,
  text: string,
  place: PasskeyPlace,
): Promise<CheckedAssertion | null> {
  const response = readResponse(text);
  const host = passkeyHost(place.origin);
  const passkey = response === null ? null : await db.maybe(passkeyById(response.id));
  if (response === null || host === null || passkey === null) return null;
  const user = response.response.userHandle ?? null;
  if (user !== null && user !== userOf(keys, passkey.login)) return null;
  let challenge = "";
  const isOurs = (given: string): boolean => {
    challenge = challengeText(given);
    return isChallenge(keys, "sign in", place.holder, challenge, clock.now());
  };
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: response as unknown as AuthenticationResponseJSON,
      expectedChallenge: isOurs,
      expectedOrigin: place.origin,
      expectedRPID: host,
      requireUserVerification: true,
      credential: {
        id: passkey.passkey_id,
        publicKey: new Uint8Array(Buffer.from(passkey.public_key, "base64url")),
        counter: passkey.sign_count,
      },
    });
    const { login, passkey_id } = passkey;
    return verified ? { login, passkey_id, challenge, sign_count: authenticationInfo.newCounter } : null;
  } catch {
    return null; // the library throws for each thing that does not hold; which one helps only an attacker
  }
}

/** Uses a checked signature up and notes the authenticator's count; false when it was used before. */
export async function useAssertion(tx: Transaction, checked: CheckedAssertion, at: string): Promise<boolean> {
  if (!(await spendChallenge(tx, checked.challenge, at))) return false;
  const used = await tx.run(sql`
    update access_passkey set sign_count = ${checked.sign_count}, last_used_at = ${at}::timestamptz
     where passkey_id = ${checked.passkey_id} and (sign_count < ${checked.sign_count} or ${checked.sign_count} = 0)`);
  return used === 1;
}
