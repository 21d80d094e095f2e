import { z } from 'zod'
import { choice, version } from '../../../platform/form/fields.ts'

/** Levels of protection as the Tax Agency knows them; a new identity given by the police is never marked. */
export const PROTECTIONS = ['none', 'marking', 'protected_registration'] as const
export type Protection = (typeof PROTECTIONS)[number]

export const protectionForm = z.object({ level: choice(PROTECTIONS), named: z.array(z.string()), version: version() })
