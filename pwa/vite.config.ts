/** How the app is built, served in development and tested. */
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { VitePWA } from 'vite-plugin-pwa'
import { defineConfig } from 'vitest/config'
import { manifest } from './manifest.config.ts'

/** Where the API listens while the app is served by `npm run dev`. */
const backend = process.env['LANDWATCH_URL'] ?? 'http://127.0.0.1:8000'

export default defineConfig({
  plugins: [
    vue(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/sw',
      filename: 'sw.ts',
      injectRegister: false,
      manifest,
      // The map is large and only wanted with a signal: it is cached when first used, not when installed.
      injectManifest: { globPatterns: ['**/*.{js,css,html,svg,png}'], globIgnores: ['**/maplibre*', '**/*worker*'] },
    }),
  ],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  define: { __VUE_I18N_LEGACY_API__: false, __INTLIFY_PROD_DEVTOOLS__: false },
  build: { target: 'es2022', assetsInlineLimit: 0, reportCompressedSize: false },
  server: { proxy: { '/api': backend } },
  test: {
    environment: 'happy-dom',
    include: ['tests/unit/**/*.test.ts'],
    setupFiles: ['tests/unit/setup.ts'],
  },
})
