// Runs in the empty page before anything else: `race.ready` is when the global `mqtt` is there, in milliseconds from the
// beginning of the navigation.
globalThis.race = {
  ready: new Promise(resolve => {
    Object.defineProperty(globalThis, 'mqtt', {
      configurable: true,
      set (value) {
        Object.defineProperty(globalThis, 'mqtt', { value, writable: true });
        resolve(performance.now());
      },
    });
  }),
};
