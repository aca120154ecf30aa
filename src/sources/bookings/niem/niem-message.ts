import { InvalidInput } from "../../../base/errors.ts";
import { parseJson } from "../json-text.ts";
import { shown } from "../plain-text.ts";

/** The namespaces that are read, each with the prefix that this project writes it with. The last is our own extension. */
export const niemNamespaces = {
  nc: ["https://docs.oasis-open.org/niemopen/ns/model/niem-core/6.0/"],
  j: [
    "https://docs.oasis-open.org/niemopen/ns/model/domains/justice/6.0/",
    "https://docs.oasis-open.org/niemopen/ns/model/domains/jxdm/8.0/",
  ],
  im: ["https://docs.oasis-open.org/niemopen/ns/model/domains/immigration/6.0/"],
  accord: ["urn:x-accord:exchange:1.0/"],
} as const;

const longestMessage = 1_000_000; // bytes
const deepest = 20;

/** Elements that name or describe a person, by their local name; a message with one is refused whole. */
const personal: readonly (readonly [form: RegExp, what: string])[] = [
  [/(Person|Subject|Alias)\w*Name|SurName|GivenName|MiddleName|MaidenName|SignatureName/i, "a person's name"],
  [/BirthDate|BirthLocation|AgeMeasure/i, "a person's birth or age"],
  [
    /Alien\w*(Number|Identification)|SSN|SocialSecurity|Passport|DriverLicense|PersonLicense|TaxIdentification/i,
    "a number of a person outside the jail",
  ],
  [/Fingerprint|DNA|Biometric|FaceImage|DigitalImage|Photo/i, "a biometric mark or a picture"],
  [
    /Ethnicity|PersonRace|PersonSex|Nationality|Citizenship|BirthCountry|PersonReligion/i,
    "a trait of a person",
  ],
  [/PersonResidence|HomeAddress/i, "where a person lives"],
];

/** A value of a message with its keys under the prefixes of `niemNamespaces`. */
export type NiemValue =
  | string
  | number
  | boolean
  | null
  | readonly NiemValue[]
  | { readonly [key: string]: NiemValue };

function prefixesOf(context: unknown): Map<string, string> {
  if (context === null || typeof context !== "object" || Array.isArray(context))
    throw new InvalidInput(
      'NIEM message: "@context" is no object of prefixes; write the namespaces into the message, none is fetched',
    );
  const found = new Map<string, string>();
  for (const [prefix, uri] of Object.entries(context)) {
    const known = Object.entries(niemNamespaces).find(([, uris]) =>
      (uris as readonly string[]).some((one) => uri === one || uri === `${one}#`),
    );
    found.set(prefix, known?.[0] ?? `other.${prefix}`);
  }
  if (![...found.values()].includes("j"))
    throw new InvalidInput(
      `NIEM message: "@context" names no justice namespace of NIEM 6.0; it is ${niemNamespaces.j[0]}`,
    );
  return found;
}

function keyOf(key: string, prefixes: ReadonlyMap<string, string>, path: string): string {
  const [prefix = "", local, more] = key.split(":");
  const canonical = prefixes.get(prefix);
  if (canonical === undefined || local === undefined || more !== undefined)
    throw new InvalidInput(`NIEM message: ${path}: "${shown(key)}" has no prefix that "@context" explains`);
  const refused = personal.find(([form]) => form.test(local));
  if (refused !== undefined)
    throw new InvalidInput(
      `NIEM message: ${path}: ${canonical}:${shown(local)} is ${refused[1]}, which is never taken; leave the element out`,
    );
  return `${canonical}:${local}`;
}

function read(value: unknown, prefixes: ReadonlyMap<string, string>, path: string, depth: number): NiemValue {
  if (depth > deepest)
    throw new InvalidInput(`NIEM message: elements stand more than ${deepest} deep; flatten it`);
  if (Array.isArray(value)) return value.map((item) => read(item, prefixes, path, depth + 1));
  if (value === null || typeof value !== "object") return value as NiemValue;
  const members = Object.entries(value).filter(
    ([key]) => key !== "@id" && key !== "@type" && (depth > 0 || key !== "@context"),
  );
  return Object.fromEntries(
    members.map(([key, inner]) => {
      const name = keyOf(key, prefixes, path);
      return [name, read(inner, prefixes, path === "message" ? name : `${path}/${name}`, depth + 1)];
    }),
  );
}

/**
 * A NIEM 6.0 message from JSON-LD text with its namespaces in `@context`, keys under our prefixes. Nothing is fetched. Throws
 * `InvalidInput` in one line for text that is none, for other versions of NIEM, and for any element that names or describes a
 * person. Elements of other namespaces are kept under `other.` and their prefix, where nothing reads them.
 */
export function niemMessage(json: string | Uint8Array): NiemNode {
  const message = parseJson(json, "NIEM message", longestMessage);
  if (message === null || typeof message !== "object" || Array.isArray(message))
    throw new InvalidInput('NIEM message: write an object with "@context" and one element');
  const prefixes = prefixesOf((message as { "@context"?: unknown })["@context"]);
  return new NiemNode(read(message, prefixes, "message", 0) as Record<string, NiemValue>, "", new Set());
}

const aNumber = /^A[\s-]?\d{8,9}$|^A?\d{3}-\d{3}-\d{3}$/i;

/** One object of a message; remembers which of its elements were read, so that none is passed over in silence. */
export class NiemNode {
  readonly #members: Readonly<Record<string, NiemValue>>;
  readonly #path: string;
  readonly #read: Set<string>;

  constructor(members: Readonly<Record<string, NiemValue>>, path: string, read: Set<string>) {
    [this.#members, this.#path, this.#read] = [members, path, read];
  }

  /** Whether an element is there. */
  has(name: string): boolean {
    return Object.hasOwn(this.#members, name);
  }

  /** The objects of an element, one or several; none where it is not there. */
  nodes(name: string): NiemNode[] {
    if (!this.has(name)) return [];
    const value = this.#members[name] as NiemValue;
    const items = Array.isArray(value) ? (value as readonly NiemValue[]) : [value];
    return items.map((item, at) => {
      const path = `${this.#at(name)}${items.length > 1 ? `[${at}]` : ""}`;
      if (item === null || typeof item !== "object" || Array.isArray(item))
        throw new InvalidInput(`NIEM message: ${path}: is no object of elements`);
      return new NiemNode(item as Record<string, NiemValue>, path, this.#read);
    });
  }

  /** The one object of an element; null where it is not there. */
  node(name: string): NiemNode | null {
    const nodes = this.nodes(name);
    if (nodes.length > 1)
      throw new InvalidInput(`NIEM message: ${this.#at(name)}: is there ${nodes.length} times; one is read`);
    return nodes[0] ?? null;
  }

  /** The text of a path of elements; null where any of them is not there. */
  text(...path: readonly [string, ...string[]]): string | null {
    const [name, ...rest] = path;
    if (rest.length > 0) return this.node(name)?.text(...(rest as [string, ...string[]])) ?? null;
    const value = this.#leaf(name);
    if (value === null) return null;
    if (typeof value !== "string") throw new InvalidInput(`NIEM message: ${this.#at(name)}: is no text`);
    return value;
  }

  /** A number that says which, from a path of elements; throws for one in the form of an A-number. */
  identification(...path: readonly string[]): string | null {
    const id = this.text(...([...path, "nc:IdentificationID"] as unknown as [string, ...string[]]));
    if (id !== null && aNumber.test(id.trim()))
      throw new InvalidInput(
        `NIEM message: ${this.#at(path.join("/"))}: looks like an A-number, which is never taken; leave it out`,
      );
    return id;
  }

  /** The true or false of an element; null where it is not there. */
  indicator(name: string): boolean | null {
    const value = this.#leaf(name);
    if (value === null || typeof value === "boolean") return value;
    throw new InvalidInput(`NIEM message: ${this.#at(name)}: is neither true nor false`);
  }

  /** The whole number of an element; null where it is not there. */
  quantity(name: string): number | null {
    const value = this.#leaf(name);
    if (value === null || (typeof value === "number" && Number.isSafeInteger(value))) return value;
    throw new InvalidInput(`NIEM message: ${this.#at(name)}: is no whole number`);
  }

  /** The texts of an element that may be repeated. */
  texts(name: string): string[] {
    if (!this.has(name)) return [];
    this.#read.add(this.#at(name));
    const value = this.#members[name] as NiemValue;
    const items = Array.isArray(value) ? (value as readonly NiemValue[]) : [value];
    const wrong = items.find((item) => typeof item !== "string");
    if (wrong !== undefined) throw new InvalidInput(`NIEM message: ${this.#at(name)}: is no text`);
    return items as string[];
  }

  /** The paths of the elements that hold a value and were not read, in the message's order. */
  ignored(): string[] {
    return this.#leaves().filter((path) => !this.#read.has(path));
  }

  #leaves(): string[] {
    return Object.keys(this.#members).flatMap((name) => {
      const value = this.#members[name] as NiemValue;
      const items = Array.isArray(value) ? (value as readonly NiemValue[]) : [value];
      const isLeaf = items.every((item) => item === null || typeof item !== "object");
      return isLeaf ? [this.#at(name)] : this.nodes(name).flatMap((node) => node.#leaves());
    });
  }

  #at(name: string): string {
    return this.#path === "" ? name : `${this.#path}/${name}`;
  }

  #leaf(name: string): NiemValue {
    if (!this.has(name)) return null;
    this.#read.add(this.#at(name));
    return this.#members[name] as NiemValue;
  }
}
