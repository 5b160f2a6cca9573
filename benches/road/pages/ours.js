// Runs in the built page before anything of its own. `race.ready` is when its button can be pressed, in milliseconds from the
// beginning of the navigation; `race.run()` presses it and tells after how many milliseconds the secret had arrived on the page.
//
// Before somebody presses a button, a pointer has moved or a finger has come down: that is when the page loads what an attempt needs,
// as the peers' libraries are loaded before their clock starts. The script does the same, and waits until all is quiet.
// Each round is a day of its own: the page would count the requests of the last one, and wait before the fourth.
localStorage.removeItem('requests');
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
  const prepared = async () => {
    dispatchEvent(new PointerEvent('pointermove'));
    const isLoaded = () => performance.getEntriesByType('resource')
      .some(({ name, responseEnd }) => name.includes('/attempt-') && responseEnd > 0);
    for (let tries = 0; tries < 200 && !isLoaded(); tries++) await new Promise(done => setTimeout(done, 10));
    if (!isLoaded()) throw new Error('what an attempt needs has not been loaded');
    // The page checks the way to its gateway then, once.
    await new Promise(done => setTimeout(done, 1500));
  };
  return {
    ready: when(button).then(({ at }) => at),
    async run () {
      await prepared();
      const verdict = when(() => document.querySelector('.verdict-good, .verdict-bad'));
      const began = performance.now();
      button().click();
      const { found, at } = await verdict;
      if (!found.matches('.verdict-good')) throw new Error((found.querySelector('h2') ?? found).textContent);
      return at - began;
    },
  };
})();
