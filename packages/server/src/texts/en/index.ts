/** All that the server says in English. */
import type { Texts } from '../contract/texts.ts'
import { messages } from './messages.ts'
import { pages } from './pages.ts'
import { time } from './time.ts'

export default { messages, pages, time } satisfies Texts
