import assert from "node:assert/strict";
import { test } from "node:test";
import { kindOf } from "./file-kind.ts";

const read: readonly (readonly [name: string, head: string, kind: string])[] = [
  ["text", "a,b\n1,2\n", "delimited"],
  ["text behind a byte-order mark", "\xef\xbb\xbfa,b\n", "delimited"],
  ["text that begins with a bracket", "[id],name\n", "delimited"],
  ["a zip archive", "PK\x03\x04\x14\0", "xlsx"],
  ["Parquet", "PAR1\x15\x04", "parquet"],
];

for (const [name, head, kind] of read) {
  test(`${name} is read as ${kind}`, () => assert.equal(kindOf(Buffer.from(head, "latin1")).kind, kind));
}

const other: readonly (readonly [head: string, name: string])[] = [
  ["\x89PNG\r\n\x1a\n\0\0", "a PNG picture"],
  ["\xff\xd8\xff\xe0\0\x10JFIF", "a JPEG picture"],
  ["GIF89a", "a GIF picture"],
  ["BM\x36\x0c\0\0\0\0\0\0", "a BMP picture"],
  ["RIFF\x24\0\0\0WEBPVP8 ", "a WebP picture"],
  ["\0\0\0\x1cftypheic", "a picture or film"],
  ["%PDF-1.7\n", "a PDF document"],
  ["\x1f\x8b\x08\0", "a gzip archive"],
  ["\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", "an old .xls or a password-protected workbook"],
  ["\xff\xfea\0,\0", "UTF-16 text"],
  ["\xfe\xff\0a\0,", "UTF-16 text"],
  ["  <!DOCTYPE html><html>", "a web page"],
  ['<?xml version="1.0"?><svg/>', "an XML document"],
  ["\xef\xbb\xbf<?xml version='1.0'?>", "an XML document"],
  ['{"rows": []}', "a JSON document"],
  ["SQLite format 3\0", "an SQLite database"],
  ["PARE\x15", "an encrypted Parquet file"],
];

for (const [head, name] of other) {
  test(`${name} is called by its name`, () => {
    const found = kindOf(Buffer.from(head, "latin1"));
    assert.equal(found.kind === "other" && found.name, name);
  });
}
