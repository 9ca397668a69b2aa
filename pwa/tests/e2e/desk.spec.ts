/** The desk on a wide screen: signing in, the queue with keys, the map, and what happens when things go wrong. */
import { expect, test } from '@playwright/test'
import { caseOf, freshCase, loginOf, noViolations, shot, signIn, watchForeign } from './office'
import { wordsIn } from './words'

let foreign: string[] = []
test.beforeEach(({ context, baseURL }) => { foreign = watchForeign(context, baseURL) })
test.afterEach(() => expect(foreign, 'no foreign host is contacted').toEqual([]))

test('a wrong password is told in words and the user name stays', async ({ page, locale }, { project }) => {
  const words = wordsIn(locale)
  await page.goto('/queue')
  await expect(page).toHaveURL(/\/login\?next=/)
  await page.getByLabel(words('desk.login.username')).fill('officer')
  await page.getByLabel(words('desk.login.password')).fill('not-it')
  await page.getByRole('button', { name: words('desk.login.go') }).click()
  await expect(page.getByText(words('desk.login.wrong'))).toBeVisible()
  await expect(page.getByLabel(words('desk.login.username'))).toHaveValue('officer')
  await noViolations(page)
  await shot(page, 'login', project.name)
})

test('the queue is walked with keys, in every theme', { tag: '@once' }, async ({ page, locale }, { project }) => {
  const words = wordsIn(locale)
  await signIn(page, words, 'officer')
  const chosen = page.locator('[data-number][aria-current="true"]')
  await expect(chosen).toHaveCount(1)
  const first = await chosen.getAttribute('data-number')
  await page.keyboard.press('j')
  await expect(chosen).not.toHaveAttribute('data-number', first as string)
  await page.keyboard.press('k')
  await expect(chosen).toHaveAttribute('data-number', first as string)
  await expect(page.locator('.maplibregl-canvas')).toBeVisible()
  for (const theme of ['light', 'dark', 'sunlight']) {
    await page.evaluate((name) => { localStorage.setItem('theme', name) }, theme)
    await page.reload()
    await expect(page.locator('.preview h2').first()).toBeVisible()
    await noViolations(page)
    if (process.env['SHOTS']) await page.waitForTimeout(1500) // tiles for the picture
    await shot(page, `d-queue-${theme}`, project.name)
  }
  await page.locator(`[data-number="${first}"]`).focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/cases/${first}`))
  await expect(page.getByRole('heading', { name: words('desk.place.title') })).toBeVisible()
  await noViolations(page)
})

test('someone moves first: both sides are shown and the typed words stay', { tag: '@once' }, async ({ page, locale }, { project }) => {
  const words = wordsIn(locale)
  await signIn(page, words, 'officer')
  const number = await freshCase(page)
  await page.goto(`/cases/${number}`)
  const refer = (await caseOf(page, number, locale)).moves.find(({ move }) => move === 'refer')?.label as string
  await page.locator('.move').filter({ hasText: refer }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox').selectOption({ index: 1 })
  const texts = dialog.getByRole('textbox')
  for (let index = 0; index < await texts.count(); index += 1) await texts.nth(index).fill('不归本局管辖')

  const { csrf } = (await (await page.request.get('/api/v1/me')).json()) as { csrf: string }
  await page.request.post(`/api/v1/cases/${number}/claim`, { headers: { 'X-CSRF-Token': csrf } })
  await dialog.getByRole('button', { name: refer, exact: true }).click()
  await expect(dialog.getByText(words('desk.meanwhile.title'))).toBeVisible()
  await expect(texts.first()).toHaveValue('不归本局管辖')
  await noViolations(page)
  await shot(page, 'h-meanwhile', project.name)
  await dialog.getByRole('button', { name: words('desk.move.sendAnyway', { move: refer }) }).click()
  await expect(dialog).toBeHidden()
  expect((await caseOf(page, number, locale)).state.code).toBe('referred')
})

test('a session that ended asks to sign in above what was typed', { tag: '@once' }, async ({ page, context, locale }, { project }) => {
  const words = wordsIn(locale)
  await signIn(page, words, 'officer')
  const number = await freshCase(page)
  await page.goto(`/cases/${number}`)
  const refer = (await caseOf(page, number, locale)).moves.find(({ move }) => move === 'refer')?.label as string
  await page.locator('.move').filter({ hasText: refer }).click()
  const sheet = page.getByRole('dialog', { name: refer })
  await sheet.getByRole('combobox').selectOption({ index: 1 })
  const texts = sheet.getByRole('textbox')
  for (let index = 0; index < await texts.count(); index += 1) await texts.nth(index).fill('写到一半')
  await context.clearCookies()
  await sheet.getByRole('button', { name: refer, exact: true }).click()
  const again = page.getByRole('dialog', { name: words('desk.session.title') })
  await expect(again).toBeVisible()
  await shot(page, 'h-expired', project.name)
  await again.getByLabel(words('desk.login.password')).fill(loginOf('officer').password)
  await again.getByRole('button', { name: words('desk.login.go') }).click()
  await expect(again).toBeHidden()
  await expect(texts.first()).toHaveValue('写到一半')
  await sheet.getByRole('button', { name: refer, exact: true }).click()
  await expect(sheet).toBeHidden()
})

test('without a network the queue keeps what it has and says from when', { tag: '@once' }, async ({ page, context, locale }) => {
  const words = wordsIn(locale)
  await signIn(page, words, 'officer')
  await expect(page.locator('[data-number]').first()).toBeVisible()
  await context.setOffline(true)
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange'))) // the page is seen again
  await expect(page.locator('.old')).toBeVisible()
  await expect(page.locator('[data-number]').first()).toBeVisible()
  await page.getByRole('link', { name: words('desk.views.overdue') }).click()
  await expect(page.getByRole('heading', { name: words('desk.states.queue.offline.title') })).toBeVisible()
  await context.setOffline(false) // it comes back by itself
  await expect(page.getByRole('heading', { name: words('desk.states.queue.offline.title') })).toBeHidden()
})

test('people without cases and cases of others are told so', async ({ page, locale }, { project }) => {
  const words = wordsIn(locale)
  await signIn(page, words, 'admin')
  await expect(page.getByRole('heading', { name: words('desk.states.queue.forbidden.title') })).toBeVisible()
  await noViolations(page)
  await page.goto('/cases/C00000000000')
  await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible()
  await shot(page, 'h-missing', project.name)
})

test('every sheet of the desk passes axe', async ({ page, locale }, { project }) => {
  const words = wordsIn(locale)
  await signIn(page, words, 'officer')
  await expect(page.locator('[data-number]').first()).toBeVisible()
  const dialog = page.getByRole('dialog')
  const sheets = [words('desk.filter.title'), words('desk.places.notices'), words('desk.places.me')]
  for (const [index, name] of sheets.entries()) {
    await page.getByRole('button', { name }).first().click()
    await expect(dialog).toBeVisible()
    await noViolations(page)
    await shot(page, `s-sheet-${index}`, project.name)
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
  }
})

test('clocks show how they were worked out, photos what they bear witness of, and the map lists its layers', async ({ page, locale }, { project }) => {
  const words = wordsIn(locale)
  await signIn(page, words, 'officer')
  const { items } = (await (await page.request.get('/api/v1/cases?limit=200')).json()) as { items: { number: string; photos: { arrived: number } }[] }
  const number = items.find(({ photos }) => photos.arrived > 1)?.number as string
  await page.goto(`/cases/${number}`)
  await page.getByText(words('desk.clock.why')).first().click()
  await expect(page.locator('.trace li').first()).toBeVisible()
  await page.locator('.match summary').click()
  await noViolations(page)
  await shot(page, 'e-trace', project.name)
  await page.locator('.photo .open').first().click()
  await expect(page.locator('dialog[open] dd')).toHaveCount(5)
  await noViolations(page)
  await shot(page, 'e-photo', project.name)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: words('map.layers') }).click()
  await expect(page.getByRole('dialog').getByRole('checkbox')).toHaveCount(4)
  await page.getByRole('dialog').getByRole('checkbox').last().uncheck()
  await noViolations(page)
})
