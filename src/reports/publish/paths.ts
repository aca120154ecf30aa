/** Where each file of a published folder stands, relative to the folder. */
export const paths = {
  page: "index.html",
  pdf: "report.pdf",
  edition: "edition.json",
  datapackage: "datapackage.json",
  figuresCsv: "figures.csv",
  figuresParquet: "figures.parquet",
  stylesheet: "assets/report.css",
  fontLicence: "assets/OFL.txt",
  key: "signing-key.pub",
  sums: "SHA256SUMS",
  signature: "SHA256SUMS.sig",
} as const;

/** The CSV file of a table. */
export function tableCsvPath(tableId: string): string {
  return `tables/${tableId}.csv`;
}

/** The Parquet file of a table. */
export function tableParquetPath(tableId: string): string {
  return `tables/${tableId}.parquet`;
}
