/** What tests of the staff side share: logins, a fresh case, axe, and the watch for foreign hosts. */
import { randomBytes, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import { expect, type BrowserContext, type Page } from '@playwright/test'
import type { FullCase } from '../../src/desk/types'
import type { wordsIn } from './words'

interface Login { role: string; username: string; password: string }

/** The login of a role, from the file that `LANDWATCH_LOGINS` names: [{role, username, password}]. */
export function loginOf(role: string): Login {
  const path = process.env['LANDWATCH_LOGINS']
  if (!path) throw new Error('LANDWATCH_LOGINS must name a JSON file with [{role, username, password}].')
  const found = (JSON.parse(readFileSync(path, 'utf8')) as Login[]).find((login) => login.role === role)
  if (!found) throw new Error(`No login for ${role} in ${path}`)
  return found
}

export async function signIn(page: Page, words: ReturnType<typeof wordsIn>, role: string): Promise<void> {
  const { username, password } = loginOf(role)
  await page.goto('/login')
  await page.getByLabel(words('desk.login.username')).fill(username)
  await page.getByLabel(words('desk.login.password')).fill(password)
  await page.getByRole('button', { name: words('desk.login.go') }).click()
  await page.waitForURL('**/queue**')
  await expect(page.getByRole('heading', { level: 1, name: words('desk.queue.title') })).toBeVisible()
}

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const secret = () => [...randomBytes(16)].map((byte) => alphabet[byte & 31]).join('')
/** Somewhere in the fields south of the county road, away from the places of earlier runs. */
const somewhere = () => ({ lon: 109.52 + Math.random() * 0.06, lat: 34.585 + Math.random() * 0.03, accuracy_m: 8, source: 'gnss' })

/** Files a report without photos as the public does; gives its number. */
export async function fileReport(page: Page): Promise<string> {
  const data = {
    revision: 1, channel: 'public_pwa', seen_at: new Date(Date.now() - 3_600_000).toISOString(), kind: 'LU01', description: '地里在打地基。', location: somewhere(),
    photos: [], answers: { activity: 'ongoing', danger: false }, locale: 'zh-CN',
  }
  const answer = await page.request.put(`/api/v1/reports/${randomUUID()}`, { data, headers: { 'Landwatch-Secret': secret() } })
  expect(answer.ok(), await answer.text()).toBe(true)
  return ((await answer.json()) as { number: string }).number
}

/** The case as the server has it now, for the person signed in on this page. */
export async function caseOf(page: Page, number: string, locale: string | undefined): Promise<FullCase> {
  const answer = await page.request.get(`/api/v1/cases/${number}`, { headers: { 'Accept-Language': locale?.startsWith('zh') ? 'zh-CN' : 'en' } })
  expect(answer.ok(), await answer.text()).toBe(true)
  return (await answer.json()) as FullCase
}

/** Files a report and waits until it is a case at a desk that this person sees; gives the case's number. */
export async function freshCase(page: Page): Promise<string> {
  const report = await fileReport(page)
  let number = ''
  await expect.poll(async () => {
    const answer = await page.request.get('/api/v1/cases', { params: { q: report } })
    number = ((await answer.json()) as { items: { number: string }[] }).items[0]?.number ?? ''
    return number
  }, { timeout: 30_000, message: `report ${report} becomes a case` }).not.toBe('')
  return number
}

export async function noViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} ${node.any.map(({ message }) => message).join(' ')}`).join('\n')}`)).toEqual([])
}

/** Collects requests to anybody but this server. */
export function watchForeign(context: BrowserContext, baseURL: string | undefined): string[] {
  const found: string[] = []
  const own = new URL(baseURL as string).origin
  context.on('request', (request) => { if (/^https?:/.test(request.url()) && new URL(request.url()).origin !== own) found.push(request.url()) })
  return found
}

export async function shot(page: Page, name: string, project: string, full = false): Promise<void> {
  const folder = process.env['SHOTS']
  if (folder) await page.screenshot({ path: `${folder}/${name}-${project}.png`, fullPage: full })
}
