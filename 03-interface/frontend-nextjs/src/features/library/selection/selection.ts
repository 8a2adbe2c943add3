/** Items chosen from a list, by id, and the one from which a range begins. */
export type Selection = { ids: ReadonlySet<string>; anchor: string | null };

export const NOTHING: Selection = { ids: new Set(), anchor: null };

/** Choose an item or leave it out. With `isRange`, all from the anchor to it become like it. */
export function toggle(
  selection: Selection,
  order: readonly string[],
  id: string,
  isRange = false,
): Selection {
  const isOn = !selection.ids.has(id);
  const from = isRange && selection.anchor !== null ? order.indexOf(selection.anchor) : -1;
  const to = order.indexOf(id);
  const meant = from === -1 ? [id] : order.slice(Math.min(from, to), Math.max(from, to) + 1);
  const ids = new Set(selection.ids);
  for (const each of meant) {
    if (isOn) ids.add(each);
    else ids.delete(each);
  }
  return { ids, anchor: id };
}

/** Return the items of `held` as they are in `listed` now, and as they were where they are no longer listed. */
export function latest<T extends { id: string }>(held: readonly T[], listed: readonly T[]): T[] {
  return held.map((item) => listed.find(({ id }) => id === item.id) ?? item);
}

/** Choose all of a list, or nothing if all are chosen. */
export function toggleAll(selection: Selection, order: readonly string[]): Selection {
  const areAll = order.every((id) => selection.ids.has(id));
  return areAll ? NOTHING : { ids: new Set(order), anchor: selection.anchor };
}
