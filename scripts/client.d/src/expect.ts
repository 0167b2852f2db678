// What a check says when the server or the contract is not as it should be: loud, and at once.

export function expect(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(`not so: ${what}`);
}

/** The value, or the end of the run. */
export function given<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`missing: ${what}`);
  return value;
}

/** A variable of the environment; scripts/with-demo sets them. */
export function environment(name: string): string {
  return given(process.env[name], name);
}
