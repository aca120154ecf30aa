import { performance } from "node:perf_hooks";
import { type Entry, openPromise, type ZipFile } from "yauzl";

/** The least that any reader of a workbook does: inflate its parts as a stream and look at every byte once, for `<c `. */
const [file = ""] = process.argv.slice(2);
const needle = Buffer.from("<c ");

async function countIn(zip: ZipFile, entry: Entry): Promise<number> {
  let [count, tail] = [0, Buffer.alloc(0)];
  for await (const piece of await zip.openReadStreamPromise(entry)) {
    const bytes = tail.length === 0 ? (piece as Buffer) : Buffer.concat([tail, piece as Buffer]);
    for (let at = bytes.indexOf(needle); at >= 0; at = bytes.indexOf(needle, at + needle.length)) count++;
    tail = Buffer.from(bytes.subarray(Math.max(0, bytes.length - needle.length + 1)));
  }
  return count;
}

const started = performance.now();
const zip = await openPromise(file);
let cells = 0;
for await (const entry of zip.eachEntry()) cells += await countIn(zip, entry);
const ms = performance.now() - started;
process.stdout.write(JSON.stringify({ ms, cells }));
