import { z } from 'zod'
import { choice, requiredText } from '../../platform/form/fields.ts'

export const COLOR_SCHEMES = ['auto', 'light', 'dark'] as const

export const ownSchema = z.object({
  name: requiredText(200),
  language: choice(['sv', 'en', 'ar']),
  colorScheme: choice(COLOR_SCHEMES),
})

export const passkeyNameSchema = z.object({ name: requiredText(60) })
