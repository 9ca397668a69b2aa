/** A move being made: what is typed, what is wrong with it, and what the server said. Typed words outlive the sheet. */
import { computed, reactive, ref, shallowRef } from 'vue'
import { config } from '@/api/config'
import { Problem } from '@/api/problems'
import { newId } from '@/shelf/secret'
import { makeMove, type MoveBody } from './calls'
import { dayKey } from './grouping'
import { emptyValues, mistakes, sent, type Mistake, type Values } from './moveForm'
import type { FullCase, OpenMove } from './types'

/** What was typed for a move of a case and not sent yet, while this page is open. */
const typed = new Map<string, Values>()

export type Refusal = { why: 'offline' | 'words'; words: string }

export function useMove(found: () => FullCase, move: () => OpenMove) {
  const place = `${found().number}/${move().move}`
  const values = reactive<Values>({ ...emptyValues(move()), ...typed.get(place) })
  typed.set(place, values)
  const shownMistakes = ref<Record<string, Mistake>>({})
  const told = ref<Record<string, string>>({})
  const refusal = ref<Refusal | null>(null)
  /** The case as somebody else left it, while ours was being written. */
  const theirs = shallowRef<FullCase | null>(null)
  const busy = ref(false)
  const etag = computed(() => theirs.value?.etag ?? found().etag)
  const stillOpen = computed(() => !theirs.value || theirs.value.moves.some((one) => one.move === move().move && one.open))
  let last = { body: '', key: '' }

  /** The same words keep their key, so that a repeat after a lost answer is harmless; other words get another. */
  function keyFor(body: MoveBody): string {
    const text = JSON.stringify([body, etag.value])
    if (text !== last.body) last = { body: text, key: newId() }
    return last.key
  }

  function check(): boolean {
    shownMistakes.value = mistakes(move(), values, dayKey(Date.now(), config.value?.timezone))
    return Object.keys(shownMistakes.value).length === 0
  }

  function refused(problem: Problem): void {
    if (problem.status === 412) theirs.value = problem.body['theirs'] as FullCase
    else if (problem.status === 422 && problem.errors.length) told.value = Object.fromEntries(problem.errors.map(({ pointer, detail }) => [pointer.replace(/^#\/(fields\/)?/, ''), detail]))
    if (problem.status === 401) return // the sheet above asks to sign in; everything typed stays
    refusal.value = problem.status === 412 ? null : { why: problem.status === 0 ? 'offline' : 'words', words: problem.message }
  }

  /** Sends the move. Gives the case after it, or null when it was not made. */
  async function send(): Promise<FullCase | null> {
    refusal.value = null
    told.value = {}
    if (!check()) return null
    busy.value = true
    const body: MoveBody = { move: move().move, ...sent(move(), values) }
    try {
      const after = await makeMove(found().number, etag.value, keyFor(body), body)
      typed.delete(place)
      return after
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem
      refused(problem)
      return null
    } finally {
      busy.value = false
    }
  }

  return { values, mistakes: shownMistakes, told, refusal, theirs, stillOpen, busy, check, send }
}
