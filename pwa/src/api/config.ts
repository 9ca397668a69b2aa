/** The deployment's configuration: kinds, limits, area. Kept on this device, so the form opens without a signal. */
import { shallowRef } from 'vue'
import { locale } from '@/locales'
import { keepTimezone } from '@/ui/when'
import { citizen } from './client'
import type { Config } from './types'

export const config = shallowRef<Config | null>(null)

const shelf = () => `config/${locale.value}`

function kept(): Config | null {
  const text = localStorage.getItem(shelf())
  return text ? (JSON.parse(text) as Config) : null
}

function use(found: Config): Config {
  config.value = found
  keepTimezone(found.timezone)
  return found
}

/** Gives the configuration kept from last time at once, and fetches a fresh one meanwhile. Throws only when there is neither. */
export async function openConfig(): Promise<Config> {
  const fresh = citizen().get<Config>('/config').then((found) => {
    localStorage.setItem(shelf(), JSON.stringify(found))
    return use(found)
  })
  const last = kept()
  if (!last) return fresh
  fresh.catch((problem: unknown) => console.warn('Using the configuration kept on this device.', problem))
  return use(last)
}
