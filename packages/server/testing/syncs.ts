/** Syncs of a running process: makes them fail, or keeps the files as of their last sync. It needs strace(1), which is not on every machine, and not allowed on every machine that has it. */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, cpSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { createInterface } from 'node:readline'

const SYNCS = 'fsync,fdatasync'

export function canTrace(): boolean {
  if (process.platform !== 'linux') return false
  const sleeper = spawn('sleep', ['30'])
  const { status } = spawnSync('timeout', ['-s', 'INT', '1', 'strace', '-o', '/dev/null', '-p', String(sleeper.pid)])
  sleeper.kill()
  return status === 124
}

async function trace(pid: number | undefined, fault: string, onLine: (line: string) => void): Promise<() => Promise<void>> {
  const options = ['-f', '-y', '-e', `trace=${SYNCS}`, '-e', `inject=${SYNCS}:${fault}`, '-p', String(pid)]
  const strace = spawn('strace', options, { stdio: ['ignore', 'ignore', 'pipe'] })
  const ended = once(strace, 'exit')
  const lines = createInterface({ input: strace.stderr })
  await new Promise<void>((resolve) => {
    lines.on('line', (line) => {
      if (line.includes('attached')) resolve()
      else onLine(line)
    })
    lines.on('close', resolve)
  })
  return async () => {
    strace.kill('SIGINT')
    await ended
  }
}

/** Until the returned function is called, the kernel answers the syncs of a process as `fault` says (strace(1), "Tampering"). */
export const injectInto = (pid: number | undefined, fault: string): Promise<() => Promise<void>> => trace(pid, fault, () => undefined)

export interface Synced {
  /** How many syncs there were. */
  count(): number
  /** Once the processes are dead: gives each file the content of its last sync, as a disk may after a power cut that loses everything else. */
  restore(): Promise<void>
}

/**
 * Keeps a copy of each file in `folder` as of its last sync by one of the processes. A process stands still from the end of a sync until the copy is made,
 * so that it can acknowledge nothing that is not in the copy.
 */
export async function keepSynced(pids: readonly number[], folder: string): Promise<Synced> {
  const copy = mkdtempSync(join(tmpdir(), 'regain-synced-'))
  let count = 0
  let isOver = false
  for (const pid of pids) process.kill(pid, 'SIGSTOP')
  cpSync(folder, copy, { recursive: true })
  const ends = await Promise.all(
    pids.map((pid) => {
      const synced = new Map<string, string>()
      return trace(pid, 'signal=SIGSTOP', (line) => {
        if (isOver) return
        const thread = /^\[pid\s+(\d+)\]/.exec(line)?.[1] ?? ''
        const path = /\bf(?:data)?sync\(\d+<([^>]+)>/.exec(line)?.[1]
        if (path !== undefined) synced.set(thread, path)
        if (!line.includes('stopped by SIGSTOP')) return
        const file = synced.get(thread)
        if (file === undefined) return
        synced.delete(thread)
        // A sync of a folder is about the names in it.
        if (file.startsWith(`${folder}/`) && statSync(file, { throwIfNoEntry: false })?.isFile()) {
          copyFileSync(file, join(copy, relative(folder, file)))
          count += 1
        }
        resume(pid)
      })
    }),
  )
  for (const pid of pids) resume(pid)
  return {
    count: () => count,
    async restore() {
      isOver = true
      await Promise.all(ends.map((end) => end()))
      for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true })
      cpSync(copy, folder, { recursive: true })
      rmSync(copy, { recursive: true })
    },
  }
}

/** It may have been killed in the meantime. */
function resume(pid: number): void {
  try {
    process.kill(pid, 'SIGCONT')
  } catch {
    // Gone.
  }
}
