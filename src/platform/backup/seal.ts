import { createCipheriv, createDecipheriv, createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { Transform, type TransformCallback } from 'node:stream'
import { promisify } from 'node:util'
import { damaged, wrongPassphrase } from './failures.ts'

/*
 * A sealed file: a header, then frames. Each frame is `length (4 bytes) · last? (1 byte) · AES-256-GCM text and tag`.
 * Its nonce is the file's random prefix, its number and whether it is the last, so that frames cannot be taken away,
 * doubled, reordered or moved between files without being noticed; the header is authenticated with every frame.
 * The key comes from the passphrase by scrypt (RFC 7914). The nonce form is the STREAM construction (Hoang, Reyhanitabar,
 * Rogaway, Vizár 2015).
 */
const MAGIC = Buffer.from('RODATRADEN-BACKUP\x01')
const SALT = 16
const PREFIX = 7
const CHECK = 16
const TAG = 16
export const HEADER_BYTES = MAGIC.length + 1 + SALT + PREFIX + CHECK
const FRAME_BYTES = 64 * 1024
/** 2^17 rounds of 1 KiB: about half a second and 128 MiB for each guess. */
const COST_LOG2 = 17
const LOWEST_COST_LOG2 = 12
const HIGHEST_COST_LOG2 = 20

const derive = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(scrypt)

/** The key and a value by which a wrong passphrase is told from a damaged file. */
async function keyFrom(passphrase: string, salt: Buffer, costLog2: number): Promise<{ key: Buffer; check: Buffer }> {
  const N = 2 ** costLog2
  const bytes = await derive(passphrase.normalize('NFC'), salt, 64, { N, r: 8, p: 1, maxmem: 256 * N * 8 })
  const check = createHash('sha256').update(bytes.subarray(32)).digest().subarray(0, CHECK)
  return { key: bytes.subarray(0, 32), check }
}

function nonce(prefix: Buffer, number: number, last: boolean): Buffer {
  const bytes = Buffer.alloc(12)
  prefix.copy(bytes)
  bytes.writeUInt32BE(number, PREFIX)
  bytes.writeUInt8(last ? 1 : 0, 11)
  return bytes
}

/** Cuts bytes into frames of one size; what is over waits for the next bytes, or for the end. */
class Frames {
  #rest: Buffer[] = []
  #size = 0

  add(chunk: Buffer): Buffer[] {
    this.#rest.push(chunk)
    this.#size += chunk.length
    if (this.#size <= FRAME_BYTES) return []
    const all = this.rest()
    const frames: Buffer[] = []
    let from = 0
    // The last one is kept back even when it is full: only the end of the stream tells that it is the last.
    for (; all.length - from > FRAME_BYTES; from += FRAME_BYTES) frames.push(all.subarray(from, from + FRAME_BYTES))
    this.#rest = [all.subarray(from)]
    this.#size = all.length - from
    return frames
  }

  rest(): Buffer {
    return Buffer.concat(this.#rest)
  }
}

/** Turns plain bytes into a sealed file. `costLog2` is lower only in tests. */
export async function sealer(passphrase: string, costLog2: number = COST_LOG2): Promise<Transform> {
  const salt = randomBytes(SALT)
  const prefix = randomBytes(PREFIX)
  const { key, check } = await keyFrom(passphrase, salt, costLog2)
  const header = Buffer.concat([MAGIC, Buffer.from([costLog2]), salt, prefix, check])
  const frames = new Frames()
  let number = 0
  const seal = (plain: Buffer, last: boolean): Buffer => {
    const cipher = createCipheriv('aes-256-gcm', key, nonce(prefix, number++, last)).setAAD(header)
    const body = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
    const head = Buffer.alloc(5)
    head.writeUInt32BE(body.length)
    head.writeUInt8(last ? 1 : 0, 4)
    return Buffer.concat([head, body])
  }
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done: TransformCallback) {
      for (const frame of frames.add(chunk)) this.push(seal(frame, false))
      done()
    },
    flush(done: TransformCallback) {
      this.push(seal(frames.rest(), true))
      done()
    },
  })
  stream.push(header)
  return stream
}

/**
 * Turns the frames after the header back into plain bytes; only authenticated bytes ever come out.
 * @throws (as stream errors) `damaged` when anything was changed, cut off or added
 * @throws `wrongPassphrase`
 */
export async function opener(header: Buffer, passphrase: string): Promise<Transform> {
  const costLog2 = header[MAGIC.length] ?? 0
  if (header.length !== HEADER_BYTES || !header.subarray(0, MAGIC.length).equals(MAGIC)) throw damaged()
  if (costLog2 < LOWEST_COST_LOG2 || costLog2 > HIGHEST_COST_LOG2) throw damaged()
  const rest = header.subarray(MAGIC.length + 1)
  const prefix = rest.subarray(SALT, SALT + PREFIX)
  const { key, check } = await keyFrom(passphrase, rest.subarray(0, SALT), costLog2)
  if (!timingSafeEqual(check, rest.subarray(SALT + PREFIX))) throw wrongPassphrase()

  let waiting: Buffer = Buffer.alloc(0)
  let number = 0
  let ended = false
  const open = (body: Buffer, last: boolean): Buffer => {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce(prefix, number++, last)).setAAD(header)
    decipher.setAuthTag(body.subarray(-TAG))
    return Buffer.concat([decipher.update(body.subarray(0, -TAG)), decipher.final()])
  }
  return new Transform({
    transform(chunk: Buffer, _encoding, done: TransformCallback) {
      try {
        waiting = Buffer.concat([waiting, chunk])
        while (waiting.length >= 5) {
          const length = waiting.readUInt32BE()
          if (ended || length < TAG || length > FRAME_BYTES + TAG) throw damaged()
          if (waiting.length < 5 + length) break
          ended = waiting[4] === 1
          this.push(open(waiting.subarray(5, 5 + length), ended))
          waiting = waiting.subarray(5 + length)
        }
        done()
      } catch {
        done(damaged())
      }
    },
    flush(done: TransformCallback) {
      done(ended && waiting.length === 0 ? null : damaged())
    },
  })
}
