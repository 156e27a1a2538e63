/** Reads CHANGELOG.md: its versions, newest first, with the items of each section. */

/** The sections of Keep a Changelog, preceded by what an upgrade must not miss. */
export const SECTIONS = ['Breaking', 'Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security']

/** `[{ version: 'Unreleased', sections: { Breaking: ['…'] } }, { version: '0.1.0', date: '2026-11-27', sections: {} }]` */
export function readChangelog(text) {
  return text
    .split(/^## /m)
    .slice(1)
    .map((part) => {
      const [, version, date] = /^\[([^\]]+)\](?: - (\S+))?/.exec(part) ?? []
      const sections = part.split(/^### /m).slice(1)
      return { version, date, sections: Object.fromEntries(sections.map(readSection)) }
    })
}

/** The items under Breaking of every version after a release. `0.1` means 0.1.0 and its patches. */
export function breakingSince(text, release) {
  const versions = readChangelog(text)
  const known = versions.findIndex(({ version }) => `${version}.`.startsWith(`${release}.`))
  return versions.slice(0, known).flatMap(({ sections }) => sections.Breaking ?? [])
}

function readSection(text) {
  const [title, ...lines] = text.split('\n')
  return [
    title.trim(),
    lines
      .join('\n')
      .split(/^\* /m)
      .slice(1)
      .map((item) => item.trim()),
  ]
}
