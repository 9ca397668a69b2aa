/** Measures what the first load fetches (index.html, its scripts, their static imports, styles, texts) and fails above the budget, or when a style asks a foreign host. */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const dist = new URL('../dist/', import.meta.url).pathname
/** Bytes after gzip (docs: PWA budgets). */
const limits = { js: 120 * 1024, css: 20 * 1024 }

const read = (path) => readFileSync(join(dist, path), 'utf8')
const size = (paths) => [...paths].reduce((sum, path) => sum + gzipSync(readFileSync(join(dist, path))).length, 0)

/** Static imports only: what is loaded on demand is not part of the first load. */
function withImports(path, seen) {
  if (seen.has(path)) return seen
  seen.add(path)
  for (const [, name] of read(path).matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)) withImports(`assets/${name}`, seen)
  return seen
}

const html = read('index.html')
const entries = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(([, path]) => path)
// The front page itself is fetched on demand by the router, and is part of what a first visitor waits for.
const front = readdirSync(join(dist, 'assets')).filter((name) => /^HomePage-.*\.js$/.test(name)).map((name) => `assets/${name}`)
const scripts = [...entries, ...front].reduce((seen, path) => withImports(path, seen), new Set())
const styles = new Set([...html.matchAll(/href="\/(assets\/[^"]+\.css)"/g)].map(([, path]) => path))
for (const name of readdirSync(join(dist, 'assets'))) if (/^HomePage-.*\.css$/.test(name)) styles.add(`assets/${name}`)

const abroad = readdirSync(join(dist, 'assets')).filter((name) => name.endsWith('.css') && /url\(["']?(https?:)?\/\//.test(read(`assets/${name}`)))
if (abroad.length) {
  console.error(`Styles that ask another host for something: ${abroad.join(', ')}`)
  process.exit(1)
}

const measured = { js: size(scripts), css: size(styles) }
for (const [kind, limit] of Object.entries(limits)) console.log(`first load ${kind}: ${(measured[kind] / 1024).toFixed(1)} KB gz of ${limit / 1024}`)
if (Object.entries(limits).some(([kind, limit]) => measured[kind] > limit)) {
  console.error('The first load is over its budget.')
  process.exit(1)
}
