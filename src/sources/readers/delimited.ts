import { type ReadLimits, readLimits, type TableFormat, type TableVisitor } from "../table.ts";
import { sniffDialect } from "./dialect.ts";
import { RecordScanner } from "./record-scanner.ts";
import { readAt, type SourceFile } from "./source-file.ts";
import { decideEncoding } from "./text-encoding.ts";

const sampleBytes = 1 << 18;
const markBytes = 3;

/**
 * Hands the records of a delimited text file to the visitor as one sheet named "", and answers how the file is
 * written. The encoding of the whole file is settled first. Throws `SourceRejected`; `chunkBytes` is how much is read
 * at a time.
 */
export async function readDelimited(
  file: SourceFile,
  visitor: TableVisitor,
  limits: ReadLimits = readLimits,
  chunkBytes: number = 1 << 20,
): Promise<TableFormat> {
  const { encoding, bom } = await decideEncoding(file);
  const start = bom ? markBytes : 0;
  const form = { ...(await dialectOf(file, start)), encoding };
  const sink = visitor.sheet({ name: "", index: 0, date_system: null });
  if (sink !== null) {
    await scanAll(file, new RecordScanner(file.name, sink, form, limits), start, chunkBytes);
    sink.end();
  }
  return { format: "delimited", ...form, bom };
}

async function dialectOf(file: SourceFile, start: number) {
  const sample = Buffer.allocUnsafe(sampleBytes);
  const read = await readAt(file, sample, start);
  return sniffDialect(sample.subarray(0, read), read < sampleBytes);
}

/** Feeds the scanner chunk by chunk; what it leaves over is moved to the front of the same buffer. */
async function scanAll(file: SourceFile, scanner: RecordScanner, start: number, chunkBytes: number) {
  let buffer = Buffer.allocUnsafe(2 * chunkBytes);
  let carried = 0;
  for (let position = start; ; ) {
    if (buffer.length - carried < chunkBytes) buffer = grown(buffer, carried, carried + 2 * chunkBytes);
    const read = await readAt(file, buffer.subarray(carried, carried + chunkBytes), position);
    if (read === 0) break;
    position += read;
    const chunk = buffer.subarray(0, carried + read);
    const left = scanner.scan(chunk, carried);
    chunk.copy(buffer, 0, left);
    carried = chunk.length - left;
  }
  scanner.end(buffer.subarray(0, carried));
}

function grown(buffer: Buffer, used: number, length: number): Buffer<ArrayBuffer> {
  const larger = Buffer.allocUnsafe(length);
  buffer.copy(larger, 0, 0, used);
  return larger;
}
