/** Staff on a phone: the queue pulled down, a date on wheels, a session that ends while photos travel. */
import { expect, test, type Page } from '@playwright/test'
import { caseOf, freshCase, loginOf, noViolations, shot, signIn, watchForeign } from './office'
import { aPhoto } from './pictures'
import { wordsIn } from './words'

test.use({ geolocation: { latitude: 34.6, longitude: 109.55, accuracy: 6 }, permissions: ['geolocation'] })

let foreign: string[] = []
test.beforeEach(({ context, baseURL }) => { foreign = watchForeign(context, baseURL) })
test.afterEach(() => expect(foreign, 'no foreign host is contacted').toEqual([]))

/** Makes a move by the API, as the person signed in on this page. */
async function move(page: Page, number: string, code: string, fields: Record<string, unknown> = {}): Promise<void> {
  const { csrf } = (await (await page.request.get('/api/v1/me')).json()) as { csrf: string }
  const { etag } = await caseOf(page, number, 'zh-CN')
  const answer = await page.request.post(`/api/v1/cases/${number}/moves`, { data: { move: code, fields }, headers: { 'X-CSRF-Token': csrf, 'If-Match': etag } })
  expect(answer.ok(), await answer.text()).toBe(true)
}

async function begin(page: Page, number: string, code: string, locale: string | undefined): Promise<string> {
  const label = (await caseOf(page, number, locale)).moves.find((one) => one.move === code)?.label as string
  await page.goto(`/cases/${number}`)
  await page.locator('.move').filter({ has: page.getByText(label, { exact: true }) }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  return label
}

test('pulling the queue down fetches it anew and leaves the page as it is', { tag: '@once' }, async ({ page, context, locale }, { project }) => {
  await signIn(page, wordsIn(locale), 'officer')
  await expect(page.locator('[data-number]').first()).toBeVisible()
  await page.evaluate(() => { document.title = 'still the same page' })
  const finger = await context.newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', y: number) => finger.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x: 190, y }] })
  const fetched = page.waitForRequest((request) => /\/api\/v1\/cases\?/.test(request.url()))
  await touch('touchStart', 420)
  for (let y = 440; y <= 640; y += 20) await touch('touchMove', y)
  await shot(page, 's1-pull', project.name)
  await touch('touchEnd', 640)
  await fetched
  await expect(page.locator('[data-number]').first()).toBeVisible()
  expect(await page.title()).toBe('still the same page')
})

test('a day is chosen on wheels, by finger and by keys', async ({ page, locale }, { project }) => {
  const words = wordsIn(locale)
  await signIn(page, words, 'officer')
  const number = await freshCase(page)
  await move(page, number, 'start_check')
  await move(page, number, 'onsite_check', { position: { lon: 109.55, lat: 34.6, accuracy_m: 6, source: 'gnss' }, findings: 'ongoing' })
  await move(page, number, 'conclude', { outcome: 'illegal' })
  const label = await begin(page, number, 'set_rectify', locale)
  const sheet = page.getByRole('dialog', { name: label })
  await sheet.getByRole('button', { name: words('shell.date.none') }).click()
  const wheels = page.getByRole('dialog').last()
  const days = wheels.getByRole('listbox', { name: words('shell.date.year') })
  await expect(days.getByRole('option', { selected: true })).toBeVisible()
  await days.getByRole('option', { selected: true }).focus()
  await page.keyboard.press('ArrowDown')
  const year = new Date().getFullYear() + 1
  await expect(days.getByRole('option', { selected: true })).toHaveText(new RegExp(String(year)))
  await noViolations(page)
  await shot(page, 's2-wheels', project.name)
  await wheels.getByRole('button', { name: new RegExp(String(year)) }).click()
  await expect(wheels).toHaveAccessibleName(label)
  await expect(sheet.getByRole('button', { name: new RegExp(String(year)) })).toBeVisible()
})

test('photos on their way when the session ends go on after signing in', { tag: '@once' }, async ({ page, context, locale }, { project }) => {
  const words = wordsIn(locale)
  await signIn(page, words, 'officer')
  const number = await freshCase(page)
  await move(page, number, 'start_check')
  const label = await begin(page, number, 'onsite_check', locale)
  await context.clearCookies()
  await page.getByLabel(words('desk.photos.gallery')).setInputFiles([await aPhoto(page, 1), await aPhoto(page, 2)])
  const again = page.getByRole('dialog', { name: words('desk.session.title') })
  await expect(again).toBeVisible()
  await again.getByLabel(words('desk.login.password')).fill(loginOf('officer').password)
  await again.getByRole('button', { name: words('desk.login.go') }).click()
  await expect(again).toBeHidden()
  const sheet = page.getByRole('dialog', { name: label })
  await expect(sheet.getByText(words('desk.photos.here', { count: 2 }).split(' | ').at(-1) as string)).toBeVisible()
  await noViolations(page)
  await shot(page, 's3-photos', project.name)
})
