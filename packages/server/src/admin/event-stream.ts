/** Sends server-sent events (WHATWG HTML 9.2) from an async iterable, which ends when the browser disconnects. */

export interface ServerEvent {
  id?: number
  event: string
  data: unknown
}

/** Proxies close connections that are silent for long, and only silence shows a browser that its connection was cut. */
const SILENT_ROUNDS = 5
const RETRY_MS = 2000

/** `undefined` is a round in which nothing happened. After {@link SILENT_ROUNDS} of them a `still-here` is sent, as an event, because scripts can't see comments. */
export function eventStream(events: AsyncIterable<ServerEvent | undefined>, onGone: () => void): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const iterator = events[Symbol.asyncIterator]()
  let silent = 0
  let begun = false
  return new ReadableStream({
    async pull(controller) {
      if (!begun) {
        begun = true
        controller.enqueue(encoder.encode(`retry: ${RETRY_MS}\n\n`))
        return
      }
      for (;;) {
        const { done, value } = await iterator.next()
        if (done) return controller.close()
        silent = value ? 0 : silent + 1
        if (value) return controller.enqueue(encoder.encode(written(value)))
        if (silent % SILENT_ROUNDS === 0) return controller.enqueue(encoder.encode(written({ event: 'still-here', data: null })))
      }
    },
    async cancel() {
      onGone()
      await iterator.return?.()
    },
  })
}

// JSON escapes line breaks, so the data is always one line.
const written = ({ id, event, data }: ServerEvent): string =>
  `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`
