/** Return which word stands for a setting's value; null where the value says it itself. */
export function wordFor(value: string | null, isSecret: boolean): "secret" | "unset" | "empty" | null {
  if (isSecret) return "secret";
  if (value === null) return "unset";
  return value.trim() === "" ? "empty" : null;
}
