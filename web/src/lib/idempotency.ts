/** A random UUID. `crypto.randomUUID` exists only on https and localhost, and a town's intranet is often plain http. */
export function randomUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map((byte, index) => {
    if (index === 6) return ((byte & 0x0f) | 0x40).toString(16).padStart(2, '0');
    if (index === 8) return ((byte & 0x3f) | 0x80).toString(16).padStart(2, '0');
    return byte.toString(16).padStart(2, '0');
  });
  const part = (from: number, to: number) => hex.slice(from, to).join('');
  return [part(0, 4), part(4, 6), part(6, 8), part(8, 10), part(10, 16)].join('-');
}

/** One key for one submit: repeated after a lost answer it is the same, after an answer or a change it is new. */
export function submitKeys(): { keyFor: (input: unknown) => string; answered: () => void } {
  let open: { input: string; key: string } | undefined;
  return {
    keyFor(input) {
      const text = JSON.stringify(input);
      if (open?.input !== text) open = { input: text, key: randomUuid() };
      return open.key;
    },
    answered() {
      open = undefined;
    },
  };
}
