/** Finds the tables of texts in sources of the console: objects with one entry for each language. */
import ts from 'typescript'

/** The script of a Svelte file. */
const scriptIn = (text) => /<script[^>]*>/.exec(text)
export function parse(file, text) {
  if (!file.endsWith('.svelte')) return { source: ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true), from: 0 }
  const tag = scriptIn(text)
  const from = tag ? tag.index + tag[0].length : 0
  const script = text.slice(from, tag ? text.indexOf('</script>', from) : 0)
  return { source: ts.createSourceFile(file, script, ts.ScriptTarget.Latest, true), from }
}

const nameOf = ({ name }) => (name && (ts.isIdentifier(name) || ts.isStringLiteral(name)) ? name.text : undefined)

/** `{ en: …, de: … }`, or `{ en, de }` of constants in the same file: the entries by language. */
export function tablesIn(source, languages) {
  const constants = new Map()
  const tables = []
  const visit = (node) => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer) constants.set(node.name.text, node.initializer)
    if (ts.isObjectLiteralExpression(node)) {
      const entries = new Map(node.properties.map((entry) => [nameOf(entry), entry]))
      if (languages.every((language) => entries.has(language))) tables.push(entries)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  const wordsOf = (entry) => (ts.isShorthandPropertyAssignment(entry) ? constants.get(entry.name.text) : entry.initializer)
  return tables.map((entries) =>
    Object.fromEntries(languages.map((language) => [language, { entry: entries.get(language), words: wordsOf(entries.get(language)) }])),
  )
}

const plain = (node) => (node && (ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) ? plain(node.expression) : node)

/** Each sentence by its place in the table. A `…` is filled in at runtime. */
export function sentencesIn(words, place = '') {
  const value = plain(words)
  if (value && ts.isObjectLiteralExpression(value))
    return value.properties.flatMap((entry) => sentencesIn(entry.initializer, [place, nameOf(entry)].filter(Boolean).join('.')))
  if (!value) return []
  const text = value.getText().replaceAll(/\$\{[^{}]*\}/g, '…')
  const said = [...text.matchAll(/'((?:[^'\\]|\\.)*)'|`([^`]*)`/g)].map(([, quoted, template]) => quoted ?? template)
  return [[place, said.filter((one) => /\p{L}{2}/u.test(one)).join(' | ')]]
}

/** Gives each table an entry for a new language: a copy of the English one, with `mark` before each sentence. */
export function addLanguage(file, text, { language, mark }) {
  const { source, from } = parse(file, text)
  let [written, read] = ['', 0]
  for (const { en } of tablesIn(source, ['en', 'de'])) {
    if (!en.words) continue
    const at = from + en.entry.getEnd()
    const words = en.words.getText().replaceAll(/(?<=^|[\s:(?])(['`])(?=\p{Lu})/gu, `$1${mark}`)
    written += `${text.slice(read, at)}, ${language}: ${words}`
    read = at
  }
  return written + text.slice(read)
}
