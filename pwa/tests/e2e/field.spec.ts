/** The field as it is: no signal, two tabs, a page killed in the middle, a full phone, a wrong clock. Everything arrives, once, unchanged. */
import { expect, test, type Page, type Request } from '@playwright/test'
import { choosePhotos, digest, fillRest, here, sentHashes, shot, write } from './citizen'
import { noViolations, watchForeign } from './office'
import { wordsIn } from './words'

test.use({ geolocation: here, permissions: ['geolocation'] })

let foreign: string[] = []
test.beforeEach(({ context, baseURL }) => { foreign = watchForeign(context, baseURL) })
test.afterEach(() => expect(foreign, 'no foreign host is contacted').toEqual([]))

type Words = ReturnType<typeof wordsIn>
const to = (request: Request, method: string, path: string) => request.method() === method && request.url().includes(path)

async function installed(page: Page): Promise<void> {
  await page.goto('/')
  await page.evaluate(async () => { await navigator.serviceWorker.ready })
}

async function delivered(page: Page, words: Words, photos: number): Promise<void> {
  await expect(page.getByRole('heading', { name: words('report.sent.received') })).toBeVisible({ timeout: 20_000 })
  await expect(page.getByText(words('report.sent.photos', { n: photos, all: photos }))).toBeVisible({ timeout: 20_000 })
}

test('written without a signal from the first tap, found after a reload, delivered with the same bytes', async ({ page, context, locale }) => {
  const words = wordsIn(locale)
  const hashes = sentHashes(context)
  await installed(page)
  await page.reload() // the installed app itself is what opens without a signal
  await context.setOffline(true)
  await page.getByRole('link', { name: words('report.home.begin') }).click()
  const [photo] = await choosePhotos(page, words, 1)
  await page.waitForTimeout(400) // a draft is on the shelf 300 ms after a change
  await page.reload()
  await page.getByRole('button', { name: words('report.continue.yes') }).last().click()
  await expect(page.getByText(words('report.photo.kept', { n: 1 }))).toBeVisible()
  await fillRest(page, words)
  await shot(page, 'f1-offline-last')
  await page.getByRole('button', { name: words('report.send') }).click()
  await expect(page.getByRole('heading', { name: words('report.sent.kept') })).toBeVisible()
  await page.goto('/')
  const copy = page.waitForEvent('download')
  await page.getByRole('button', { name: words('report.home.copy') }).click()
  expect((await copy).suggestedFilename()).toBe('landwatch-unsent.zip')
  await noViolations(page)
  await shot(page, 'f1-home-offline')
  await page.getByRole('list').getByRole('link').first().click()
  await context.setOffline(false)
  await delivered(page, words, 1)
  expect(hashes).toEqual([digest(photo?.buffer ?? null)])
})

test('two tabs are one sender', { tag: '@once' }, async ({ page, context, locale }) => {
  const words = wordsIn(locale)
  const sent: string[] = []
  context.on('request', (request) => { if (['PUT', 'POST'].includes(request.method())) sent.push(`${request.method()} ${new URL(request.url()).pathname.split('/')[3]}`) })
  await installed(page)
  await write(page, words, 2)
  const other = await context.newPage()
  await other.goto('/')
  await context.setOffline(true)
  await page.getByRole('button', { name: words('report.send') }).click()
  await expect(other.getByText(words('report.parcel.waitingHere')).first()).toBeVisible()
  const before = sent.length
  await context.setOffline(false)
  await delivered(page, words, 2)
  await expect(other.getByText(words('report.parcel.delivered')).first()).toBeVisible()
  expect(sent.slice(before).sort()).toEqual(['POST reports', 'PUT reports', 'PUT uploads', 'PUT uploads'])
})

test('a page closed while a photo travels goes on where it was', { tag: '@once' }, async ({ page, context, locale }) => {
  const words = wordsIn(locale)
  const wanted = await write(page, words, 2)
  let uploads = 0
  await page.route('**/api/v1/uploads/*', (route) => ((uploads += 1) === 1 ? route.continue() : undefined)) // the second never ends
  await page.getByRole('button', { name: words('report.send') }).click()
  await expect(page.getByText(words('report.sent.photos', { n: 1, all: 2 }))).toBeVisible()
  const address = page.url()
  await page.close()

  const hashes = sentHashes(context)
  const again = await context.newPage()
  await again.goto(address)
  await delivered(again, words, 2)
  expect(hashes).toEqual(wanted.slice(1)) // what had arrived does not travel twice
})

test('a connection cut twice in the middle of a photo costs nothing but time', { tag: '@once' }, async ({ page, locale }) => {
  const words = wordsIn(locale)
  await write(page, words, 1)
  let cuts = 0
  await page.route('**/api/v1/uploads/*', (route) => ((cuts += 1) <= 2 ? route.abort('connectionreset') : route.continue()))
  await page.getByRole('button', { name: words('report.send') }).click()
  await delivered(page, words, 1)
  expect(cuts).toBe(3)
})

test('what the server refuses can be corrected and goes again under the same number', async ({ page, locale }) => {
  const words = wordsIn(locale)
  await write(page, words, 1)
  const asked: { address: string; revision: number }[] = []
  await page.route('**/api/v1/reports/*', async (route) => {
    const body = JSON.parse(route.request().postData() ?? '{}') as { revision: number; location: object }
    asked.push({ address: route.request().url(), revision: body.revision })
    const wrong = { ...body, location: { ...body.location, lon: 10, lat: 10 } } // as if the place had been mistaken
    await (asked.length === 1 ? route.continue({ postData: JSON.stringify(wrong) }) : route.continue())
  })
  await page.getByRole('button', { name: words('report.send') }).click()
  await expect(page.getByText(words('report.problem.place-outside-area'))).toBeVisible()
  await noViolations(page)
  await shot(page, 'f2-correct')
  await page.getByRole('button', { name: words('report.problem.edit') }).click()
  await page.getByRole('button', { name: words('report.place.here') }).click()
  await page.getByRole('button', { name: words('report.send') }).click()
  await delivered(page, words, 1)
  expect(asked.map(({ revision }) => revision)).toEqual([1, 2])
  expect(asked[1]?.address).toBe(asked[0]?.address)
})

test('a clock that is a day ahead files no report from the future, even without a signal', { tag: '@once' }, async ({ page, context, locale }) => {
  const words = wordsIn(locale)
  await page.clock.setSystemTime(Date.now() + 86_400_000)
  await installed(page)
  await write(page, words, 1)
  await context.setOffline(true)
  await page.getByRole('button', { name: words('report.send') }).click()
  await expect(page.getByRole('heading', { name: words('report.sent.kept') })).toBeVisible()
  await page.reload() // what was learnt of the clock outlives the page
  const put = page.waitForRequest((request) => to(request, 'PUT', '/api/v1/reports/'))
  await context.setOffline(false)
  const body = (await put).postDataJSON() as { seen_at: string }
  expect(Math.abs(Date.parse(body.seen_at) - Date.now())).toBeLessThan(10 * 60_000)
  await delivered(page, words, 1)
})

test('a full phone says so and keeps what is there', { tag: '@once' }, async ({ page, locale }) => {
  const words = wordsIn(locale)
  await page.goto('/report')
  await choosePhotos(page, words, 1)
  await page.evaluate(() => { IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError') } }) // as the system says it
  await page.getByLabel(words('report.photo.gallery')).setInputFiles({ name: 'large.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(1000, 7) })
  await expect(page.getByText(words('report.photo.refused.no-room'))).toBeVisible()
  await expect(page.getByText(words('report.photo.kept', { n: 1 }))).toBeVisible()
})
