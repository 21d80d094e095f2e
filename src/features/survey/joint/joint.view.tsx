import { paths } from '../../../paths.ts'
import { formatDay, formatList } from '../../../platform/i18n/format.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { Button } from '../../../ui/button.tsx'
import { Actions, Card } from '../../../ui/card.tsx'
import { RadioGroup } from '../../../ui/choice.tsx'
import { Form } from '../../../ui/form.tsx'
import { Bdi } from '../../../ui/inline.tsx'
import { Notice, Tag, type Tone } from '../../../ui/status.tsx'
import { Table } from '../../../ui/table.tsx'
import type { OwnList } from '../round/list.queries.ts'
import { listName, monthName } from '../round/round.view.tsx'
import { jointTexts } from '../texts/joint.ts'
import type { ListedJoint, RoundToRelease } from './joint.queries.ts'
import { FEWEST_PARTS, type Joint, type JointPart, released, strayParts } from './joint.ts'

const TONES = { asking: 'info', made: 'ok', ended: 'neutral' } as const satisfies Record<Joint['state'], Tone>

export const jointName = (lang: Lang, { title, month }: Joint): string =>
  jointTexts(lang)('named', { title, month: monthName(lang, { month }) })

/** The same on a page: title and month each in its own direction. */
export const JointName = ({ lang, joint: { title, month } }: { lang: Lang; joint: Joint }) => (
  <>{jointTexts(lang).parts('named', { title: <Bdi>{title}</Bdi>, month: <Bdi>{monthName(lang, { month })}</Bdi> })}</>
)

export const JointStateTag = ({ lang, state }: { lang: Lang; state: Joint['state'] }) => (
  <Tag tone={TONES[state]} icon={state === 'asking' ? 'clock' : undefined}>
    {jointTexts(lang)(`state.${state}`)}
  </Tag>
)

/** On I dag: the viewer's unit is asked and has not answered. Nothing where it is not. */
export const JointsWaitingNotice = ({ lang, joints }: { lang: Lang; joints: readonly Joint[] }) => {
  const t = jointTexts(lang)
  if (joints.length === 0) return null
  return (
    <Notice tone="info" title={t('today.title')}>
      {joints.map((joint) => (
        <p>
          {t.parts('today.text', {
            unit: <Bdi>{joint.unitName}</Bdi>,
            name: (
              <a href={paths.surveyJoint(joint.jointId)}>
                <JointName lang={lang} joint={joint} />
              </a>
            ),
          })}
        </p>
      ))}
    </Notice>
  )
}

/** Joint reports the viewer has to do with. */
export const JointTable = ({ lang, joints }: { lang: Lang; joints: readonly ListedJoint[] }) => {
  const t = jointTexts(lang)
  return (
    <Table
      caption={t('caption')}
      captionHidden
      rows={joints}
      empty="–"
      columns={[
        {
          heading: t('col.title'),
          header: true,
          cell: (one) => (
            <a href={paths.surveyJoint(one.jointId)}>
              <JointName lang={lang} joint={one} />
            </a>
          ),
        },
        { heading: t('col.asks'), cell: ({ unitName }) => <Bdi>{unitName}</Bdi> },
        {
          heading: t('col.state'),
          cell: ({ state, waitsForViewer }) =>
            waitsForViewer ? <Tag tone="attention">{t('waits')}</Tag> : <JointStateTag lang={lang} state={state} />,
        },
      ]}
    />
  )
}

const ANSWER_TONES = { asked: 'neutral', yes: 'ok', no: 'neutral' } as const

/** Which units are asked, and what they have answered; with the lists of those that are in it where they differ. */
export const PartTable = (props: { lang: Lang; parts: readonly JointPart[]; lists: readonly OwnList[] }) => {
  const { lang, parts, lists } = props
  const t = jointTexts(lang)
  const stray = strayParts(parts)
  return (
    <>
      {stray.length > 0 && (
        <Notice tone="attention">
          <p>
            {t('lists', {
              list: formatList(
                lang,
                stray.map(({ unitName }) => unitName),
              ),
            })}
          </p>
        </Notice>
      )}
      <Table
        caption={t('new.units')}
        captionHidden
        rows={parts}
        empty="–"
        columns={[
          { heading: t('col.unit'), header: true, cell: ({ unitName }) => <Bdi>{unitName}</Bdi> },
          {
            heading: t('col.answer'),
            cell: ({ answer }) => <Tag tone={ANSWER_TONES[answer]}>{t(`answer.${answer}`)}</Tag>,
          },
          ...(stray.length > 0
            ? [
                {
                  heading: t('col.list'),
                  cell: ({ reasonList }: JointPart) =>
                    reasonList ? <Bdi>{listName(lang, reasonList, lists)}</Bdi> : '–',
                },
              ]
            : []),
        ]}
      />
    </>
  )
}

/** What a unit answers: what it means, and the buttons. */
export const AnswerCard = (props: {
  lang: Lang
  joint: Joint
  part: JointPart
  rounds: readonly RoundToRelease[]
  hidden: Record<string, string>
}) => {
  const { lang, joint, part, rounds } = props
  const t = jointTexts(lang)
  const hidden = { ...props.hidden, unit: String(part.unitId) }
  const action = paths.surveyJointAnswer(joint.jointId)
  const title = part.answer === 'asked' ? 'part.title' : (`part.title.${part.answer}` as const)
  const name = { unit: <Bdi>{part.unitName}</Bdi> }
  if (part.answer === 'yes')
    return (
      <Card title={t.parts(title, name)} level={2}>
        <p>{t('part.isIn')}</p>
        <Form action={action} hidden={{ ...hidden, answer: 'back' }}>
          <Button variant="secondary">{t('part.back')}</Button>
        </Form>
      </Card>
    )
  return (
    <Card title={t.parts(title, name)} level={2} {...(part.answer === 'asked' ? { tone: 'first' as const } : {})}>
      {part.answer === 'no' && <p>{t('part.isOut')}</p>}
      <p>{t('part.text')}</p>
      {rounds.length === 0 && (
        <p>{t.parts('part.noRound', { month: <Bdi>{monthName(lang, { month: joint.month })}</Bdi> })}</p>
      )}
      <Form action={action} hidden={{ ...hidden, ...(rounds.length === 1 ? { round: rounds[0]!.roundId } : {}) }}>
        {rounds.length > 1 && (
          <RadioGroup
            name="round"
            label={t('part.round')}
            value={rounds[0]!.roundId}
            options={rounds.map(({ roundId, closedOn, people }) => ({
              value: roundId,
              label: t('part.roundOption', { day: formatDay(lang, closedOn), count: people }),
            }))}
          />
        )}
        <Actions>
          {rounds.length > 0 && (
            <Button name="answer" value="yes">
              {t('part.yes')}
            </Button>
          )}
          {part.answer === 'asked' && (
            <Button name="answer" value="no" variant="secondary">
              {t('part.no')}
            </Button>
          )}
        </Actions>
      </Form>
    </Card>
  )
}

/** How the one who asked has it made, of those that are in it. */
export const OrderCard = (props: {
  lang: Lang
  joint: Joint
  parts: readonly JointPart[]
  rounded: boolean
  hidden: Record<string, string>
}) => {
  const { lang, joint, parts } = props
  const t = jointTexts(lang)
  const [yes, asked] = [released(parts).length, parts.filter(({ answer }) => answer === 'asked').length]
  const reason = yes < FEWEST_PARTS ? t('order.few') : strayParts(parts).length > 0 ? t('refused.lists') : undefined
  return (
    <Card title={t('order.title')} level={2}>
      <p>{t('order.text', { yes, asked })}</p>
      {yes >= FEWEST_PARTS && yes < parts.length && <p>{t('order.without')}</p>}
      <Form action={paths.surveyJointOrder(joint.jointId)} hidden={props.hidden}>
        <RadioGroup
          name="figures"
          label={t('order.figures')}
          value={props.rounded ? 'rounded' : 'plain'}
          options={(['plain', 'rounded'] as const).map((value) => ({ value, label: t(`order.${value}`) }))}
        />
        <Button {...(reason ? { disabledReason: reason } : {})}>{t('order.submit')}</Button>
      </Form>
    </Card>
  )
}
