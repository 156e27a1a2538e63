/** The code that both systems are made to draw, so that the load can type it back. */
export const CODE = '13572468'
