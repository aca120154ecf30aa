import { generateSecret, generateURI, verifySync } from "otplib";

const period = 30; // seconds, RFC 6238

/** A new secret of one-time codes: 160 bits in base32. */
export function newTotpSecret(): string {
  return generateSecret();
}

/** The address that an authenticator app reads from the QR code; names the account by its login. */
export function totpAddress(secret: string, login: string): string {
  return generateURI({ issuer: "Accord", label: login, secret });
}

/**
 * The time step whose code this is at an instant (ISO UTC), a step early or late allowed; null when it is none, or of a step not
 * after `last_step`, so that a code that was seen is refused.
 */
export function totpStep(code: string, secret: string, at: string, last_step: number | null): number | null {
  const digits = code.replace(/\s/g, "");
  if (!/^\d{6}$/.test(digits)) return null;
  const found = verifySync({
    secret,
    token: digits,
    epoch: Math.floor(Date.parse(at) / 1000),
    epochTolerance: period,
    ...(last_step === null ? {} : { afterTimeStep: last_step }),
  });
  return found.valid && "timeStep" in found ? found.timeStep : null;
}
