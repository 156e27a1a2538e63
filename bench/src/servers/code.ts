/** The fixed code that both systems draw in a benchmark, so that the load can type it back. */
export const CODE = '13572468'
