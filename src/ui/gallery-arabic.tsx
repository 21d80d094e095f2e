import { Button } from './button.tsx'
import { Actions, Card, CardGrid } from './card.tsx'
import { CheckboxGroup, RadioGroup } from './choice.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { Facts } from './facts.tsx'
import { DateField, TextArea, TextField } from './field.tsx'
import { Form } from './form.tsx'
import { type GalleryProps, galleryFrame } from './gallery.tsx'
import { PageHeading } from './heading.tsx'
import { Bdi } from './inline.tsx'
import { Page } from './page.tsx'
import { Quote } from './quote.tsx'
import { Notice, Tag } from './status.tsx'
import { Table } from './table.tsx'
import { StepList, Timeline } from './timeline.tsx'

const people = [
  { name: 'Exempel Kollega', role: 'مستشارة عمل', since: '2026-01-19' },
  { name: 'Exempel Kurator', role: 'مرشدة اجتماعية', since: '2026-03-02' },
]

const Thread = () => (
  <>
    <CardGrid lead>
      <Card title="الخطوة التالية" titleStyle="quiet" tone="first">
        <p class="big">اجتماع مشترك يوم الثلاثاء 1 ديسمبر الساعة 13</p>
        <p>
          <Bdi>Exempel Kollega</Bdi> ترسل الدعوة
        </p>
      </Card>
      <Card title="بكلماتي" titleStyle="quiet">
        <Quote lang="ar">أريد أن أعمل نصف دوام في ورشة، في الصباح.</Quote>
      </Card>
      <Card title="ما يجب عمله" titleStyle="quiet">
        <p>شهادة طبية إلى Försäkringskassan</p>
        <p>
          <Tag tone="danger">تأخر 6 أيام</Tag>
        </p>
      </Card>
    </CardGrid>
    <Card title="طلبك">
      <StepList
        label="مراحل الطلب"
        stateText={{ done: 'تم', present: 'الآن', coming: 'لاحقًا' }}
        steps={[
          { text: 'أُرسل', state: 'done', meta: <Bdi>2025-09-03</Bdi> },
          { text: 'استُلم', state: 'done', meta: <Bdi>2025-09-05</Bdi> },
          { text: 'في الانتظار', state: 'present', meta: '41 يومًا' },
          { text: 'البداية', state: 'coming' },
        ]}
      />
    </Card>
    <Card title="ما حدث">
      <Timeline
        items={[
          { when: <Bdi>2025-09-03</Bdi>, title: 'أُرسل الطلب من البلدية', line: 'wait', wait: '91 يومًا في الانتظار' },
          { when: <Bdi>2025-12-03</Bdi>, title: 'بدأت مع فريق Norrby' },
        ]}
      />
    </Card>
    <Card title="من يساعدك">
      <Table
        caption="من يساعدك"
        captionHidden
        columns={[
          { heading: 'الاسم', header: true, cell: (row: (typeof people)[number]) => <Bdi>{row.name}</Bdi> },
          { heading: 'الدور', cell: (row) => row.role },
          { heading: 'منذ', align: 'end', cell: (row) => <Bdi>{row.since}</Bdi> },
        ]}
        rows={people}
        empty=""
      />
    </Card>
    <Facts
      items={[
        { value: '17', label: 'ساعة في الأسبوع' },
        { value: '2', label: 'شخصان يساعدانك' },
      ]}
    />
    <Notice tone="attention">تنتهي موافقتك بعد 14 يومًا.</Notice>
  </>
)

const Consent = () => (
  <Form action="#" label="الموافقة">
    <ErrorSummary title="هناك أمر واحد يجب تصحيحه" errors={[{ text: 'هذا التاريخ غير موجود', name: 'until' }]} />
    <TextField name="phone" label="رقم الهاتف" type="tel" autocomplete="tel" value="070-123 45 67" />
    <DateField
      name="until"
      label="الموافقة حتى"
      format={
        <>
          سنة-شهر-يوم، مثلاً <Bdi>2026-03-09</Bdi>
        </>
      }
      value="2026-02-31"
      error="هذا التاريخ غير موجود"
    />
    <CheckboxGroup
      name="see"
      label="ما الذي يمكن للمنطقة الصحية رؤيته؟"
      options={[
        { value: 'plan', label: 'الخطة', hint: 'الأهداف والخطوات ومن يقوم بماذا.' },
        { value: 'attendance', label: 'الحضور' },
      ]}
      values={['plan']}
    />
    <RadioGroup
      name="how"
      label="كيف أعطيت الموافقة؟"
      layout="row"
      options={[
        { value: 'talk', label: 'في محادثة' },
        { value: 'paper', label: 'على ورق' },
      ]}
    />
    <TextArea name="more" label="هل تريد أن تقول شيئًا آخر؟" mark="(اختياري)" />
    <Actions>
      <Button>أعطي موافقتي</Button>
      <Button variant="secondary" icon="arrow">
        التالي
      </Button>
    </Actions>
  </Form>
)

/** The same pieces from right to left. */
export const GalleryArabic = ({ assets, colorScheme }: GalleryProps) => (
  <Page
    {...galleryFrame}
    lang="ar"
    dir="rtl"
    title="خيطك"
    skipText="انتقل إلى المحتوى"
    assets={assets}
    colorScheme={colorScheme}
    header={{
      ...galleryFrame.header,
      banner: 'عرض تجريبي. جميع الأشخاص هنا من نسج الخيال.',
      nav: {
        label: 'القائمة الرئيسية',
        menuText: 'القائمة',
        items: [
          { href: '#', text: 'خيطي', current: true },
          { href: '#', text: 'من يرى ماذا' },
          { href: '#', text: 'مواعيدي' },
        ],
      },
      account: { ...galleryFrame.header.account, label: 'حسابك', role: undefined, unit: undefined },
    }}
    breadcrumbs={{ label: 'أنت هنا', items: [{ text: 'البداية', href: '#' }, { text: 'خيطك' }] }}
    footer={{
      label: 'عن الموقع',
      links: [
        { href: '#', text: 'بيان إمكانية الوصول' },
        { href: '#', text: 'البيانات الشخصية' },
      ],
    }}
  >
    <PageHeading
      title="خيطك"
      meta={[
        <>
          جهة الاتصال: <Bdi>Exempel Kollega</Bdi>
        </>,
        'مترجم في الاجتماعات',
      ]}
      lead="هنا ترى ما يحدث بعد ذلك ومن يساعدك."
    />
    <Thread />
    <Card title="موافقتك">
      <Consent />
    </Card>
  </Page>
)
