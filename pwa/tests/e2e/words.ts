/** The texts of the app in the language of the running project, so that tests read what people read. */
import { readFileSync } from 'node:fs'

type Tree = { [key: string]: string | Tree }

/** A reader for texts: `words('report.home.begin', {n: 2})`. */
export function wordsIn(locale: string | undefined) {
  const language = locale?.startsWith('zh') ? 'zh-CN' : 'en'
  const files = new Map<string, Tree>()
  const file = (page: string) => {
    if (!files.has(page)) files.set(page, JSON.parse(readFileSync(new URL(`../../src/locales/${language}/${page}.json`, import.meta.url), 'utf8')) as Tree)
    return files.get(page) as Tree
  }
  return (key: string, named: Record<string, string | number> = {}): string => {
    const [page = '', ...path] = key.split('.')
    const found = path.reduce<string | Tree | undefined>((tree, part) => (typeof tree === 'object' ? tree[part] : undefined), file(page))
    if (typeof found !== 'string') throw new Error(`No text ${key} in ${language}`)
    return found.replace(/\{(\w+)\}/g, (_, name: string) => String(named[name] ?? `{${name}}`))
  }
}
