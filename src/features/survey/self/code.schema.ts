import { z } from 'zod'
import { choice } from '../../../platform/form/fields.ts'

/** Where the person answers: decides how long the code works. */
export const howSchema = z.object({ how: choice(['link', 'tablet']) })
