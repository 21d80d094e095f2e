/**
 * What HTML alone does not do for the menus at the top of every page: Escape closes the open one and goes back to its button, and it closes
 * when the focus or the finger goes elsewhere. Without script the style sheet hides a menu the focus has left (`.fold` in header.css).
 * Buttons that print (`data-print`, hidden until now) work as the browser's own menu does.
 */
const openMenus = (): HTMLDetailsElement[] => [
  ...document.querySelectorAll<HTMLDetailsElement>('.site-header details[open]'),
]

const closeOthers = ({ target }: Event): void => {
  for (const menu of openMenus()) if (!(target instanceof Node && menu.contains(target))) menu.open = false
}

document.addEventListener('focusin', closeOthers)
document.addEventListener('pointerdown', closeOthers)
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return
  for (const menu of openMenus()) {
    menu.open = false
    menu.querySelector('summary')?.focus()
  }
})

for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}
