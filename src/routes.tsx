import type { AppParts } from './app-parts.ts'
import { aboutRoutes } from './features/access/about.pages.tsx'
import { accountRoutes } from './features/access/account.pages.tsx'
import { adminRoutes } from './features/access/admin.pages.tsx'
import { ownAccountRoutes } from './features/access/own-account.pages.tsx'
import { passkeyRoutes } from './features/access/passkey.pages.tsx'
import type { Route } from './features/access/public.ts'
import { signInRoutes } from './features/access/sign-in.pages.tsx'
import { startRoutes } from './features/access/start.pages.tsx'
import { welcomeRoutes } from './features/access/welcome.pages.tsx'
import { entryRoutes } from './features/map/entry.pages.tsx'
import { entryFormRoutes } from './features/map/entry-form.pages.tsx'
import { entryListRoutes } from './features/map/entry-list.pages.tsx'
import { entryStatusRoutes } from './features/map/entry-status.pages.tsx'
import { findRoutes } from './features/map/find/find.pages.tsx'
import { openMapReader } from './features/map/find/find.queries.ts'
import { hsdsRoutes } from './features/map/hsds/hsds.pages.tsx'
import { neighbourRoutes } from './features/map/hsds/neighbour.pages.tsx'
import { placeRoutes } from './features/map/place.pages.tsx'
import { qualityRoutes } from './features/map/review/quality.pages.tsx'
import { reviewRoutes } from './features/map/review/review.pages.tsx'
import { reviewRowRoutes } from './features/map/review/review-rows.pages.tsx'
import { sheetImportRoutes } from './features/map/sheet/sheet-import.pages.tsx'
import { sheetOutRoutes } from './features/map/sheet/sheet-out.pages.ts'
import { comparisonRoutes } from './features/map/view/comparison.pages.tsx'
import { coverageRoutes } from './features/map/view/coverage.pages.tsx'
import { overviewRoutes } from './features/map/view/overview.pages.tsx'
import { viewsRoutes } from './features/map/view/views.pages.tsx'
import { wayChartRoutes } from './features/map/view/way-chart.pages.tsx'
import { jointRoutes } from './features/survey/joint/joint.pages.tsx'
import { waitingJoints } from './features/survey/joint/joint.queries.ts'
import { JointsWaitingNotice } from './features/survey/joint/joint.view.tsx'
import { jointNewRoutes } from './features/survey/joint/joint-new.pages.tsx'
import { monthRoutes } from './features/survey/months/month.pages.tsx'
import { seriesRoutes } from './features/survey/months/series.pages.tsx'
import { orderRoutes } from './features/survey/order/order.pages.tsx'
import { printedRoutes } from './features/survey/printed/printed.pages.tsx'
import { behindRoutes } from './features/survey/report/behind.pages.tsx'
import { reportRoutes } from './features/survey/report/report.pages.tsx'
import { savedReportRoutes } from './features/survey/report/saved-report.pages.tsx'
import { ownListRoutes } from './features/survey/round/own-list.pages.tsx'
import { personRoutes } from './features/survey/round/person.pages.tsx'
import { personAddRoutes } from './features/survey/round/person-add.pages.tsx'
import { ratingRoutes } from './features/survey/round/rating.pages.tsx'
import { roundRoutes } from './features/survey/round/round.pages.tsx'
import { roundFormRoutes } from './features/survey/round/round-form.pages.tsx'
import { answerRoutes } from './features/survey/self/answer.pages.tsx'
import { ownAnswerRoutes } from './features/survey/self/own-answer.pages.tsx'
import { ownPersonRoutes } from './features/survey/self/own-person.pages.tsx'
import { paperRoutes } from './features/survey/self/paper.pages.tsx'
import { entryUses } from './features/thread/entry-use.queries.ts'
import { exportRoutes } from './features/thread/export.pages.tsx'
import { importRoutes } from './features/thread/import/import.pages.tsx'
import { participantRoutes } from './features/thread/participant.pages.tsx'
import { ExampleThread } from './features/thread/picture/example.view.tsx'
import { intakeRoutes } from './features/thread/referral/intake.pages.tsx'
import { newcomerRoutes } from './features/thread/referral/newcomer.pages.tsx'
import { queueRoutes } from './features/thread/referral/queue.pages.tsx'
import { queueActionRoutes } from './features/thread/referral/queue-action.pages.tsx'
import { referralRoutes } from './features/thread/referral/referral.pages.tsx'
import { referralActionRoutes } from './features/thread/referral/referral-action.pages.tsx'
import { referralDraftRoutes } from './features/thread/referral/referral-draft.pages.tsx'
import { referralListRoutes } from './features/thread/referral/referral-list.pages.tsx'
import { referralSendRoutes } from './features/thread/referral/referral-send.pages.tsx'
import { searchRoutes } from './features/thread/search.pages.tsx'
import { consentRoutes } from './features/thread/sharing/consent.pages.tsx'
import { consentPaperRoutes } from './features/thread/sharing/consent-paper.pages.tsx'
import { consentPreviewRoutes } from './features/thread/sharing/consent-preview.pages.tsx'
import { glassRoutes } from './features/thread/sharing/glass.pages.tsx'
import { protectionRoutes } from './features/thread/sharing/protection.pages.tsx'
import { readsRoutes } from './features/thread/sharing/reads.pages.tsx'
import { sharingRoutes } from './features/thread/sharing/sharing.pages.tsx'
import { teamRooms } from './features/thread/team-room.queries.ts'
import { threadRoutes } from './features/thread/thread.pages.tsx'
import { todayRoutes } from './features/thread/today.pages.tsx'
import { unitMonths } from './features/thread/unit-month.queries.ts'
import { appointmentRoutes } from './features/thread/work/appointment.pages.tsx'
import { entryTracks } from './features/thread/work/entry-track.queries.ts'
import { unitSteps } from './features/thread/work/unit-step.queries.ts'
import { workRoutes } from './features/thread/work/work.pages.tsx'
import { surveyPeople } from './survey-people.ts'

type Parts = Pick<AppParts, 'db' | 'accounts' | 'origin' | 'secret' | 'assets' | 'loopback'>

/** What everybody may read of the open maps, as pages and as data: both ask what is kept of a map in one place. */
function openMapRoutes(parts: Parts): Route[] {
  const reader = openMapReader(parts.db, teamRooms)
  return [...findRoutes({ ...parts, reader }), ...neighbourRoutes(parts), ...hsdsRoutes({ ...parts, reader })]
}

/** All routes of the product, in the order of the features. */
export const routesOf = (parts: Parts): Route[] => [
  ...startRoutes({ ...parts, examplePicture: (lang, today) => <ExampleThread lang={lang} today={today} /> }),
  ...aboutRoutes(parts),
  ...signInRoutes(parts),
  ...accountRoutes(parts),
  ...ownAccountRoutes(parts),
  ...passkeyRoutes,
  ...welcomeRoutes(parts),
  ...adminRoutes(parts),
  ...openMapRoutes(parts),
  ...todayRoutes({
    alsoAsked: async ({ tx, viewer, lang }) => (
      <JointsWaitingNotice lang={lang} joints={await waitingJoints(tx, viewer)} />
    ),
  }),
  // Names of files before the addresses of imports.
  ...sheetOutRoutes,
  ...sheetImportRoutes,
  ...reviewRoutes,
  ...reviewRowRoutes,
  ...entryListRoutes({ measures: teamRooms }),
  ...entryRoutes({ measures: teamRooms, running: entryTracks }),
  ...overviewRoutes,
  ...viewsRoutes,
  ...wayChartRoutes({ steps: unitSteps }),
  ...comparisonRoutes,
  ...coverageRoutes({ measures: teamRooms }),
  ...entryFormRoutes,
  ...entryStatusRoutes,
  ...placeRoutes,
  ...qualityRoutes({ measures: teamRooms, uses: entryUses }),
  // Words of the survey's addresses before the keys of rounds.
  ...savedReportRoutes,
  ...orderRoutes,
  ...jointNewRoutes,
  ...jointRoutes,
  ...printedRoutes,
  ...answerRoutes(parts),
  ...ownListRoutes,
  ...monthRoutes({ unitMonths }),
  ...seriesRoutes,
  ...roundFormRoutes,
  ...roundRoutes,
  ...personAddRoutes({ unitPeople: surveyPeople }),
  ...personRoutes,
  ...ratingRoutes,
  ...reportRoutes({ unitMonths }),
  ...behindRoutes,
  ...ownAnswerRoutes(parts),
  ...ownPersonRoutes(parts),
  ...paperRoutes(parts),
  // Before the thread's own addresses, which begin in the same way.
  ...importRoutes(parts),
  ...participantRoutes,
  ...searchRoutes,
  ...referralListRoutes,
  ...newcomerRoutes,
  ...referralDraftRoutes,
  ...referralSendRoutes,
  ...referralActionRoutes,
  ...appointmentRoutes,
  ...intakeRoutes,
  ...referralRoutes,
  ...queueRoutes,
  ...queueActionRoutes,
  ...threadRoutes,
  ...workRoutes,
  ...sharingRoutes,
  ...consentRoutes,
  ...consentPreviewRoutes,
  ...consentPaperRoutes,
  ...readsRoutes,
  ...glassRoutes,
  ...protectionRoutes,
  ...exportRoutes,
]
