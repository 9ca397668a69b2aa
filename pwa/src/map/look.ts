/** The theme as the map needs it: colours by token name, and how strong edges are. */
import type { Theme } from '@/ui/theme'

export interface Look {
  /** The value of a token, e.g. `colour('map-farmland')`. */
  colour: (token: string) => string
  /** Edges are doubled in sunlight (UI.md §7). */
  edge: number
}

/** Reads the tokens of the theme that is on now. */
export function lookOf(theme: Theme): Look {
  const tokens = getComputedStyle(document.documentElement)
  return { colour: (token) => tokens.getPropertyValue(`--${token}`).trim(), edge: theme === 'sunlight' ? 2 : 1 }
}
