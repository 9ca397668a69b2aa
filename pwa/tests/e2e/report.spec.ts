/** A citizen files a report on a phone, follows it, loses the signal, and gets everything delivered all the same. */
import { createHash } from 'node:crypto'
import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { aPhoto } from './pictures'
import { wordsIn } from './words'

/** Where the phone stands: a field in Linwei, Weinan. */
const here = { latitude: 34.512, longitude: 109.478, accuracy: 8 }

test.use({ geolocation: here, permissions: ['geolocation', 'clipboard-read', 'clipboard-write'] })

const foreign: string[] = []
test.beforeEach(async ({ context, baseURL }) => {
  foreign.length = 0
  const own = new URL(baseURL as string).origin
  context.on('request', (request) => { if (/^https?:/.test(request.url()) && new URL(request.url()).origin !== own) foreign.push(request.url()) })
})
test.afterEach(() => expect(foreign, 'no foreign host is contacted').toEqual([]))

async function noViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([])
}

async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env['SHOTS']
  if (folder) await page.screenshot({ path: `${folder}/${name}-${test.info().project.name}.png` })
}

/** Fills the form up to the last screen. */
async function write(page: Page, words: ReturnType<typeof wordsIn>, photos: number): Promise<string[]> {
  await page.goto('/')
  const files = await Promise.all(Array.from({ length: photos }, (_, seed) => aPhoto(page, seed + 1)))
  await page.getByRole('link', { name: words('report.home.begin') }).click()
  await page.getByLabel(words('report.photo.gallery')).setInputFiles(files)
  await expect(page.getByText(words('report.photo.kept', { n: photos }))).toBeVisible()
  await page.getByLabel(words('report.words.label')).fill('上周开始拉钢架，路边立了围挡，晚上也在干。')
  await page.getByRole('button', { name: words('shell.next') }).click()
  await page.getByRole('radio').first().check()
  await page.getByRole('button', { name: words('shell.next') }).click()
  await expect(page.getByText(words('report.place.firm', { m: here.accuracy }))).toBeVisible()
  await page.getByRole('button', { name: words('report.place.here') }).click()
  await expect(page.getByRole('heading', { name: words('report.last.title') })).toBeVisible()
  return files.map((file) => createHash('sha256').update(file.buffer).digest('hex'))
}

test('a report goes from the photo to the receipt and can be followed', async ({ page, locale }) => {
  const words = wordsIn(locale)
  const hashes: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'PUT' && request.url().includes('/uploads/')) hashes.push(createHash('sha256').update(request.postDataBuffer() ?? '').digest('hex'))
  })
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
