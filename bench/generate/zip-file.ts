import { type FileHandle, open } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { crc32, createDeflateRaw } from "node:zlib";

interface Member {
  readonly name: Buffer;
  readonly start: number;
  readonly crc: number;
  readonly size: number;
  readonly packed: number;
}

/** 1 January 2026, as zip archives write a date: fixed, so that one seed makes one file. */
const madeOn = ((2026 - 1980) << 9) | (1 << 5) | 1;
const deflated = 8;

/** The fields that a member's own header and its line in the directory share, from "version needed" on. */
function sharedFields({ name, crc, size, packed }: Member): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(deflated, 4);
  fields.writeUInt16LE(madeOn, 8);
  fields.writeUInt32LE(crc, 10);
  fields.writeUInt32LE(packed, 14);
  fields.writeUInt32LE(size, 18);
  fields.writeUInt16LE(name.length, 22);
  return fields;
}

function localHeader(member: Member): Buffer {
  return Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), sharedFields(member), member.name]);
}

function directoryLine(member: Member): Buffer {
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE(member.start, 10);
  const parts = [Buffer.from("PK\x01\x02\x14\x00", "latin1"), sharedFields(member), tail, member.name];
  return Buffer.concat(parts);
}

function directoryEnd(members: number, size: number, start: number): Buffer {
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", 0, "latin1");
  end.writeUInt16LE(members, 8);
  end.writeUInt16LE(members, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(start, 16);
  return end;
}

/** A zip archive that is written as it is made, one deflated member after another, in constant memory; up to 4 GiB. */
export class ZipFile {
  readonly #file: FileHandle;
  readonly #members: Member[] = [];
  #end = 0;

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  static async create(path: string): Promise<ZipFile> {
    return new ZipFile(await open(path, "w"));
  }

  /** Packs a member's pieces; its header is written again when its sizes are known. */
  async add(memberName: string, pieces: Iterable<Buffer>): Promise<void> {
    const start = this.#end;
    const name = Buffer.from(memberName, "latin1");
    let [crc, size] = [0, 0];
    const counted = function* (): Generator<Buffer> {
      for (const piece of pieces) {
        crc = crc32(piece, crc);
        size += piece.length;
        yield piece;
      }
    };
    await this.#append(localHeader({ name, start, crc, size, packed: 0 }));
    const dataStart = this.#end;
    await this.#appendDeflated(counted());
    const member = { name, start, crc, size, packed: this.#end - dataStart };
    await this.#file.write(localHeader(member), 0, undefined, start);
    this.#members.push(member);
  }

  /** Writes the directory and closes the file; answers its size in bytes. */
  async close(): Promise<number> {
    const start = this.#end;
    for (const member of this.#members) await this.#append(directoryLine(member));
    await this.#append(directoryEnd(this.#members.length, this.#end - start, start));
    await this.#file.close();
    return this.#end;
  }

  async #appendDeflated(pieces: Iterable<Buffer>): Promise<void> {
    const deflate = createDeflateRaw({ chunkSize: 1 << 18 });
    const fed = pipeline(Readable.from(pieces), deflate);
    for await (const packed of deflate) await this.#append(packed as Buffer);
    await fed;
  }

  async #append(bytes: Buffer): Promise<void> {
    await this.#file.write(bytes, 0, bytes.length, this.#end);
    this.#end += bytes.length;
  }
}
