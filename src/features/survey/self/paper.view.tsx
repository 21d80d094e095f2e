import { dirOf } from '../../../platform/i18n/lang.ts'
import { langOf, type Version, versionTexts } from '../texts/self.ts'
import { QuestionPicture } from './picture.view.tsx'
import { ANSWERS, QUESTIONS } from './question.ts'

/** The ten questions on a sheet, each with its picture and three boxes to cross. */
export const BlankPaper = ({ version, code }: { version: Version; code: string | undefined }) => {
  const t = versionTexts(version)
  const lang = langOf(version)
  return (
    <section class="answer-paper" lang={lang} dir={dirOf(lang)}>
      <h2>{t('paper.title')}</h2>
      <p>{t('paper.lead')}</p>
      <p>
        {t('paper.code')}: <bdi class="answer-paper-code">{code ?? ''}</bdi>
      </p>
      <ol>
        {QUESTIONS.map((question) => (
          <li>
            <div class="answer-paper-row">
              <QuestionPicture barrier={question} />
              <div>
                <strong>{t(`q.${question}`)}</strong> <span>{t(`q.${question}.more`)}</span>
                <p class="answer-boxes">
                  {ANSWERS.map((answer) => (
                    <span>
                      <span class="answer-box" aria-hidden="true" /> {t(answer)}
                    </span>
                  ))}
                </p>
              </div>
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}
