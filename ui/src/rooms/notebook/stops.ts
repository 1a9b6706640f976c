/** Walking a notebook by keys, from heading to excerpt to excerpt. */
export function step(from: HTMLElement | null, by: 1 | -1): void {
  const all = [...(from?.closest('[role="list"]')?.querySelectorAll<HTMLElement>('[data-stop]') ?? [])]
  all[all.indexOf(from!) + by]?.focus()
}
