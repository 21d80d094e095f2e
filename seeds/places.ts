/** Invented names of associations for a scaled database: forty-one first parts and two last ones make 82. */
const FIRST =
  'Al Ask Berg Björk Bo Dal Ek Fager Fors Gran Grön Hag Hammar Hed Hult Häll Kal Kro Kvarn Lind Ljung Lund Löv Mar Mel Nor Ny Ro Rön Sand Sjö Skog Sol Sten Strand Sund Säter Tall Vall Vik Ås'.split(
    ' ',
  )
const LAST = ['hamra', 'tuna']

export const associationName = (index: number): { name: string; shortName: string } => {
  const town = FIRST[index % FIRST.length]! + LAST[Math.floor(index / FIRST.length) % LAST.length]!
  return { name: `${town} samordningsförbund`, shortName: town }
}

/** As many as there are in Sweden, about. */
export const ASSOCIATIONS = FIRST.length * LAST.length
