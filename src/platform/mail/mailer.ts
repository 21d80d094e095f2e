import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport, type SendMailOptions } from 'nodemailer'
import type { Config } from '../config.ts'

/**
 * A mail to one person. The caller's duty: no personal data in it. No name, number, case or place of a participant,
 * neither in the subject nor in the text; only that something waits, and the address to sign in at.
 */
export type Mail = { to: string; subject: string; text: string }

/** Without an SMTP server mails become `.eml` files in the folder `mail` of the data folder. */
export type MailSettings = Pick<Config, 'smtpUrl' | 'mailFrom' | 'dataDir'>

export type Mailer = {
  /** Hands the mail over; throws when the server does not take it (a job then tries again). */
  sendMail(mail: Mail): Promise<void>
  close(): void
}

const WAIT_MS = 10_000
/** The outbox of files keeps the latest ones. */
const MOST_FILES = 500

export function openMailer(settings: MailSettings): Mailer {
  return settings.smtpUrl ? smtpMailer(settings.smtpUrl, settings.mailFrom) : fileMailer(settings)
}

/** Also tells answering machines not to answer. */
const messageOf = (from: string, { to, subject, text }: Mail): SendMailOptions => ({
  from,
  // As an object it stays one address, whatever commas it holds.
  to: { name: '', address: to },
  subject,
  text,
  headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  disableFileAccess: true,
  disableUrlAccess: true,
})

function smtpMailer(url: string, from: string): Mailer {
  const wait = { connectionTimeout: WAIT_MS, greetingTimeout: WAIT_MS, socketTimeout: 3 * WAIT_MS }
  const transport = createTransport({ url, pool: true, maxConnections: 2, ...wait })
  return {
    async sendMail(mail) {
      await transport.sendMail(messageOf(from, mail))
    },
    close: () => transport.close(),
  }
}

function fileMailer({ mailFrom, dataDir }: MailSettings): Mailer {
  const folder = join(dataDir, 'mail')
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  let count = 0
  return {
    async sendMail(mail) {
      const { message } = await transport.sendMail(messageOf(mailFrom, mail))
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const name = `${new Date().toISOString().replace(/[:.]/g, '-')}-${process.pid}-${String(count++).padStart(4, '0')}.eml`
      // Whole or not there at all, for whoever watches the folder.
      await writeFile(join(folder, `.${name}`), message as Buffer, { mode: 0o600 })
      await rename(join(folder, `.${name}`), join(folder, name))
      const files = (await readdir(folder)).filter((file) => file.endsWith('.eml')).sort()
      for (const old of files.slice(0, -MOST_FILES)) await rm(join(folder, old), { force: true })
    },
    close: () => transport.close(),
  }
}
