/** Buttons that print (`data-print`, hidden until now) do what the browser's own menu does. */
for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}
