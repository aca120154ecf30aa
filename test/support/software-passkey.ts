import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";

/** An authenticator in software: one key on P-256, as a security key or a phone has it. */
export interface SoftwarePasskey {
  readonly id: string;
  /** The user handle that it was registered for, base64url. */
  user: string;
  /** How many signatures it says to have made. */
  count: number;
  /** Whether it counts; passkeys that are kept in several places say 0 for ever. */
  is_counting: boolean;
  /** Whether it says that its holder was verified, by PIN or finger. */
  is_verified: boolean;
  /** The answer to registration options, as a browser sends it. */
  register(options: CreationOptions, origin: string): string;
  /** The answer to authentication options, as a browser sends it. */
  assert(options: RequestOptions, origin: string): string;
}

/** What is read of the options to register. */
export interface CreationOptions {
  readonly challenge: string;
  readonly rp: { readonly id: string };
  readonly user: { readonly id: string };
}

/** What is read of the options to sign in. */
export interface RequestOptions {
  readonly challenge: string;
  readonly rpId: string;
}

const sha256 = (bytes: string | Buffer): Buffer => createHash("sha256").update(bytes).digest();
const b64 = (bytes: Buffer): string => bytes.toString("base64url");

/** CBOR (RFC 8949), as far as an attestation needs it: small integers, bytes, texts, maps. */
function cbor(value: number | string | Buffer | Map<number | string, unknown>): Buffer {
  const head = (major: number, length: number): Buffer =>
    length < 24
      ? Buffer.from([(major << 5) | length])
      : length < 256
        ? Buffer.from([(major << 5) | 24, length])
        : Buffer.from([(major << 5) | 25, length >> 8, length & 255]);
  if (typeof value === "number") return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === "string")
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  const members = [...value].flatMap(([key, member]) => [cbor(key), cbor(member as number)]);
  return Buffer.concat([head(5, value.size), ...members]);
}

/** The public key as COSE has it: ES256 on P-256. */
function coseKey(key: KeyObject): Buffer {
  const { x = "", y = "" } = key.export({ format: "jwk" });
  const bytes = (text: string): Buffer => Buffer.from(text, "base64url");
  return cbor(
    new Map<number, unknown>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, bytes(x)],
      [-3, bytes(y)],
    ]),
  );
}

const clientData = (type: string, challenge: string, origin: string): Buffer =>
  Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));

/** Makes an authenticator with a key of its own. */
export function softwarePasskey(): SoftwarePasskey {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const id = randomBytes(16);
  const dataFor = (self: SoftwarePasskey, host: string, attested: Buffer | null): Buffer => {
    const flags = 0x01 | (self.is_verified ? 0x04 : 0) | (attested === null ? 0 : 0x40);
    const count = Buffer.alloc(4);
    count.writeUInt32BE(self.count);
    return Buffer.concat([sha256(host), Buffer.from([flags]), count, attested ?? Buffer.alloc(0)]);
  };
  const answer = (response: Record<string, unknown>): string =>
    JSON.stringify({
      id: b64(id),
      rawId: b64(id),
      type: "public-key",
      clientExtensionResults: {},
      response,
    });
  return {
    id: b64(id),
    user: "",
    count: 0,
    is_counting: true,
    is_verified: true,
    register({ challenge, rp, user }, origin) {
      this.user = user.id;
      const length = Buffer.from([0, id.length]);
      const attested = Buffer.concat([Buffer.alloc(16), length, id, coseKey(publicKey)]);
      const attestation = new Map<string, unknown>([
        ["fmt", "none"],
        ["attStmt", new Map()],
        ["authData", dataFor(this, rp.id, attested)],
      ]);
      return answer({
        clientDataJSON: b64(clientData("webauthn.create", challenge, origin)),
        attestationObject: b64(cbor(attestation)),
        transports: ["usb"],
      });
    },
    assert({ challenge, rpId }, origin) {
      if (this.is_counting) this.count++;
      const data = dataFor(this, rpId, null);
      const client = clientData("webauthn.get", challenge, origin);
      const signature = sign("sha256", Buffer.concat([data, sha256(client)]), privateKey);
      return answer({
        clientDataJSON: b64(client),
        authenticatorData: b64(data),
        signature: b64(signature),
        userHandle: this.user,
      });
    },
  };
}
