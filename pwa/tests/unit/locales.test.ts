/** Both languages say the same things. */
import { describe, expect, it } from 'vitest'

type Tree = { [key: string]: unknown }
const files = import.meta.glob<Tree>('../../src/locales/*/*.json', { import: 'default', eager: true })

/** Every key with the names of its placeholders, named once where a plural repeats them: `photo.lead {most}`. */
function keys(tree: Tree, path = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]) => {
    if (typeof value === 'object' && value) return keys(value as Tree, `${path}${key}.`)
    return [`${path}${key} ${[...new Set([...String(value).matchAll(/\{\w+\}/g)].map(String))].sort().join(' ')}`]
  })
}

const pages = Object.keys(files).filter((path) => path.includes('/zh-CN/')).map((path) => path.split('/').pop() as string)

describe('the languages', () => {
  it('have the same pages', () => {
    expect(Object.keys(files).filter((path) => path.includes('/en/')).map((path) => path.split('/').pop()).sort()).toEqual([...pages].sort())
  })
  it.each(pages)('%s has the same keys and placeholders in both', (page) => {
    const [chinese, english] = ['zh-CN', 'en'].map((language) => keys(files[`../../src/locales/${language}/${page}`] ?? {}).sort())
    expect(english).toEqual(chinese)
  })
  it.each(pages)('%s leaves nothing empty', (page) => {
    for (const language of ['zh-CN', 'en']) expect(JSON.stringify(files[`../../src/locales/${language}/${page}`])).not.toContain('""')
  })
})
