import type { SchemaElement } from "hyparquet";
import { dayFromNumber } from "../../base/day.ts";
import type { Cell } from "../table.ts";
import { ParquetFault } from "./parquet-fault.ts";

/** Makes the text of one stored value of a column. */
export type ValueText = (value: unknown) => Cell;

/**
 * How the values of a column become text, or null for a kind of column that no table cell can hold. Dates are
 * `YYYY-MM-DD`; timestamps are `YYYY-MM-DDTHH:MM:SS` with a `Z` where the file says UTC, and only the date at a
 * midnight that is no instant; numbers their shortest text; decimals exact; booleans `TRUE` and `FALSE`. The functions
 * throw `ParquetFault` for a value that is not of its type.
 */
export function valueText(element: SchemaElement): ValueText | null {
  const kind = element.logical_type?.type ?? element.converted_type;
  return annotated(element, kind) ?? plain(element, kind);
}

const unsupported = new Set(["BSON", "INTERVAL", "VARIANT", "GEOMETRY", "GEOGRAPHY", "MAP", "LIST"]);

function annotated(element: SchemaElement, kind: string | undefined): ValueText | null {
  const logical = element.logical_type;
  if (kind === "DATE") return (value) => day(Number(value));
  if (kind === "DECIMAL") return decimalText(element);
  if (logical?.type === "TIMESTAMP") return timestampText(perMs[logical.unit], logical.isAdjustedToUTC);
  if (kind === "TIMESTAMP_MILLIS") return timestampText(perMs.MILLIS, true);
  if (kind === "TIMESTAMP_MICROS") return timestampText(perMs.MICROS, true);
  if (logical?.type === "TIME") return (value) => clock(ms(value, perMs[logical.unit]));
  if (kind === "TIME_MILLIS" || kind === "TIME_MICROS") {
    return (value) => clock(ms(value, kind === "TIME_MILLIS" ? perMs.MILLIS : perMs.MICROS));
  }
  if (kind === "UUID") return (value) => uuid(value as Uint8Array);
  return null;
}

function plain(element: SchemaElement, kind: string | undefined): ValueText | null {
  if (kind !== undefined && unsupported.has(kind)) return null;
  const logical = element.logical_type;
  const isUnsigned = kind?.startsWith("UINT") || (logical?.type === "INTEGER" && !logical.isSigned);
  if (element.type === "BOOLEAN") return (value) => (value ? "TRUE" : "FALSE");
  if (element.type === "INT32") return (value) => String(isUnsigned ? Number(value) >>> 0 : value);
  if (element.type === "INT64")
    return (value) => String(isUnsigned ? BigInt.asUintN(64, value as bigint) : value);
  if (element.type === "INT96") return (value) => instant(int96Ms(value as bigint), "");
  if (element.type === "FLOAT") return (value) => shortFloat(value as number);
  if (element.type === "DOUBLE") return (value) => String(value === 0 ? 0 : value);
  if (kind === "FLOAT16") return null;
  return element.type === "BYTE_ARRAY" || element.type === "FIXED_LEN_BYTE_ARRAY" ? utf8 : null;
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function utf8(value: unknown): Cell {
  try {
    return decoder.decode(value as Uint8Array) || null;
  } catch (error) {
    throw new ParquetFault("invalid UTF-8 in a text column", { cause: error });
  }
}

/** Units of a stored time in one millisecond; whole ones are all that is kept. */
const perMs = { MILLIS: 1n, MICROS: 1000n, NANOS: 1_000_000n } as const;

function ms(value: unknown, units: bigint): number {
  const count = BigInt(value as bigint | number);
  const whole = count / units;
  return Number(count < 0n && whole * units !== count ? whole - 1n : whole);
}

function timestampText(units: bigint, isUtc: boolean): ValueText {
  return (value) => instant(ms(value, units), isUtc ? "Z" : "");
}

const msPerDay = 86_400_000;

function instant(at: number, zone: "Z" | ""): string {
  const days = Math.floor(at / msPerDay);
  const rest = at - days * msPerDay;
  return rest === 0 && zone === "" ? day(days) : `${day(days)}T${clock(rest)}${zone}`;
}

/** Days that four digits of a year can write: 0001-01-01 to 9999-12-31. */
const [firstDay, lastDay] = [-719_162, 2_932_896];

function day(days: number): string {
  if (!(days >= firstDay && days <= lastDay)) throw new ParquetFault("a date outside the years 1 to 9999");
  return dayFromNumber(days);
}

function clock(at: number): string {
  const seconds = Math.floor(at / 1000);
  const parts = [seconds / 3600, (seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(Math.floor(part)).padStart(2, "0")).join(":");
}

/** The old timestamps of Impala and Hive: nanoseconds of the day below, the Julian day above. */
function int96Ms(value: bigint): number {
  const days = Number(value >> 64n) - 2_440_588;
  return days * msPerDay + Number((value & 0xffff_ffff_ffff_ffffn) / 1_000_000n);
}

function shortFloat(value: number): string {
  if (value === 0 || !Number.isFinite(value)) return String(value === 0 ? 0 : value);
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return String(short);
  }
  return String(Number(value.toPrecision(9)));
}

function decimalText(element: SchemaElement): ValueText {
  const scale = (element.logical_type?.type === "DECIMAL" ? element.logical_type.scale : element.scale) ?? 0;
  return (value) => {
    const digits = value instanceof Uint8Array ? bigEndian(value) : BigInt(value as bigint | number);
    const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, "0");
    const point = text.length - scale;
    const fraction = text.slice(point).replace(/0+$/, "");
    return `${digits < 0n ? "-" : ""}${text.slice(0, point)}${fraction === "" ? "" : `.${fraction}`}`;
  };
}

function bigEndian(bytes: Uint8Array): bigint {
  if (bytes.length === 0) return 0n;
  return BigInt.asIntN(8 * bytes.length, BigInt(`0x${Buffer.from(bytes).toString("hex")}`));
}

function uuid(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
