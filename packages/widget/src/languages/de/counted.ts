/** Numbers with the words that follow them, in German. */
export const seconds = (count: number): string => (count === 1 ? 'einer Sekunde' : `${count} Sekunden`)
export const minutes = (count: number): string => (count <= 1 ? 'einer Minute' : `${count} Minuten`)
