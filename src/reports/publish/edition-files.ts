import { canonicalJson, type Json } from "../../base/canonical-json.ts";
import { sha256 } from "../../base/hash.ts";
import type { Edition } from "../edition.ts";
import { drawCharts } from "../render/charts/draw.ts";
import type { Download } from "../render/colophon.ts";
import { renderHtml } from "../render/html.ts";
import { renderPdf } from "../render/pdf.ts";
import { assetsOf } from "./assets.ts";
import { csvOf } from "./csv.ts";
import { datapackage, type PackagedFile } from "./datapackage.ts";
import { type FlatTable, flatFigures, flatTable } from "./flat-table.ts";
import { parquetOf } from "./parquet.ts";
import { paths, tableCsvPath, tableParquetPath } from "./paths.ts";
import { formatSums } from "./sha256sums.ts";
import { type SigningKey, signatureFile } from "./signature.ts";

/** The bytes of every file of a published folder, by path; the same edition and key give the same bytes. */
export async function editionFiles(edition: Edition, key: SigningKey): Promise<ReadonlyMap<string, Buffer>> {
  const pictures = await drawCharts(edition);
  const data = [...figureFiles(edition), ...tableFiles(edition), jsonFile(edition)];
  const pdf = await renderPdf(edition, pictures, key.fingerprint);
  const packaged = [packagedFile(paths.pdf, "The whole report as PDF, for print", pdf), ...data];
  const page = await renderHtml(edition, {
    pictures,
    downloads: downloadsOf(packaged),
    key_fingerprint: key.fingerprint,
  });
  const described = [packagedFile(paths.page, "The report", Buffer.from(page)), ...packaged];
  const files = new Map(described.map((file) => [file.path, file.bytes]));
  files.set(paths.datapackage, Buffer.from(datapackage(edition, described)));
  for (const [path, bytes] of assetsOf(page)) files.set(path, bytes);
  files.set(paths.key, Buffer.from(key.public_pem));
  return sealed(files, key);
}

/** The files with the list of their hashes and its signature added. */
export function sealed(unsealed: ReadonlyMap<string, Buffer>, key: SigningKey): ReadonlyMap<string, Buffer> {
  const files = new Map(unsealed);
  const sums = formatSums([...files].map(([path, bytes]) => ({ path, sha256: sha256(bytes) })));
  files.set(paths.sums, Buffer.from(sums));
  files.set(paths.signature, Buffer.from(signatureFile(sums, key)));
  return files;
}

function figureFiles(edition: Edition): PackagedFile[] {
  return dataFiles(flatFigures(edition), paths.figuresCsv, paths.figuresParquet);
}

function tableFiles(edition: Edition): PackagedFile[] {
  const tables = edition.sections.flatMap((section) => section.tables);
  return tables.flatMap((table) =>
    dataFiles(flatTable(table), tableCsvPath(table.id), tableParquetPath(table.id)),
  );
}

function dataFiles(table: FlatTable, csvPath: string, parquetPath: string): PackagedFile[] {
  return [
    { path: csvPath, title: `${table.title} (CSV)`, bytes: Buffer.from(csvOf(table)), table },
    { path: parquetPath, title: `${table.title} (Parquet)`, bytes: parquetOf(table), table },
  ];
}

function jsonFile(edition: Edition): PackagedFile {
  const text = `${canonicalJson(edition as unknown as Json)}\n`;
  return packagedFile(paths.edition, "The whole report as JSON", Buffer.from(text));
}

function packagedFile(path: string, title: string, bytes: Buffer): PackagedFile {
  return { path, title, bytes, table: null };
}

/** What the page offers in one list; the files of single tables stand under their tables. */
function downloadsOf(packaged: readonly PackagedFile[]): Download[] {
  const listed = packaged.filter((file) => !file.path.startsWith("tables/"));
  return [
    ...listed.map((file) => ({ path: file.path, title: file.title, bytes: file.bytes.length })),
    { path: paths.datapackage, title: "What each data file holds, as a Data Package", bytes: null },
    { path: paths.sums, title: "The hash of every file", bytes: null },
    { path: paths.signature, title: "The signature over the hashes", bytes: null },
    { path: paths.key, title: "The public key of the signature", bytes: null },
  ];
}
