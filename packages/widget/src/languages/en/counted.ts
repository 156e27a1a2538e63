/** Numbers with the words that follow them, in English. */
export const seconds = (count: number): string => (count === 1 ? 'one second' : `${count} seconds`)
export const minutes = (count: number): string => (count <= 1 ? 'one minute' : `${count} minutes`)
