/** What our profile of HSDS adds, as JSON Merge Patches of the standard's schemas (RFC 7386), by file name. */
const stated = (value: string) => ({
  type: 'object',
  required: [value, 'stated_on'],
  properties: { [value]: { type: 'integer', minimum: 0 }, stated_on: { type: 'string', format: 'date' } },
})
const ids = { type: 'array', items: { type: 'string', format: 'uuid' } }

export const PROFILE_PATCHES: Readonly<Record<string, object>> = {
  'service.json': {
    properties: {
      roda_traden: {
        type: 'object',
        description: 'What Röda tråden tells of a service beside the standard.',
        required: ['kind', 'status', 'translations'],
        properties: {
          kind: { type: 'string', enum: ['intervention', 'activity'] },
          status: { type: 'string', enum: ['planned', 'active', 'paused'] },
          translations: {
            type: 'array',
            items: {
              type: 'object',
              required: ['language', 'easy', 'description'],
              properties: {
                language: { type: 'string', description: 'BCP 47' },
                easy: { type: 'boolean', description: 'In easy words.' },
                description: { type: 'string' },
              },
            },
          },
          duration: {
            type: 'object',
            required: ['unit'],
            properties: {
              from: { type: 'integer' },
              to: { type: 'integer' },
              unit: { type: 'string', enum: ['day', 'week', 'month'] },
            },
          },
          queue: stated('length'),
          waiting: stated('days'),
          receiver_needs: { type: 'string' },
          onward_service_ids: ids,
          parallel_service_ids: ids,
        },
      },
    },
  },
}
