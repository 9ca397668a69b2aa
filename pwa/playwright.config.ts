/** End to end in a real Chromium on a phone-sized screen, in both languages, against a running Landwatch (LANDWATCH_URL). */
import { existsSync } from 'node:fs'
import { defineConfig } from '@playwright/test'

const executablePath = [process.env['LANDWATCH_CHROMIUM'], '/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => path && existsSync(path))
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true }
const desk = { viewport: { width: 1440, height: 900 } }

/** What language plays no part in says @once and runs in Chinese only, unless everything is asked for. */
const english = process.env['LANDWATCH_FULL'] ? {} : { grepInvert: /@once/ }

export default defineConfig({
  testDir: 'tests/e2e',
  workers: 1,
  timeout: 60_000,
  forbidOnly: Boolean(process.env['CI']),
  reporter: 'list',
  use: {
    baseURL: process.env['LANDWATCH_URL'] ?? 'http://127.0.0.1:8000',
    trace: 'retain-on-failure',
    launchOptions: {
      ...(executablePath && { executablePath }),
      // Chromium refuses to run as root with its sandbox; the rest keeps it from talking to anybody but us.
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    },
  },
  projects: [
    { name: 'phone-zh', testMatch: /report|progress|flow|field|plain|staff/, use: { ...phone, locale: 'zh-CN' } },
    { name: 'phone-en', ...english, testMatch: /report|progress|flow|field|plain|staff/, use: { ...phone, locale: 'en-GB' } },
    { name: 'desk-zh', testMatch: /desk/, use: { ...desk, locale: 'zh-CN' } },
    { name: 'desk-en', ...english, testMatch: /desk/, use: { ...desk, locale: 'en-GB' } },
  ],
})
