/** A citizen files a report on a phone, follows it, loses the signal, and gets everything delivered all the same. */
import { expect, test } from '@playwright/test'
import { here, sentHashes, shot, write } from './citizen'
import { noViolations, watchForeign } from './office'
import { aPhoto } from './pictures'
import { wordsIn } from './words'

test.use({ geolocation: here, permissions: ['geolocation', 'clipboard-read', 'clipboard-write'] })

let foreign: string[] = []
test.beforeEach(({ context, baseURL }) => { foreign = watchForeign(context, baseURL) })
test.afterEach(() => expect(foreign, 'no foreign host is contacted').toEqual([]))

test('a report goes from the photo to the receipt and can be followed', async ({ page, locale }) => {
  const words = wordsIn(locale)
  const hashes = sentHashes(page.context())
  const wanted = await write(page, words, 2)
  await page.getByRole('button', { name: words('report.send') }).click()

  await expect(page.getByRole('heading', { name: words('report.sent.received') })).toBeVisible()
  await expect(page.getByText(words('report.sent.photos', { n: 2, all: 2 }))).toBeVisible()
  expect(hashes).toEqual(wanted)
  await expect(page.getByText(words('report.receipt.once'))).toBeVisible()
  await noViolations(page)
  await shot(page, 'a5-receipt')

  await page.getByRole('button', { name: words('report.sent.follow') }).click()
  await expect(page.getByText(words('progress.private'))).toBeVisible()
  expect(await page.title()).not.toMatch(/R\d/)
  await noViolations(page)
  await shot(page, 'b-progress')

  // The secret was shown once: coming back, it is gone.
  await page.getByRole('link', { name: words('shell.back') }).click()
  await page.getByRole('list').getByRole('link').first().click()
  await expect(page.getByText(words('report.receipt.shownBefore'))).toBeVisible()
})

test('without a signal the report waits on the phone, survives a reload, and is sent by itself', async ({ page, context, locale }) => {
  const words = wordsIn(locale)
  await page.goto('/')
  await page.evaluate(() => navigator.serviceWorker.ready)
  await write(page, words, 1)
  await context.setOffline(true)
  await page.getByRole('button', { name: words('report.send') }).click()
  await expect(page.getByRole('heading', { name: words('report.sent.kept') })).toBeVisible()
  await shot(page, 'a6-offline')
  await noViolations(page)

  await page.reload()
  await expect(page.getByRole('heading', { name: words('report.sent.kept') })).toBeVisible()
  await context.setOffline(false)
  await expect(page.getByRole('heading', { name: words('report.sent.received') })).toBeVisible()
  await expect(page.getByText(words('report.sent.photos', { n: 1, all: 1 }))).toBeVisible()
})

test('a killed page finds its draft again', async ({ page, locale }) => {
  const words = wordsIn(locale)
  await write(page, words, 1)
  await page.waitForTimeout(400) // a draft is on the shelf 300 ms after a change
  await page.goto('/report')
  await expect(page.getByRole('dialog')).toBeVisible()
  await shot(page, 'a7-continue')
  await page.getByRole('button', { name: words('report.continue.yes') }).last().click()
  await expect(page.getByText(words('report.photo.kept', { n: 1 }))).toBeVisible()
  await expect(page.getByLabel(words('report.words.label'))).toHaveValue(/钢架/)
})

test('every screen passes axe', async ({ page, locale }) => {
  const words = wordsIn(locale)
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await noViolations(page)
  await shot(page, 'a0-home')
  await page.goto('/progress')
  await noViolations(page)
  await shot(page, 'b0-ask')

  await page.goto('/report')
  await page.getByLabel(words('report.photo.gallery')).setInputFiles([await aPhoto(page, 1), await aPhoto(page, 2)])
  await expect(page.getByText(words('report.photo.kept', { n: 2 }))).toBeVisible()
  await noViolations(page)
  await shot(page, 'a1-photo')
  await page.getByRole('button', { name: words('report.photo.look') }).first().click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await noViolations(page)
  await shot(page, 'a1-viewer')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.getByRole('button', { name: words('shell.next') }).click()
  await page.getByRole('radio').nth(1).check()
  await noViolations(page)
  await shot(page, 'a2-kind')
  await page.getByRole('button', { name: words('shell.next') }).click()
  await expect(page.getByText(words('report.place.firm', { m: here.accuracy }))).toBeVisible()
  await page.waitForTimeout(800) // the district's name arrives after a pause, so that a moving pin does not ask for each step
  await noViolations(page)
  await shot(page, 'a3-place')
  await page.getByRole('button', { name: words('report.place.here') }).click()
  await expect(page.getByRole('heading', { name: words('report.last.title') })).toBeVisible()
  await noViolations(page)
  await shot(page, 'a4-last')
})

test('a place outside the area asks for confirmation', async ({ page, context, locale }) => {
  const words = wordsIn(locale)
  await context.setGeolocation({ latitude: 31.23, longitude: 121.47, accuracy: 9 })
  await page.goto('/report?step=3')
  await expect(page.getByLabel(words('report.place.outsideYes'))).toBeVisible()
  await expect(page.getByRole('button', { name: words('report.place.here') })).toBeDisabled()
  await page.getByLabel(words('report.place.outsideYes')).check()
  await expect(page.getByRole('button', { name: words('report.place.here') })).toBeEnabled()
})

test('the night desk and the sunlight of the field pass axe as well', async ({ page }) => {
  for (const theme of ['dark', 'sunlight']) {
    await page.goto('/')
    await page.evaluate((name) => localStorage.setItem('theme', name), theme)
    await page.goto('/report?step=2')
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
    await page.getByRole('radio').first().check()
    await noViolations(page)
    await shot(page, `a2-${theme}`)
    await page.goto('/report?step=4')
    await expect(page.getByRole('table')).toBeVisible()
    await noViolations(page)
    await shot(page, `a4-${theme}`)
  }
})
