import { paths } from '../../paths.ts'
import { CASE_ROLES, groundOf, type Route } from '../access/public.ts'
import { exportThread } from './export.queries.ts'
import { rightsOn } from './thread.access.ts'
import { workThread } from './work/work.queries.ts'

/** Everything the viewer may see of a thread, as a file to hand over (dataskyddsförordningen art. 15; OSL 10:3). By who holds the thread. */
export const exportRoutes: Route[] = [
  {
    method: 'get',
    path: paths.extract(':id'),
    guard: CASE_ROLES,
    audit: 'export',
    async handle(visit) {
      const { tx, viewer, c, today } = visit
      const thread = await workThread(tx, viewer, c.req.param('id') ?? '')
      if (!thread || rightsOn(viewer, thread).withdraw !== 'yes') return visit.notFound()
      const found = await exportThread(tx, viewer, thread.threadId)
      if (!found) return visit.notFound()
      await visit.saw({ threadId: thread.threadId, ground: groundOf(viewer, thread.threadId, thread.acl) })
      // The name of the file says nothing about the person.
      c.header('content-disposition', `attachment; filename="utdrag-${thread.caseNumber}-${today}.json"`)
      return c.json(found)
    },
  },
]
