// Runs in the built page before anything of its own. `race.ready` is when its button can be pressed, in milliseconds from the
// beginning of the navigation; `race.run()` presses it and tells after how many milliseconds the secret had arrived on the page.
globalThis.race = (() => {
  const when = look => new Promise(resolve => {
    const observer = new MutationObserver(() => check());
    const check = () => {
      const found = look();
      if (!found) return;
      observer.disconnect();
      resolve({ found, at: performance.now() });
    };
    observer.observe(document, { attributes: true, childList: true, subtree: true });
    check();
  });
  const button = () => [...document.querySelectorAll('button')]
    .find(({ disabled, textContent }) => !disabled && textContent.trim() === 'Activate device');
  return {
    ready: when(button).then(({ at }) => at),
    async run () {
      const verdict = when(() => document.querySelector('.verdict-good, .verdict-bad'));
      const began = performance.now();
      button().click();
      const { found, at } = await verdict;
      if (!found.matches('.verdict-good')) throw new Error((found.querySelector('h2') ?? found).textContent);
      return at - began;
    },
  };
})();
