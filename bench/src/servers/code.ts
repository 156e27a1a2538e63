/** The fixed code that both systems draw in a benchmark, so that the load can type it. */
export const CODE = '13572468'
