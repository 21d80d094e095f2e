import { crc32, deflateRawSync } from 'node:zlib'

/**
 * Packs files into a zip archive. Written without dates, so that the same files give the same bytes.
 * `level` 0 stores them as they are; 9 packs tightest.
 */
export function zip(files: ReadonlyMap<string, Uint8Array>, level = 6): Uint8Array {
  const parts: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let offset = 0
  for (const [name, file] of files) {
    const packed = level === 0 ? file : deflateRawSync(file, { level })
    const nameBytes = new TextEncoder().encode(name)
    const header = entryHeader(nameBytes, file, packed.length, level === 0 ? 0 : 8)
    const local = Buffer.alloc(4 + header.length)
    local.writeUInt32LE(0x04034b50)
    local.set(header, 4)
    parts.push(local, nameBytes, packed)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50)
    central.writeUInt16LE(20, 4)
    central.set(header, 6)
    central.writeUInt32LE(offset, 42)
    directory.push(central, nameBytes)
    offset += local.length + nameBytes.length + packed.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50)
  end.writeUInt16LE(files.size, 8)
  end.writeUInt16LE(files.size, 10)
  end.writeUInt32LE(
    directory.reduce((sum, part) => sum + part.length, 0),
    12,
  )
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, ...directory, end])
}

/** The 26 bytes that the two headers of an entry have in common: from the version needed to the length of the extra field. */
function entryHeader(name: Uint8Array, file: Uint8Array, packedSize: number, method: number): Buffer {
  const header = Buffer.alloc(26)
  header.writeUInt16LE(20)
  // Names are UTF-8.
  header.writeUInt16LE(0x0800, 2)
  header.writeUInt16LE(method, 4)
  // 1 January 1980, the earliest date there is.
  header.writeUInt16LE(0x0021, 8)
  header.writeUInt32LE(crc32(file), 10)
  header.writeUInt32LE(packedSize, 14)
  header.writeUInt32LE(file.length, 18)
  header.writeUInt16LE(name.length, 22)
  return header
}
