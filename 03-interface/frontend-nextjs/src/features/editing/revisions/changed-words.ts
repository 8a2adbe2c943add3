const CONTEXT_WORDS = 4;

export type ChangedWords = { start: string; removed: string; added: string; end: string };

/** Return the words between the common beginning and end of two texts, with a few words of context. */
export function changedWords(before: string, after: string): ChangedWords {
  const old = splitWords(before);
  const now = splitWords(after);
  const shortest = Math.min(old.length, now.length);
  let first = 0;
  while (first < shortest && old[first] === now[first]) first += 1;
  let last = 0;
  while (last < shortest - first && old.at(-1 - last) === now.at(-1 - last)) last += 1;
  const start = old.slice(Math.max(0, first - CONTEXT_WORDS), first);
  const end = old.slice(old.length - last, old.length - last + CONTEXT_WORDS);
  return {
    start: [...(first > CONTEXT_WORDS ? ["…"] : []), ...start].join(" "),
    removed: old.slice(first, old.length - last).join(" "),
    added: now.slice(first, now.length - last).join(" "),
    end: [...end, ...(last > CONTEXT_WORDS ? ["…"] : [])].join(" "),
  };
}

function splitWords(text: string): string[] {
  return text.split(/\s+/).filter(Boolean);
}
