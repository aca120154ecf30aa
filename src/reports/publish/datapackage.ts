import type { Json } from "../../base/canonical-json.ts";
import { sha256 } from "../../base/hash.ts";
import type { Edition, EditionSource } from "../edition.ts";
import { disclosureWords } from "../render/wording.ts";
import { suppressedWord } from "./csv.ts";
import { type Field, type FlatTable, hidesCells } from "./flat-table.ts";
import { suppressedKey } from "./parquet.ts";

/** A file to be described: its path and bytes, and its columns where it is a table. */
export interface PackagedFile {
  readonly path: string;
  readonly bytes: Buffer;
  readonly title: string;
  readonly table: FlatTable | null;
}

const formats: Readonly<Record<string, string>> = {
  csv: "text/csv",
  parquet: "application/vnd.apache.parquet",
  json: "application/json",
  pdf: "application/pdf",
  html: "text/html",
};

/** The description of a published folder as a Data Package (Frictionless, version 2.0), pretty-printed JSON. */
export function datapackage(edition: Edition, files: readonly PackagedFile[]): string {
  const described = {
    $schema: "https://datapackage.org/profiles/2.0/datapackage.json",
    name: edition.id.toLowerCase(),
    id: edition.id,
    title: `${edition.title}, ${edition.period.from} to ${edition.period.to}`,
    description: descriptionOf(edition),
    version: edition.template_version,
    created: edition.as_of,
    licenses: [
      {
        name: "CC-BY-4.0",
        path: "https://creativecommons.org/licenses/by/4.0/",
        title: "Creative Commons Attribution 4.0",
      },
    ],
    sources: edition.sources.map(sourceOf),
    resources: files.map(resourceOf),
  };
  return `${JSON.stringify(described, null, 2)}\n`;
}

function descriptionOf(edition: Edition): string {
  const synthetic = edition.is_synthetic
    ? ["At least one source is synthetic: do not take any number for a real one."]
    : [];
  const { short, long } = disclosureWords(edition);
  return [...synthetic, edition.subtitle, `${short}.`, long].join(" ");
}

function sourceOf(source: EditionSource): Json {
  const {
    name,
    credit,
    sha256: hash,
    series,
    release_id,
    layout,
    rows,
    covers_from,
    covers_to,
    is_synthetic,
  } = source;
  const title = credit === null ? name : `${name} (${credit})`;
  return {
    title,
    hash: `sha256:${hash}`,
    series,
    release_id,
    layout,
    rows,
    covers_from,
    covers_to,
    is_synthetic,
  };
}

function resourceOf(file: PackagedFile): Json {
  const format = file.path.slice(file.path.lastIndexOf(".") + 1);
  const mediatype = formats[format];
  return {
    name: file.path.toLowerCase().replaceAll("/", "."),
    path: file.path,
    title: file.title,
    format,
    ...(mediatype === undefined ? {} : { mediatype }),
    ...(format === "parquet" || format === "pdf" ? {} : { encoding: "utf-8" }),
    bytes: file.bytes.length,
    hash: `sha256:${sha256(file.bytes)}`,
    ...(file.table === null
      ? {}
      : { type: "table", schema: format === "csv" ? csvSchema(file.table) : parquetSchema(file.table) }),
  };
}

const notRecorded = { value: "", label: "not recorded" };
const suppressed = { value: suppressedWord, label: "suppressed by the disclosure policy; not zero" };

/** In CSV a hidden cell and one that is not recorded are both missing values, told apart by what stands there. */
function csvSchema(table: FlatTable): Json {
  const fields = table.fields.map((field, at) => {
    // A column of words in which nothing is hidden may hold the word itself.
    const mayHide = field.kind !== "text" || hidesCells(table, at);
    return { ...fieldOf(field), ...(mayHide ? { missingValues: [notRecorded, suppressed] } : {}) };
  });
  return { fields, primaryKey: [table.fields[0]?.key ?? ""], missingValues: [notRecorded] };
}

function parquetSchema(table: FlatTable): Json {
  const fields = table.fields.flatMap((field, at) => {
    if (!hidesCells(table, at)) return [fieldOf(field)];
    return [
      fieldOf(field),
      { name: suppressedKey(field.key), title: `${field.label}: suppressed`, type: "boolean" },
    ];
  });
  return { fields, primaryKey: [table.fields[0]?.key ?? ""] };
}

function fieldOf(field: Field): { readonly [key: string]: Json } {
  const types = { text: "string", date: "date", count: "integer", share: "number", number: "number" };
  const range = field.kind === "share" ? { constraints: { minimum: 0, maximum: 1 } } : {};
  return { name: field.key, title: field.label, type: types[field.kind], ...range };
}
