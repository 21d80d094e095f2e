import type { Barrier } from '../core/code.ts'

/** One picture for each question, drawn as lines in a square of 96: they help who reads little, and are hidden from screen readers. */
const PICTURES: Record<Barrier, string> = {
  // A case with nothing in it.
  lack_of_work_experience:
    'M16 36h64a4 4 0 0 1 4 4v36a4 4 0 0 1-4 4H16a4 4 0 0 1-4-4V40a4 4 0 0 1 4-4ZM36 36v-8a6 6 0 0 1 6-6h12a6 6 0 0 1 6 6v8M12 54c22 9 50 9 72 0M43 54h10v9H43z',
  // An open book.
  low_education:
    'M48 30c-9-7-21-9-34-7v48c13-2 25 0 34 7 9-7 21-9 34-7V23c-13-2-25 0-34 7ZM48 30v48M23 36c6-.6 12 .4 17 3M23 47c6-.6 12 .4 17 3M73 36c-6-.6-12 .4-17 3M73 47c-6-.6-12 .4-17 3',
  // Two who speak with different signs.
  language:
    'M12 18h38a4 4 0 0 1 4 4v22a4 4 0 0 1-4 4H30l-11 10V48h-7a4 4 0 0 1-4-4V22a4 4 0 0 1 4-4ZM18 28h26M18 37h17M62 40h22a4 4 0 0 1 4 4v20a4 4 0 0 1-4 4h-4v10L69 68H46a4 4 0 0 1-4-4v-6M58 60c5-8 10-8 13-2s6 5 9-2M70 49v.1',
  // Somebody who holds an aching back.
  physical_ill_health:
    'M47 24a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM46 26c-11 5-14 17-11 31l1 33M36 58c7 3 14 3 19 1l4 31M44 32c8 4 11 11 9 19l-12 4M24 36l-9-5M21 46H10M24 56l-9 5',
  // Rain within a head.
  mental_ill_health:
    'M36 88V75c-15-5-22-16-22-30C14 26 28 12 47 12s32 13 32 31l8 16-9 3v10c0 4-3 6-7 6H61v10M34 46a8 8 0 0 1 2-16 12 12 0 0 1 22 1 7.500 7.500 0 0 1 1 15ZM37 53l-3 8M47 53l-3 8M57 53l-3 8',
  // Somebody small before high steps.
  lack_of_self_belief:
    'M20 56a6 6 0 1 0 0-12 6 6 0 0 0 0 12ZM20 58v18M12 66l8-5 8 5M14 88l6-12 6 12M40 88V70h15V52h15V34h18M79 34V12l11 5-11 5',
  // Somebody in a wheelchair.
  disability: 'M42 20a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM42 24v28h20l9 22h9M42 35h18M35 44a22 22 0 1 0 26 30',
  // A bottle, a glass and tablets.
  addiction:
    'M26 10h12v18c7 5 9 10 9 17v39a4 4 0 0 1-4 4H21a4 4 0 0 1-4-4V45c0-7 2-12 9-17ZM17 52h30M17 72h30M58 50h26l-3 18c-1 5-5 8-10 8s-9-3-10-8ZM71 76v12M62 88h18M62 28a8 8 0 1 0 .1 0M57 36h10M82 16a6 6 0 1 0 .1 0',
  // Somebody with a stick, and the time.
  high_age:
    'M38 22a8 8 0 1 0 0-16 8 8 0 0 0 0 16ZM36 26c-7 9-9 20-7 34l-5 28M30 60l12 10 2 18M37 32l9 14 12 2M60 46v42M56 44c2-4 8-4 8 1M74 34a14 14 0 1 0 0-28 14 14 0 0 0 0 28ZM74 12v8l6 4',
  // A house, a purse, and more.
  other:
    'M10 44 34 22l24 22M16 40v34h36V40M29 74V56h11v18M66 52h20a3 3 0 0 1 3 3v16a3 3 0 0 1-3 3H66zM79 62v.1M72 22v.1M80 22v.1M88 22v.1',
}

export const QuestionPicture = ({ barrier }: { barrier: Barrier }) => (
  <svg class="answer-picture" viewBox="0 0 96 96" width="96" height="96" aria-hidden="true" focusable="false">
    <path d={PICTURES[barrier]} />
  </svg>
)
