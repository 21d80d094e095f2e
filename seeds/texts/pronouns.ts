/** Fills {hon}, {Hon}, {henne}, {hennes} and {Hennes} by sex, and other words in braces by name. */
export function say(text: string, sex: 'woman' | 'man', words: Record<string, string> = {}): string {
  if (!text.includes('{')) return text
  const woman = sex === 'woman'
  const all: Record<string, string> = {
    hon: woman ? 'hon' : 'han',
    Hon: woman ? 'Hon' : 'Han',
    henne: woman ? 'henne' : 'honom',
    hennes: woman ? 'hennes' : 'hans',
    Hennes: woman ? 'Hennes' : 'Hans',
    ...words,
  }
  return text.replace(/\{(\p{L}+)\}/gu, (_, word: string) => {
    const found = all[word]
    if (found === undefined) throw new RangeError(`no word for {${word}}`)
    return found
  })
}
