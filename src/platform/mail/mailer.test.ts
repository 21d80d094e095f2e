import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { openMailer } from './mailer.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const MAIL = {
  to: 'kurator@example.se',
  subject: 'Något väntar på dig',
  text: 'Logga in för att se vad.\nhttps://trad.example.se',
}

function folder(): string {
  const dataDir = mkdtempSync(join(tmpdir(), 'mail-'))
  closing.push(() => rmSync(dataDir, { recursive: true }))
  return dataDir
}

/** A real SMTP server of few words: greets, takes what it is given, refuses the receivers it is told to. */
async function smtpServer(refused = '') {
  const received: { receivers: string[]; message: string }[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    const say = (line: string) => socket.write(`${line}\r\n`)
    let mail = { receivers: [] as string[], message: '' }
    let buffer = ''
    let inMessage = false
    say('220 test ESMTP')
    socket.on('data', (data) => {
      buffer += data.toString('utf8')
      for (let end = buffer.indexOf('\r\n'); end !== -1; end = buffer.indexOf('\r\n')) {
        const line = buffer.slice(0, end)
        buffer = buffer.slice(end + 2)
        if (inMessage) {
          if (line !== '.') mail.message += `${line.replace(/^\.\./, '.')}\n`
          else {
            inMessage = false
            received.push(mail)
            mail = { receivers: [], message: '' }
            say('250 taken')
          }
        } else if (line.startsWith('RCPT')) {
          const receiver = /<(.*)>/.exec(line)?.[1] ?? ''
          mail.receivers.push(receiver)
          say(receiver === refused ? '550 no such box' : '250 ok')
        } else if (line === 'DATA') {
          inMessage = true
          say('354 go on')
        } else say(line === 'QUIT' ? '221 bye' : '250 ok')
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => {
    for (const socket of sockets) socket.destroy()
    return new Promise((resolve) => server.close(resolve))
  })
  return { url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, received }
}

test('without a server a mail is a file that only the owner may read', async () => {
  const dataDir = folder()
  const mailer = openMailer({ mailFrom: 'Röda tråden <no-reply@example.se>', dataDir })
  await mailer.sendMail(MAIL)
  await mailer.sendMail({ ...MAIL, subject: 'Rad ett\r\nBcc: alla@example.se' })
  const files = readdirSync(join(dataDir, 'mail')).sort()
  expect(files).toHaveLength(2)
  const [first = '', second = ''] = files.map((file) => readFileSync(join(dataDir, 'mail', file), 'utf8'))
  expect(first).toContain('To: kurator@example.se')
  expect(first).toContain('Auto-Submitted: auto-generated')
  expect(first).toContain('https://trad.example.se')
  expect(second).not.toMatch(/^Bcc/im)
  expect(statSync(join(dataDir, 'mail', files[0]!)).mode & 0o077).toBe(0)
})

test('with a server it is handed over, to one receiver only', async () => {
  const { url, received } = await smtpServer()
  const mailer = openMailer({ smtpUrl: url, mailFrom: 'no-reply@example.se', dataDir: folder() })
  closing.push(() => mailer.close())
  await mailer.sendMail(MAIL)
  expect(received[0]!.receivers).toEqual([MAIL.to])
  expect(received[0]!.message).toMatch(/^Subject: =\?UTF-8\?/m)
  expect(received[0]!.message).toContain('Logga in')
  await mailer.sendMail({ ...MAIL, to: 'a@example.se, b@example.se' }).catch(() => undefined)
  expect(received.every(({ receivers }) => receivers.length === 1)).toBe(true)
})

test('a server that refuses or is not there makes it throw', async () => {
  const { url } = await smtpServer(MAIL.to)
  const refused = openMailer({ smtpUrl: url, mailFrom: 'no-reply@example.se', dataDir: folder() })
  const absent = openMailer({ smtpUrl: 'smtp://127.0.0.1:1', mailFrom: 'no-reply@example.se', dataDir: folder() })
  closing.push(refused.close, absent.close)
  await expect(refused.sendMail(MAIL)).rejects.toThrow('550')
  await expect(absent.sendMail(MAIL)).rejects.toThrow()
})
