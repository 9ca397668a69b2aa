/** Makes Vant's wheels readable and usable without a finger: each wheel a list box, its items options, arrow keys to turn. */

const itemsOf = (wheel: Element) => [...wheel.querySelectorAll<HTMLElement>('.van-picker-column__item')]

/** Names the wheels of a picker; to be called again whenever its items have changed. */
export function nameWheels(picker: Element, names: string[]): void {
  picker.querySelectorAll('.van-picker-column').forEach((wheel, index) => {
    const list = wheel.querySelector('ul')
    list?.setAttribute('role', 'listbox')
    list?.setAttribute('aria-label', names[index] ?? '')
    for (const item of itemsOf(wheel)) {
      const selected = item.classList.contains('van-picker-column__item--selected')
      item.setAttribute('role', 'option')
      item.setAttribute('aria-selected', String(selected))
      item.tabIndex = selected ? 0 : -1
    }
  })
}

const steps: Record<string, number> = { ArrowUp: -1, ArrowDown: 1, PageUp: -5, PageDown: 5, Home: -1e3, End: 1e3 }

/** Turns the wheel that has the focus. */
export function turnWheel(event: KeyboardEvent): void {
  const item = (event.target as HTMLElement).closest<HTMLElement>('.van-picker-column__item')
  const wheel = item?.closest('.van-picker-column')
  const step = steps[event.key]
  if (!item || !wheel || step === undefined) return
  event.preventDefault()
  const items = itemsOf(wheel)
  const next = items[Math.min(items.length - 1, Math.max(0, items.indexOf(item) + step))]
  next?.click()
  next?.focus({ preventScroll: true })
}
